"""Limits on guessing, counted by code and by subject. Never by address: whole markets share one."""

from api.clock import now_s
from api.db import write
from api.errors import TooMany
from api.recovery.models import Tries

HOUR_S = 3600


def take(key: str, most: int) -> None:
    """Count a try before it is judged; raises TooMany above `most` in its hour."""
    now = now_s()
    mine = Tries.key == key
    with write():
        Tries.insert(key=key, n=0, since=now).on_conflict_ignore().execute()
        Tries.update(n=0, since=now).where(mine & (Tries.since <= now - HOUR_S)).execute()
        # One statement decides, so that a hundred tries at once are counted a hundred times.
        taken = Tries.update(n=Tries.n + 1).where(mine & (Tries.n < most)).execute()
        since = Tries.get_by_id(key).since
    if not taken:
        raise TooMany("try.later", max(1, since + HOUR_S - now))


def clear(key: str) -> None:
    """Forget the tries under a key: it was the right one."""
    with write():
        Tries.delete().where(Tries.key == key).execute()
