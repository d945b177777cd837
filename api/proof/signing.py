"""ES256 by one kept library, PyJWT: the only module that knows it. Imported on use."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.sealing.hpke import text_of
from api.sealing.keyring import Pair

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey,
        EllipticCurvePublicKey,
    )

COORDINATE_BYTES = 32


def public_jwk(pair: Pair) -> dict[str, str]:
    """Return the public half as a JWK."""
    x, y = pair.point[1 : 1 + COORDINATE_BYTES], pair.point[1 + COORDINATE_BYTES :]
    return {"kty": "EC", "crv": "P-256", "x": text_of(x), "y": text_of(y), "kid": pair.kid}


def sign_token(claims: Mapping[str, Any], pair: Pair) -> str:
    """Sign claims as a JWT that carries its own public key."""
    import jwt

    headers = {"jwk": public_jwk(pair)}
    return jwt.encode(dict(claims), _private(pair), algorithm="ES256", headers=headers)


def sign_bytes(data: bytes, pair: Pair) -> bytes:
    """Sign bytes; 64 bytes, r and s, as in a JWT."""
    from jwt.algorithms import ECAlgorithm

    signature: bytes = ECAlgorithm(ECAlgorithm.SHA256).sign(data, _private(pair))
    return signature


def is_signed(data: bytes, signature: bytes, pair: Pair) -> bool:
    """Tell whether the owner of a key signed these bytes."""
    from jwt.algorithms import ECAlgorithm

    return ECAlgorithm(ECAlgorithm.SHA256).verify(data, _public(pair), signature)


def claims_in(token: str, pair: Pair) -> dict[str, Any] | None:
    """Return what a JWT says when the owner of a key signed it, of whatever time it is."""
    import jwt

    try:
        key = _public(pair)
        return jwt.decode(token, key, algorithms=["ES256"], options={"verify_iat": False})
    except jwt.PyJWTError:
        return None


def _public(pair: Pair) -> "EllipticCurvePublicKey":
    from typing import cast

    from jwt.algorithms import ECAlgorithm

    return cast("EllipticCurvePublicKey", ECAlgorithm.from_jwk(dict(public_jwk(pair))))


def _private(pair: Pair) -> "EllipticCurvePrivateKey":
    from typing import cast

    from jwt.algorithms import ECAlgorithm

    whole = {**public_jwk(pair), "d": text_of(pair.secret)}
    return cast("EllipticCurvePrivateKey", ECAlgorithm.from_jwk(whole))
