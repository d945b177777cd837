"""The outcomes of learning.md, section 3: how one person stands in each figure. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from api.outcomes.deeds import Told
from api.outcomes.life import Life
from api.outcomes.small import Mark
from api.outcomes.when import DAY_S, day_of, monday_of, start_of, week_of
from api.progress.deeds import APPLIED, COULD_NOT, REPEATABLE, UNSAFE
from api.progress.habits import YES

FIRST_S = 72 * 3600
MONTH_DAYS = 28
ASKED_AGAIN_S = 7 * DAY_S
FRESH_DAYS = 7
CHECKS, KEPT = 6, 3
RETURNS = 2
FOUR_WEEKS, THREE_MONTHS = (22, 28), (84, 90)

ALL, BY_MODE, BY_CHANNEL, BY_ORIGIN = "todas", "modo", "canal", "origen"
BY_WEEK = "semana"

# Whether she counts, whether she reached it, whether with help; None: she does not count.
Standing = tuple[int, int, bool] | None


@dataclass(frozen=True)
class Figure:
    """One figure: how a life stands in it at the end of a day, and how it is divided."""

    key: str
    stand: Callable[[Life, int], Standing]
    splits: tuple[str, ...] = (ALL,)
    cohort: Callable[[Life], int] | None = None  # the second that decides her week


@dataclass(frozen=True, order=True)
class Row:
    """One line of a report: a figure of one group of people."""

    figure: str
    split: str
    group: str


def _first(life: Life, day: int) -> Standing:
    """1. One lesson finished and one action applied within 72 hours."""
    end = life.created + FIRST_S
    if end > start_of(day + 1):
        return None
    lessons = [helped for at, helped in life.finished if at < end]
    deeds = [told.helped for told in life.doings.deeds.values() if _applied(told, 0, end)]
    return 1, int(bool(lessons and deeds)), any([*lessons, *deeds])


def _acts(life: Life, day: int) -> Standing:
    """2. Of who was active in 28 days, who applied something in them."""
    start, end = start_of(day + 1 - MONTH_DAYS), start_of(day + 1)
    if not any(day - MONTH_DAYS < one <= day for one in life.days):
        return None
    deeds = [told.helped for told in life.doings.deeds.values() if _applied(told, start, end)]
    return 1, int(bool(deeds)), any(deeds)


def _repeats(life: Life, day: int) -> Standing:
    """2b. Of whom something went well seven days ago or more, who did it again when asked."""
    start, end = start_of(day + 1 - MONTH_DAYS), start_of(day + 1)
    asked = [
        deed
        for (deed, again), told in life.doings.deeds.items()
        if not again and told.answer in REPEATABLE and start <= told.second <= end - ASKED_AGAIN_S
    ]
    if not asked:
        return None
    told = [life.doings.deeds.get((deed, 1)) for deed in asked]
    did = [one.helped for one in told if one is not None and one.answer in APPLIED]
    return 1, int(bool(did)), any(did)


def _could_not(life: Life, day: int) -> Standing:
    """Apart: of the actions answered in 28 days, those she could not do."""
    return _answered(life, day, COULD_NOT)


def _unsafe(life: Life, day: int) -> Standing:
    """Guard-rail: of the actions answered in 28 days, those left undone to be safe."""
    return _answered(life, day, UNSAFE)


def _answered(life: Life, day: int, answer: str) -> Standing:
    start, end = start_of(day + 1 - MONTH_DAYS), start_of(day + 1)
    told = [
        one
        for (_, again), one in life.doings.deeds.items()
        if not again and start <= one.second < end
    ]
    said = [one.helped for one in told if one.answer == answer]
    return (len(told), len(said), any(said)) if told else None


def _returns(window: tuple[int, int], heard: bool) -> Callable[[Life, int], Standing]:
    """3. Of who joined, who came back on two days of a window; of all, or of who was heard from."""

    def stand(life: Life, day: int) -> Standing:
        first, last = (day_of(life.joined) + days for days in window)
        if last > day or (heard and day_of(life.heard) <= last):
            return None
        back = [helped for one, helped in life.days.items() if first <= one <= last]
        return 1, int(len(back) >= RETURNS), any(back)

    return stand


def _keeps(life: Life, day: int) -> Standing:
    """4. Of who took up a rule, who confirmed it in three of the six weeks that followed."""
    over = {
        lesson: week_of(day_of(second))
        for lesson, second in life.doings.rules.items()
        if week_of(day_of(second)) + CHECKS <= week_of(day)
    }
    if not over:
        return None
    for lesson, week in sorted(over.items()):
        said = [life.doings.checks.get((lesson, week + n)) for n in range(1, CHECKS + 1)]
        kept = [one.helped for one in said if one is not None and one.answer == YES]
        if len(kept) >= KEPT:
            return 1, 1, any(kept)
    return 1, 0, False


def _met(life: Life, day: int) -> Standing:
    """5. Of who was active in 28 days, who was in touch in them, as both sides say."""
    if not any(day - MONTH_DAYS < one <= day for one in life.days):
        return None
    met = [helped for one, helped in life.met.items() if day - MONTH_DAYS < one <= day]
    return 1, int(bool(met)), any(met)


def _met_within(days: int) -> Callable[[Life, int], Standing]:
    """5b. Of who joined so many days ago or more, who was in touch in as many."""

    def stand(life: Life, day: int) -> Standing:
        first = day_of(life.joined)
        if first + days > day:
            return None
        met = [helped for one, helped in life.met.items() if first <= one <= first + days]
        return 1, int(bool(met)), any(met)

    return stand


def _did(life: Life, day: int) -> Standing:
    """Of all actions answered so far, those that were done: what a céntimo is divided by."""
    end = start_of(day + 1)
    told = [one for (_, again), one in life.doings.deeds.items() if not again and one.second < end]
    done = [one.helped for one in told if one.answer in APPLIED]
    return (len(told), len(done), any(done)) if told else None


def _applied(told: Told, start: int, end: int) -> bool:
    return told.answer in APPLIED and start <= told.second < end


GROUPS = (ALL, BY_MODE, BY_CHANNEL, BY_ORIGIN)
WAITS = {"alguien7": 7, "alguien14": 14, "alguien28": 28}  # figure -> days since she joined
FIGURES = (
    Figure("util", _first, (*GROUPS, BY_WEEK), lambda life: life.created),
    Figure("aplica", _acts, GROUPS),
    Figure("repite", _repeats, GROUPS),
    Figure("nopudo", _could_not),
    Figure("vuelve", _returns(FOUR_WEEKS, heard=False), (*GROUPS, BY_WEEK), lambda one: one.joined),
    Figure("vuelve-oidas", _returns(FOUR_WEEKS, heard=True), GROUPS),
    Figure("vuelve90", _returns(THREE_MONTHS, heard=False), GROUPS),
    Figure("vuelve90-oidas", _returns(THREE_MONTHS, heard=True), GROUPS),
    Figure("regla", _keeps, GROUPS),
    Figure("alguien", _met, GROUPS),
    Figure("alguien7", _met_within(WAITS["alguien7"])),
    Figure("alguien14", _met_within(WAITS["alguien14"]), GROUPS),
    Figure("alguien28", _met_within(WAITS["alguien28"])),
    Figure("hechas", _did),
    Figure("seguridad", _unsafe),
)


def marks(lives: Mapping[str, Life], day: int) -> dict[Row, dict[str, Mark]]:
    """Return how everybody stands in every row at the end of a day."""
    rows: dict[Row, dict[str, Mark]] = {}
    for who, life in lives.items():
        fresh = int(life.heard >= start_of(day + 1 - FRESH_DAYS))
        for figure in FIGURES:
            standing = figure.stand(life, day)
            if standing is None:
                continue
            of, reached, with_help = standing
            mark = (of, reached, reached * int(with_help), fresh * of)
            for split, group in _groups(figure, life):
                # Of origins nothing else is shown: what is not seen must not move a row either.
                told = (of, reached, 0, 0) if split == BY_ORIGIN else mark
                rows.setdefault(Row(figure.key, split, group), {})[who] = told
    return rows


def _groups(figure: Figure, life: Life) -> Iterable[tuple[str, str]]:
    for split in figure.splits:
        if split == BY_WEEK and figure.cohort is not None:
            yield split, str(monday_of(day_of(figure.cohort(life))))
        else:
            group = {ALL: "", BY_MODE: life.mode, BY_CHANNEL: life.channel, BY_ORIGIN: life.origin}
            yield split, group[split]
