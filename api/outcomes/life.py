"""One learner's life as the log knew it by a second, up to a day. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from api.outcomes.deeds import Doings, doings
from api.outcomes.when import Said, day_of, estimate, start_of
from api.sync.registry import CODES, Body, current_body

CREATED, JOINED, TOLD = CODES["profile.created"], CODES["edition.joined"], CODES["about.told"]
FINISHED = CODES["lesson.finished"]
FIRST_OF_SERVER = 100  # codes from here on are what the server says, not what she did
HOW = "modo"
MODES = {"ojo": "lee", "oreja": "escucha", "dos": "acompañada"}
UNSAID = "sin decir"


@dataclass(frozen=True)
class Life:
    """Seconds are estimated; `heard` is the last one in which anything of hers came in."""

    edition: str
    channel: str
    mode: str
    created: int
    joined: int
    heard: int
    days: dict[int, bool]  # day -> whether a helper was there for something of it
    finished: tuple[tuple[int, bool], ...]  # second, helped
    doings: Doings


def live(said: Iterable[Said], default: str, day: int, known: int) -> Life | None:
    """Return her life up to the end of a day, from what had come in by a second; None: nothing."""
    came = [one for one in said if one.received <= known and one.fact.t < FIRST_OF_SERVER]
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
        created=created,
        joined=min((at for at, one in hers if _joins(one, edition)), default=created),
        heard=max(one.received for one in came),
        days=days,
        finished=tuple((at, one.helped) for at, one in hers if one.fact.t == FINISHED),
        doings=doings(hers),
    )


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
