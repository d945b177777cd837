"""The short signed code of a certificate, as it stands in a QR. Pure.

| bytes | what |
|---|---|
| 1 | form, 1 |
| 6 | the issuer's key: its kid, decoded |
| 2 | months since January 2000 |
| 1 | kind: 1, an edition finished, without official value; 2, with it |
| 8 | its id |
| 16 | the first half of the hash of salt and name |
| 1 to 24 | the edition's slug |
| 64 | ECDSA of all before it: P-256, SHA-256, r and s |

Mirrored by pwa/src/domain/proofcode.ts; tests/vectors/proofcode.json holds what both read.
"""

from dataclasses import dataclass

from api.sealing.hpke import raw_of, text_of

FORM = 1
FINISHED, OFFICIAL = 1, 2
KID_BYTES, ID_BYTES, HASH_BYTES, SIGNATURE_BYTES = 6, 8, 16, 64
HEAD_BYTES = 1 + KID_BYTES + 2 + 1 + ID_BYTES + HASH_BYTES
SLUG_BYTES = 24
YEAR_ZERO = 2000


@dataclass(frozen=True)
class Short:
    """What a code says."""

    kid: str
    month: str  # 2026-11
    id: str
    name_hash: bytes
    edition: str
    official: bool = False


def head_of(said: Short) -> bytes:
    """Write what is signed; raises ValueError for a slug that does not fit."""
    slug = said.edition.encode("ascii")
    if not 1 <= len(slug) <= SLUG_BYTES:
        raise ValueError("edition")
    year, month = map(int, said.month.split("-"))
    months = ((year - YEAR_ZERO) * 12 + month - 1).to_bytes(2, "big")
    kept = said.name_hash[:HASH_BYTES]
    return (
        bytes([FORM])
        + raw_of(said.kid)
        + months
        + bytes([OFFICIAL if said.official else FINISHED])
        + raw_of(said.id)
        + kept
        + slug
    )


def code_of(head: bytes, signature: bytes) -> str:
    """Write a code: base64url, at most 164 characters."""
    return text_of(head + signature)


def read_code(code: str) -> tuple[Short, bytes, bytes]:
    """Return what a code says, what was signed, and the signature; raises ValueError."""
    raw = raw_of(code)
    slug = raw[HEAD_BYTES:-SIGNATURE_BYTES]
    # Two writings of the same bytes: only ours counts.
    if text_of(raw) != code or not 1 <= len(slug) <= SLUG_BYTES:
        raise ValueError("length")
    if raw[0] != FORM or raw[9] not in (FINISHED, OFFICIAL):
        raise ValueError("form")
    year, month = divmod(int.from_bytes(raw[7:9], "big"), 12)
    said = Short(
        text_of(raw[1:7]),
        f"{YEAR_ZERO + year}-{month + 1:02}",
        text_of(raw[10:18]),
        raw[18:34],
        slug.decode("ascii"),
        raw[9] == OFFICIAL,
    )
    return said, raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
