"""Limits on guessing: delays that grow, never a lock, and none that a stranger can put on her.

Tries from a browser she has signed in from before are counted apart from everybody else's, so
nobody who only knows her name keeps her out. Nothing is counted by address: phones share them.
"""

from api.clock import now_s
from api.db import write
from api.errors import TooMany
from api.staff.models import Try

FREE = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 15 * 60
FORGET_S = 24 * 3600
MOST_KEYS = 10_000


def take(key: str) -> None:
    """Count a try before it is judged; raises TooMany while a wait runs."""
    now = now_s()
    with write():
        Try.insert(key=key, fails=0, until=0, at=now).on_conflict_ignore().execute()
        # One statement decides, so that a hundred tries at once are counted a hundred times.
        taken = (
            Try.update(fails=Try.fails + 1, at=now)
            .where((Try.key == key) & (Try.until <= now))
            .returning(Try.fails)
            .execute()
        )
        row = next(iter(taken), None)
        if row is not None:
            if row.fails >= FREE:
                Try.update(until=now + wait_s(row.fails)).where(Try.key == key).execute()
            _tidy(now)
            return
    raise TooMany("staff.wait", max(1, waits(key)))


def wait_s(fails: int) -> int:
    """Return how long to wait after so many failures in a row."""
    return min(LONGEST_WAIT_S, FIRST_WAIT_S << min(fails - FREE, 10))


def waits(key: str) -> int:
    """Return the seconds until the next try under a key."""
    found = Try.get_or_none(Try.key == key)
    return max(0, int(found.until) - now_s()) if found else 0


def clear(key: str) -> None:
    """Forget the failures under a key: it was her."""
    Try.delete().where(Try.key == key).execute()


def _tidy(now: int) -> None:
    """Drop what is old, and the oldest when strangers make up names without end."""
    Try.delete().where(Try.at < now - FORGET_S).execute()
    if Try.select().count() > MOST_KEYS:
        oldest = Try.select(Try.key).order_by(Try.at).limit(MOST_KEYS // 10)
        Try.delete().where(Try.key.in_([one.key for one in oldest])).execute()
