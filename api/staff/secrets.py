"""Random things and how they are kept: hashed when we only compare, sealed when we must read."""

import base64
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from api.codes import read_letters
from api.errors import Unavailable

STAFF_KEY = "staff.key"
LINK_LETTERS = 26  # 130 bits
RECOVERY_LETTERS = 16  # 80 bits
NONCE_BYTES = 12

# OWASP's least for Argon2id. Two at a time: a crowd of strangers may not eat the server's memory.
TIME_COST, MEMORY_KIB, LANES = 2, 19 * 1024, 1
AT_ONCE = threading.BoundedSemaphore(2)
PATIENCE_S = 5


def token() -> str:
    """Return 256 random bits as base64url."""
    return secrets.token_urlsafe(32)


def identity() -> str:
    """Return 128 random bits as base64url."""
    return secrets.token_urlsafe(16)


@contextmanager
def _turn() -> Iterator[None]:
    if not AT_ONCE.acquire(timeout=PATIENCE_S):
        raise Unavailable("server.busy")
    try:
        yield
    finally:
        AT_ONCE.release()


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password; raises Unavailable in a crowd."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=LANES)
    with _turn():
        return hasher.hash(password)


@cache
def _nobody() -> str:
    return hash_password(token())


def password_fits(hashed: str | None, password: str) -> bool:
    """Tell whether a password is the one; takes as long when there is none to compare with."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    against = hashed or _nobody()
    with _turn():
        try:
            return PasswordHasher().verify(against, password) and hashed is not None
        except VerificationError:
            return False


def hash_recovery(code: str, account_id: str) -> str:
    """Return the Argon2id hash of a recovery code, salted by its account; one for all ten."""
    from argon2.low_level import Type, hash_secret_raw

    with _turn():
        raw = hash_secret_raw(
            read_letters(code).encode(),
            account_id.encode()[:16],
            TIME_COST,
            MEMORY_KIB,
            LANES,
            32,
            Type.ID,
        )
    return base64.urlsafe_b64encode(raw).decode()


class Sealer:
    """Seals what the server must read again, with a key that is not in the database."""

    def __init__(self, path: Path) -> None:
        """Use a key file; it is read when first needed."""
        self._path = path

    def seal(self, plain: str, owner: str) -> str:
        """Return sealed text that opens for its owner's row alone."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(NONCE_BYTES)
        box = AESGCM(self._path.read_bytes()).encrypt(nonce, plain.encode(), owner.encode())
        return base64.urlsafe_b64encode(nonce + box).decode()

    def open(self, sealed: str, owner: str) -> str | None:
        """Return the plain text; None when the key or the owner is another."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        raw = base64.urlsafe_b64decode(sealed)
        key = AESGCM(self._path.read_bytes())
        try:
            return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], owner.encode()).decode()
        except InvalidTag:
            return None
