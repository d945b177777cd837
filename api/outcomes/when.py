"""When something happened, as far as a server can tell. Pure.

A phone's clock may be wrong; the order of its own events and the second they came in are not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.sync.fact import Fact

LIMA_S = 5 * 3600
DAY_S = 86_400
WEEK_DAYS = 7
MONDAY = 3  # day 0 of the count, 1 January 1970, was a Thursday
EARLIEST_S = (
    1_767_225_600  # 1 January 2026: before it there was no app, so that clock knows nothing
)


@dataclass(frozen=True)
class Said:
    """One event that counts, with what the log knows of how it came."""

    fact: Fact
    slot: tuple[str, int]  # where it lies now: replica, number
    boot: int
    helped: bool
    received: int  # seconds UTC, by the server


def day_of(second: int) -> int:
    """Return the day in Lima as a number."""
    return (second - LIMA_S) // DAY_S


def week_of(day: int) -> int:
    """Return the week in Lima, Monday to Sunday, as a number."""
    return (day + MONDAY) // WEEK_DAYS


def monday_of(day: int) -> int:
    """Return the first day of a day's week."""
    return week_of(day) * WEEK_DAYS - MONDAY


def start_of(day: int) -> int:
    """Return the first second of a day in Lima."""
    return day * DAY_S + LIMA_S


def last_sunday(second: int) -> int:
    """Return the last day of the last week that had ended by a second."""
    return monday_of(day_of(second)) - 1


def estimate(said: Sequence[Said]) -> dict[tuple[str, int], int]:
    """Return the second of each event, by its slot.

    A clock that ran ahead of the server is set back for its whole run of the app, by as much as it
    was ahead at most, so that what lay between two events stays. Nothing is later than it came in,
    nor before what the same log held already; what a clock of before the app claims came when it
    came in.
    """
    ahead: dict[tuple[str, int], int] = {}
    for one in said:
        run = (one.slot[0], one.boot)
        ahead[run] = max(ahead.get(run, 0), one.fact.at - one.received)
    seconds: dict[tuple[str, int], int] = {}
    for log in _logs(said):
        before = 0
        for one in log:
            claimed = one.fact.at - ahead[one.slot[0], one.boot]
            if claimed < EARLIEST_S:
                claimed = one.received
            before = min(max(claimed, before), one.received)
            seconds[one.slot] = before
    return seconds


def _logs(said: Iterable[Said]) -> list[list[Said]]:
    logs: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda one: one.slot):
        logs.setdefault(one.slot[0], []).append(one)
    return list(logs.values())
