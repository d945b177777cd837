"""One learner's life as the log knew it by a second, up to a day. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from api.outcomes.deeds import Doings, doings
from api.outcomes.meetings import CONFIRMED, NOTED, YES, fold_meetings
from api.outcomes.when import Said, day_of, estimate, start_of
from api.sync.registry import CODES, Body, current_body

CREATED, JOINED, TOLD = CODES["profile.created"], CODES["edition.joined"], CODES["about.told"]
FINISHED, LINKED = CODES["lesson.finished"], CODES["phone.linked"]
FIRST_OF_SERVER = 100  # codes from here on are what the server says, not what she did
HOW = "modo"
MODES = {"ojo": "lee", "oreja": "escucha", "dos": "acompañada"}
UNSAID = "sin decir"
HELPED_IN = "mentor"  # how a phone came in by a code that a mentor gave and she typed


@dataclass(frozen=True)
class Life:
    """Seconds are estimated; `heard` is the last one in which anything of hers came in."""

    edition: str
    channel: str
    mode: str
    origin: str  # of a table of its own, not of the log: as it is told today
    created: int
    joined: int
    heard: int
    days: dict[int, bool]  # day -> whether a helper was there for something of it
    finished: tuple[tuple[int, bool], ...]  # second, helped
    doings: Doings
    met: dict[int, bool]  # day that both sides say they were in touch -> whether it was with help


def live(
    said: Iterable[Said], default: str, day: int, known: int, origin: str = UNSAID
) -> Life | None:
    """Return her life up to the end of a day, from what had come in by a second; None: nothing."""
    all_in = [one for one in said if one.received <= known]
    came = [one for one in all_in if one.fact.t < FIRST_OF_SERVER]
    seconds = estimate(came)
    end = start_of(day + 1)
    hers = [(seconds[one.slot], one) for one in came if seconds[one.slot] < end]
    if not hers:
        return None
    created = min((at for at, one in hers if one.fact.t == CREATED), default=min(hers, key=_at)[0])
    joined = _latest(hers, JOINED)
    edition = cast(str, joined["edition"]) if joined else default
    days: dict[int, bool] = {}
    for at, one in hers:
        days[day_of(at)] = days.get(day_of(at), False) or one.helped
    return Life(
        edition=edition,
        channel=cast(str, joined.get("channel") or "") if joined else "",
        mode=_mode(hers),
        origin=origin,
        created=created,
        joined=min((at for at, one in hers if _joins(one, edition)), default=created),
        heard=max(one.received for one in came),
        days=days,
        finished=tuple((at, one.helped) for at, one in hers if one.fact.t == FINISHED),
        doings=doings(hers),
        met={one: helped for one, helped in _met(all_in).items() if one <= day},
    )


def _met(said: Sequence[Said]) -> dict[int, bool]:
    """Return the days on which both sides were there: noted and confirmed, or helped back in."""
    met = {
        day_of(one.received): False
        for one in said
        if one.fact.t == LINKED and (one.fact.d or {}).get("how") == HELPED_IN
    }
    helped = {one.fact.h for one in said if one.helped}
    told = [one.fact for one in said if one.fact.t in (NOTED, CONFIRMED)]
    for meeting in fold_meetings(told):
        if meeting.answer == YES:
            met[meeting.day] = met.get(meeting.day, False) or meeting.told in helped
    return met


def _at(pair: tuple[int, Said]) -> int:
    return pair[0]


def _joins(one: Said, edition: str) -> bool:
    return one.fact.t == JOINED and bool(one.fact.d) and (one.fact.d or {})["edition"] == edition


def _latest(hers: Sequence[tuple[int, Said]], code: int, question: str = "") -> Body | None:
    """Return the latest body of a type that can be read, as the phones choose it: by (at, h)."""
    newest: tuple[int, str] | None = None
    found: Body | None = None
    for _, one in hers:
        fact = one.fact
        if fact.t != code or (newest is not None and (fact.at, fact.h) <= newest):
            continue
        body = current_body(fact.t, fact.v, fact.d)
        if body is not None and (not question or body["question"] == question):
            newest, found = (fact.at, fact.h), body
    return found


def _mode(hers: Sequence[tuple[int, Said]]) -> str:
    told = _latest(hers, TOLD, HOW)
    answers = cast("list[str]", told["answers"]) if told else []
    return MODES.get(answers[0], UNSAID) if answers else UNSAID
