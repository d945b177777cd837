"""Certificates: checked against her own log, signed, taken back."""

import json
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from api.clock import now_s
from api.content.model import Graduation
from api.db import write
from api.editions import service as editions
from api.errors import Invalid, NotFound, Unavailable
from api.library.store import Store
from api.progress.fold import fold
from api.proof.credential import Said, claims, revoked_claims
from api.proof.graduation import done_of, missing
from api.proof.issuer import Issuer
from api.proof.models import Proof
from api.proof.shortcode import ID_BYTES, SLUG_BYTES, Short, code_of, head_of
from api.proof.signing import sign_bytes, sign_token
from api.recovery import limits
from api.recovery.models import Tries
from api.sealing.hpke import raw_of, text_of
from api.sealing.keyring import Pair
from api.sync.fact import Fact
from api.sync.projection import fact_of
from api.sync.streams import PAGE, holding, learner_stream, rows_after

AN_HOUR = 10
HOUR_S = 3600


def facts_of(subject: str) -> list[Fact]:
    """Return all that counts of a learner's stream."""
    facts: list[Fact] = []
    n = 0
    while page := rows_after(learner_stream(subject), n, PAGE):
        facts += [fact_of(row) for row in page if row.counts and row.plain is not None]
        n = page[-1].n or 0
    return facts


def modules_of(store: Store, edition: str) -> dict[str, list[str]]:
    """Return the lessons of each step of an edition's route, as it is offered now."""
    found = {}
    for entry in store.catalog(edition)["entries"]:
        about: dict[str, Any] = dict(entry)
        if about["kind"] == "module" and "group" not in about:
            module = json.loads(store.bundle(entry["id"], entry["sha256"])[""])
            found[entry["id"]] = [lesson[0] for lesson in module.get("ls", ())]
    return found


def give(asking: Callable[[], str], name_hash: str, store: Store, issuer: Issuer) -> dict[str, str]:
    """Give her certificate; raises Invalid while something is missing, TooMany, Unavailable.

    Asked again with the same hash it is the same one; with another, the one before is revoked:
    one person holds one. `asking` raises once she erased herself or sent this phone away.
    """
    subject = asking()
    limits.take(f"proof:{subject}", AN_HOUR)
    pair = issuer.signing()
    facts = facts_of(subject)
    joined = fold(facts).edition
    edition = joined[0] if joined else editions.DEFAULT
    about = editions.definition(edition)
    asked = Graduation.read(about.get("graduation"))
    if missing(asked, modules_of(store, edition), done_of(facts)):
        raise Invalid("proof.missing")
    if len(edition) > SLUG_BYTES:
        raise Unavailable("proof.edition", 24 * 3600)
    with holding(subject):
        asking()
        row = _row_of(subject, edition, name_hash)
    kept = raw_of(name_hash)
    said = Said(row.id, edition, editions.title(edition), kept, row.at)
    zone = ZoneInfo(about.get("tz", "America/Lima"))
    month = datetime.fromtimestamp(row.at, zone).strftime("%Y-%m")
    head = head_of(Short(pair.kid, month, row.id, kept, edition, asked.official))
    return {
        "id": row.id,
        "credential": sign_token(claims(said, asked, issuer.name, issuer.url), pair),
        "code": code_of(head, sign_bytes(head, pair)),
    }


def _row_of(subject: str, edition: str, name_hash: str) -> Proof:
    """Return her certificate of an edition under this name, made and the others revoked."""
    hers = (Proof.subject == subject) & (Proof.edition == edition) & Proof.revoked_at.is_null()
    same: Proof | None = Proof.get_or_none(hers & (Proof.hash == name_hash))
    if same is not None:
        return same
    now = now_s()
    Proof.update(revoked_at=now).where(hers).execute()
    ident = new_id()
    about = {"id": ident, "subject": subject, "edition": edition, "hash": name_hash, "at": now}
    Proof.insert(revoked_at=None, **about).execute()
    made: Proof = Proof.get_by_id(ident)
    return made


def new_id() -> str:
    """Draw an id that no command line takes for an option."""
    while (ident := text_of(secrets.token_bytes(ID_BYTES))).startswith("-"):
        pass
    return ident


def revoke(ident: str) -> None:
    """Take a certificate back for ever; raises NotFound. Twice is once."""
    with write():
        if not Proof.select().where(Proof.id == ident).exists():
            raise NotFound("proof.unknown")
        still = (Proof.id == ident) & Proof.revoked_at.is_null()
        Proof.update(revoked_at=now_s()).where(still).execute()


def issuer_said(issuer: Issuer) -> dict[str, Any]:
    """Return who signs, with which keys, and the signed list of what was revoked."""
    rows = Proof.select(Proof.id).where(Proof.revoked_at.is_null(False)).order_by(Proof.id)
    hour = now_s() // HOUR_S * HOUR_S
    return {
        "name": issuer.name,
        "url": issuer.url,
        "keys": [one.public for one in issuer.pairs()],
        "revoked": _signed_list(tuple(row.id for row in rows), issuer.url, hour, issuer.signing()),
    }


@lru_cache(maxsize=1)
def _signed_list(revoked: tuple[str, ...], url: str, at: int, pair: Pair) -> str:
    """Sign the list once an hour and at each change, not for everybody who asks."""
    return sign_token(revoked_claims(revoked, url, at), pair)


def held_of(subject: str) -> list[dict[str, Any]]:
    """Return what is held of her certificates."""
    rows = Proof.select().where(Proof.subject == subject).order_by(Proof.at, Proof.id)
    names = ("id", "edition", "hash", "at", "revoked_at")
    return [{name: getattr(row, name) for name in names} for row in rows]


def forget(subject: str) -> None:
    """Let nothing lead from a certificate to her; that it was revoked stays true."""
    Proof.update(subject="", hash="").where(Proof.subject == subject).execute()
    Tries.delete().where(Tries.key == f"proof:{subject}").execute()
