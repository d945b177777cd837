"""What projections and folds read: one accepted event that counts. Pure."""

from dataclasses import dataclass

from api.sync.registry import Body


@dataclass(frozen=True)
class Fact:
    """One event; `origin` is its first identity (replica, seq), `h` its hash as text."""

    subject: str
    origin: tuple[str, int]
    h: str
    t: int
    v: int
    at: int
    d: Body | None
