"""The values that travel: events, requests, replies."""

from typing import NamedTuple

Identity = tuple[int, int]
Cursors = tuple[int, int]
Hash = tuple[int, int, int]

PLAIN_TAPS = 3
POISON, QUARANTINE, FAILING, VOID = 3, 4, 5, 9
ACCEPTED, DUPLICATE, FORK, QUARANTINED = "accepted", "duplicate", "fork", "quarantined"
EDITION = -1
BATCH = 4
PAGE = 3


class Event(NamedTuple):
    """One event: `h` is (boot, tap, second), `act` is the hidden user action (0: none)."""

    r: int
    q: int
    h: Hash
    of: Identity | None
    act: int

    @property
    def key(self) -> tuple[Identity, Hash]:
        """Return the action key, (of or own identity, h)."""
        return (self.of or (self.r, self.q), self.h)


class Request(NamedTuple):
    """What a phone sends; `parcel` is carried by another phone and asks for no news."""

    phone: int
    learner: int
    start: int
    number: int
    epoch: int
    cur: Cursors
    held: tuple[int, ...]
    events: tuple[Event, ...]
    parcel: bool


class Reply(NamedTuple):
    """What the server answers; `ok` is False for a 5xx."""

    ok: bool
    epoch: int = 0
    verdicts: tuple[str, ...] = ()
    kept: tuple[tuple[int, int], ...] = ()
    news: tuple[Event, ...] = ()
    cur: Cursors = (0, 0)
