"""Check a certificate as the phone's page does: with what its issuer publishes, and the name."""

from dataclasses import dataclass
from typing import Any

from api.errors import SetupError
from api.proof.name import hash_name, neat_name
from api.proof.shortcode import HASH_BYTES, Short, read_code
from api.proof.signing import claims_in, is_signed
from api.sealing.hpke import raw_of, text_of
from api.sealing.keyring import Pair

# The words of the phone (pwa/src/i18n/es-proof.ts).
ALTERED = "Está cambiada: no es lo que se firmó. No la aceptes."
UNKNOWN = "No sabemos quién la firmó."
REVOKED = "Está anulada: ya no vale."
NOT_THE_NAME = "Ese nombre no es el de esta constancia. Mira si está escrito igual."
NO_ISSUER = "Ahí no hay claves de constancias de CREANDO."


@dataclass(frozen=True)
class Published:
    """Who signs, its public keys, and the ids that it took back."""

    name: str
    pairs: tuple[Pair, ...]
    revoked: frozenset[str]


def read_published(said: Any) -> Published:
    """Read the answer of GET /api/v1/proofs; raises SetupError unless its list is signed."""
    try:
        pairs = tuple(Pair(str(one["kid"]), raw_of(one["pub"])) for one in said["keys"])
        claims = (claims_in(str(said["revoked"]), pair) for pair in pairs)
        listed = next(one for one in claims if one is not None)
        return Published(str(said["name"]), pairs, frozenset(listed["revoked"]))
    except (KeyError, TypeError, ValueError, StopIteration):
        raise SetupError(NO_ISSUER) from None


def check(code: str, salt: str, name: str, by: Published) -> Short:
    """Return what a certificate says, good and of this name; raises SetupError."""
    try:
        said, head, signature = read_code(code)
    except ValueError:
        raise SetupError(ALTERED) from None
    pair = next((one for one in by.pairs if one.kid == said.kid), None)
    if pair is None:
        raise SetupError(UNKNOWN)
    if not is_signed(head, signature, pair):
        raise SetupError(ALTERED)
    if said.id in by.revoked:
        raise SetupError(REVOKED)
    if not _is_hers(said, salt, name):
        raise SetupError(NOT_THE_NAME)
    return said


def _is_hers(said: Short, salt: str, name: str) -> bool:
    try:
        raw = raw_of(salt)
        # Two writings of the same bytes: only ours counts, as on the phone.
        is_one = text_of(raw) == salt and bool(neat_name(name))
        return is_one and said.name_hash == hash_name(raw, name)[:HASH_BYTES]
    except ValueError:
        return False
