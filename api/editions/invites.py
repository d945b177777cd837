"""Signed invites: `<edition>.<channel>.<signature>`, checked offline by nobody, online by us."""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

KEY_BYTES = 32
SIGNATURE_BYTES = 10  # 80 bits: short enough to print, long enough against guessing online


def make_key(path: Path) -> None:
    """Write a new secret unless there is one, readable by its owner alone."""
    if path.exists():
        return
    # Whole or not there: of a start that was cut short no empty key may stay.
    part = path.with_name(f"{path.name}.new")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with part.open("wb") as out:
        out.write(secrets.token_bytes(KEY_BYTES))
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def code(key: bytes, edition: str, channel: str) -> str:
    """Return the invite into one channel of an edition."""
    signed = hmac.new(key, f"{edition}.{channel}".encode(), hashlib.sha256).digest()
    signature = base64.urlsafe_b64encode(signed[:SIGNATURE_BYTES]).decode().rstrip("=")
    return f"{edition}.{channel}.{signature}"


def is_genuine(key: bytes, invite: str, edition: str, channel: str | None) -> bool:
    """Tell whether an invite is ours and for this edition and channel (None: any)."""
    invited, _, rest = invite.partition(".")
    through, _, _ = rest.rpartition(".")
    if invited != edition or (channel is not None and channel != through):
        return False
    return hmac.compare_digest(code(key, invited, through).encode(), invite.encode())
