"""The same figures reckoned again, plainly and from the truth: dates of Lima, loops, no folds."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.unit.outcomes.people import TAKEN_BACK, Done

LIMA = ZoneInfo("America/Lima")
DONE_IT = ("worked", "half", "no")
WELL = ("worked", "half")  # only then is she asked again
MODES = {"ojo": "lee", "oreja": "escucha", "dos": "acompañada"}
CHANNELS = ("lima-norte", "arequipa", "radio")

Counts = dict[tuple[str, str, str], list[int]]


def day(second: int) -> date:
    return datetime.fromtimestamp(second, UTC).astimezone(LIMA).date()


def midnight_after(last: date) -> int:
    return int(datetime(last.year, last.month, last.day, tzinfo=LIMA).timestamp()) + 86_400


def monday(one: date) -> date:
    return one - timedelta(days=one.weekday())


def reckon(
    truth: list[Done], edition: str, last: date, known: int, origins: dict[str, str]
) -> Counts:
    """Return of, reached, helped, heard for every row, in people (or actions)."""
    everybody = defaultdict(list)
    for one in truth:
        if one.received <= known:
            everybody[one.who].append(one)
    out: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for came in everybody.values():
        origin = origins.get(came[0].who, "sin decir")
        server = [one for one in came if one.name in ("meeting.noted", "phone.linked")]
        hers = [one for one in came if one not in server]
        if hers:
            _person(out, hers, server, edition, last, origin)
    return dict(out)


def _person(  # noqa: C901  plain on purpose
    out: Counts, came: list[Done], server: list[Done], edition: str, last: date, origin: str
) -> None:
    close = midnight_after(last)
    mine = sorted((one for one in came if one.at < close), key=lambda one: one.at)
    if not mine:
        return
    joins = [one for one in mine if one.name == "edition.joined"]
    where = joins[-1].d["edition"] if joins else "abierta"
    if where != edition:
        return
    channel = joins[-1].d.get("channel", "") if joins else ""
    if channel and channel not in CHANNELS:
        channel = "otros"
    modes = [one for one in mine if one.name == "about.told" and one.d["question"] == "modo"]
    answer = modes[-1].d["answers"] if modes else []
    mode = MODES[answer[0]] if answer else "sin decir"
    births = [one.at for one in mine if one.name == "profile.created"]
    born = births[0] if births else mine[0].at
    arrived = min([one.at for one in joins if one.d["edition"] == edition] or [born])
    heard = max(one.received for one in came)
    fresh = heard >= close - 7 * 86_400

    final = {}
    for one in mine:
        if one.name == "action.done":
            final[one.d["lesson"], one.d["taken"], one.d["round"]] = one
    month = close - 28 * 86_400

    def put(figure, of, reached, helped, splits=("modo", "canal", "origen"), week=None):
        groups = [("todas", "")]
        groups += [("modo", mode)] * ("modo" in splits) + [("canal", channel)] * ("canal" in splits)
        if week is not None:
            groups.append(("semana", monday(day(week)).isoformat()))
        for split, group in groups:
            cell = out[figure, split, group]
            for n, more in enumerate([of, reached, reached * helped, of * fresh]):
                cell[n] += more
        if "origen" in splits:
            cell = out[figure, "origen", origin]
            cell[0] += of
            cell[1] += reached

    good = [one for one in final.values() if one.d["result"] in DONE_IT]
    soon = born + 72 * 3600
    if soon <= close:
        lessons = [one for one in mine if one.name == "lesson.finished" and one.at < soon]
        quick = [one for one in good if one.at < soon]
        ok = bool(lessons) and bool(quick)
        put("util", 1, ok, any(one.helped for one in lessons + quick), week=born)

    if any(one.at >= month for one in mine):
        lately = [one for one in good if one.at >= month]
        put("aplica", 1, bool(lately), any(one.helped for one in lately))

    old = [
        key
        for key, one in final.items()
        if one.d["result"] in WELL and key[2] == 0 and month <= one.at <= close - 7 * 86_400
    ]
    if old:
        again = [final[k[0], k[1], 1] for k in old if (k[0], k[1], 1) in final]
        again = [one for one in again if one.d["result"] in DONE_IT]
        put("repite", 1, bool(again), any(one.helped for one in again))

    all_first = [one for key, one in final.items() if key[2] == 0 and one.d["result"] != TAKEN_BACK]
    if all_first:
        such = [one for one in all_first if one.d["result"] in DONE_IT]
        put("hechas", len(all_first), len(such), any(one.helped for one in such), splits=())

    first = [one for one in all_first if one.at >= month]
    if first:
        for figure, result in (("nopudo", "couldnt"), ("seguridad", "unsafe")):
            such = [one for one in first if one.d["result"] == result]
            put(figure, len(first), len(such), any(one.helped for one in such), splits=())

    for figure, (a, b) in {"vuelve": (22, 28), "vuelve90": (84, 90)}.items():
        lo, hi = (day(arrived) + timedelta(days=n) for n in (a, b))
        if hi > last:
            continue
        back = [one for one in mine if lo <= day(one.at) <= hi]
        ok = len({day(one.at) for one in back}) >= 2
        helped = any(one.helped for one in back)
        put(figure, 1, ok, helped, week=arrived if figure == "vuelve" else None)
        if day(heard) > hi:
            put(f"{figure}-oidas", 1, ok, helped)

    _rules(mine, last, put)
    _met(came, server, arrived, last, bool([one for one in mine if one.at >= month]), put)


def _met(  # noqa: C901  plain on purpose
    came, server, arrived: int, last: date, active: bool, put
) -> None:
    days: dict[date, bool] = {}
    for one in server:
        if one.name == "phone.linked" and one.d["how"] == "mentor":
            days.setdefault(day(one.at), False)
    for code in {one.d["meeting"] for one in server if one.name == "meeting.noted"}:
        notes = [one for one in server if one.d.get("meeting") == code]
        answers = [
            one for one in came if one.name == "meeting.confirmed" and one.d["meeting"] == code
        ]
        if max(notes, key=lambda one: one.at).d["on"] != 1 or not answers:
            continue
        final = max(answers, key=lambda one: one.at)
        if final.d["answer"] == "yes":
            when = date(1970, 1, 1) + timedelta(days=notes[0].d["day"])
            days[when] = days.get(when, False) or final.helped
    days = {when: helped for when, helped in days.items() if when <= last}
    if active:
        lately = [helped for when, helped in days.items() if when > last - timedelta(days=28)]
        put("alguien", 1, bool(lately), any(lately))
    for n in (7, 14, 28):
        until = day(arrived) + timedelta(days=n)
        if until <= last:
            soon = [helped for when, helped in days.items() if day(arrived) <= when <= until]
            splits = ("modo", "canal", "origen") if n == 14 else ()
            put(f"alguien{n}", 1, bool(soon), any(soon), splits)


def _rules(mine: list[Done], last: date, put) -> None:
    started: dict[str, date] = {}
    for one in mine:
        if one.name == "habit.taken" and one.d["on"] == 1:
            started.setdefault(one.d["lesson"], monday(day(one.at)))
    ready = {k: w for k, w in started.items() if monday(last) >= w + timedelta(weeks=6)}
    if not ready:
        return
    kept = []
    for lesson, week in ready.items():
        final = {}
        for one in mine:
            if one.name == "habit.checked" and one.d["lesson"] == lesson:
                epoch = date(1969, 12, 29) + timedelta(weeks=one.d["week"])
                final[epoch] = one
        yes = [
            final[week + timedelta(weeks=n)]
            for n in range(1, 7)
            if week + timedelta(weeks=n) in final
            and final[week + timedelta(weeks=n)].d["answer"] == "yes"
        ]
        if len(yes) >= 3:
            kept.append((lesson, yes))
    helped = bool(kept) and any(one.helped for one in sorted(kept, key=lambda k: k[0])[0][1])
    put("regla", 1, bool(kept), helped)
