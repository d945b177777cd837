"""Letters that people read aloud and type, and the digest of what is too random to be guessed."""

import hashlib
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011", "- ")


def letters(count: int) -> str:
    """Draw letters that nobody confuses."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(count))


def read_letters(text: str) -> str:
    """Read a typed code as it was made: hyphens, spaces and look-alikes forgiven."""
    return text.strip().upper().translate(LOOKALIKES)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
