"""Seal to a public key and open with the private one: RFC 9180, base mode, one shot.

DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, no additional data; on the wire the 65 bytes
of the encapsulated key, then the ciphertext. The library is imported on use: most requests never
need it. Pure.
"""

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.hpke import Suite

KID_BYTES = 6
POINT_BYTES = 65
# The order of P-256's group.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PARCEL = b"creando parcel 1"
CONTACT = b"creando contact 1"


class SealedError(Exception):
    """It was not sealed to this key for this purpose, or not whole."""


def kid_of(point: bytes) -> str:
    """Return a public key's short name: 8 characters, the first 48 bits of its SHA-256."""
    return text_of(hashlib.sha256(point).digest()[:KID_BYTES])


def text_of(raw: bytes) -> str:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def raw_of(text: str) -> bytes:
    """Read what text_of wrote."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_secret() -> bytes:
    """Draw a private key: 32 bytes that are a scalar of the curve."""
    return (secrets.randbelow(ORDER - 1) + 1).to_bytes(32, "big")


def point_of(secret: bytes) -> bytes:
    """Return the public half of a private key, an uncompressed point."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = _private(secret).public_key()
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def seal(plain: bytes, point: bytes, purpose: bytes) -> bytes:
    """Seal bytes so that only the holder of a public point's private half reads them."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    return _suite().encrypt(plain, public, info=purpose)


def unseal(sealed: bytes, secret: bytes, purpose: bytes) -> bytes:
    """Open what was sealed to a private key; raises SealedError."""
    from cryptography.exceptions import InvalidTag

    try:
        return _suite().decrypt(sealed, _private(secret), info=purpose)
    except (InvalidTag, ValueError) as fault:
        raise SealedError from fault


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _private(secret: bytes) -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

    return derive_private_key(int.from_bytes(secret, "big"), SECP256R1())
