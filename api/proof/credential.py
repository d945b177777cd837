"""A certificate as an Open Badges 3.0 credential, and the list of those revoked. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from api.content.model import Graduation

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
WITHOUT_VALUE = "Constancia sin valor oficial."


@dataclass(frozen=True)
class Said:
    """What a certificate is about; it names nobody."""

    id: str
    edition: str
    title: str
    hash: bytes
    at: int  # seconds UTC


def urn(ident: str) -> str:
    """Name a certificate for others."""
    return f"urn:creando:proof:{ident}"


def claims(said: Said, asked: Graduation, name: str, url: str) -> dict[str, Any]:
    """Write the claims of its JWT; `name` and `url` are the issuer's."""
    issuer = {"id": url, "type": ["Profile"], "name": name, "url": url}
    about = f"{said.title}: {_criteria(asked)}"
    achievement = {
        "id": f"{url}/#edicion-{said.edition}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": said.title,
        "description": about if asked.official else f"{about} {WITHOUT_VALUE}",
        "criteria": {"narrative": _criteria(asked)},
    }
    # Who she is stands here as a hash alone; the salt and the name are on her phone.
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${said.hash.hex()}",
        "identityType": "name",
    }
    return {
        "@context": list(CONTEXT),
        "id": urn(said.id),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": said.title,
        "issuer": issuer,
        "validFrom": datetime.fromtimestamp(said.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [identity],
            "achievement": achievement,
        },
        "iss": url,
        "jti": urn(said.id),
        "nbf": said.at,
    }


def _criteria(asked: Graduation) -> str:
    parts = [
        f"{asked.modules} módulos completos",
        f"{asked.actions} acciones en su negocio, contado cómo salieron",
    ]
    if asked.given:
        parts.append("algo de lo aprendido, dado a otra persona")
    if asked.survey:
        parts.append("la encuesta del final")
    return f"{', '.join(parts)}."


def revoked_claims(revoked: Iterable[str], url: str, now: int) -> dict[str, Any]:
    """Write the claims of the signed list; `now` in seconds UTC."""
    return {"iss": url, "iat": now, "revoked": sorted(revoked)}
