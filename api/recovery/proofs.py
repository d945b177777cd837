"""How what could be guessed is kept: Argon2id, two at a time."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from api.errors import Unavailable

# OWASP's least. Two at a time: a crowd of strangers may not eat the server's memory.
TIME_COST, MEMORY_KIB = 2, 19 * 1024
AT_ONCE = threading.BoundedSemaphore(2)
PATIENCE_S = 5


def prove(text: str) -> str:
    """Return what tells this text from any other without holding it."""
    from argon2 import PasswordHasher

    with _turn():
        return PasswordHasher(TIME_COST, MEMORY_KIB, 1).hash(text)


def holds(proof: str | None, text: str) -> bool:
    """Tell whether a proof is of this text; without a proof it takes as long to say no."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerifyMismatchError

    with _turn():
        try:
            PasswordHasher(TIME_COST, MEMORY_KIB, 1).verify(proof or _nobodys(), text)
        except VerifyMismatchError:
            return False
    return proof is not None


@cache
def _nobodys() -> str:
    from argon2 import PasswordHasher

    return PasswordHasher(TIME_COST, MEMORY_KIB, 1).hash(secrets.token_urlsafe())


@contextmanager
def _turn() -> Iterator[None]:
    if not AT_ONCE.acquire(timeout=PATIENCE_S):
        raise Unavailable("server.busy")
    try:
        yield
    finally:
        AT_ONCE.release()
