"""Tokens: who is asking, and how a phone makes itself known."""

import hashlib
import re

from api.clock import now_s
from api.errors import Forbidden, Unauthorized
from api.learners.erased import ErasedList
from api.learners.models import Token

APPEND = "append"
TOKEN = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")  # 256 bits as base64url


def token_hash(authorization: str) -> str:
    """Return the hash of the token in an Authorization header; raises Unauthorized."""
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not TOKEN.fullmatch(token.strip()):
        raise Unauthorized("auth.token", {"WWW-Authenticate": "Bearer"})
    return hashlib.sha256(token.strip().encode()).hexdigest()


def subject_of(authorization: str) -> str:
    """Return whose token this is; raises Unauthorized."""
    found = Token.get_or_none(Token.hash == token_hash(authorization))
    if found is None:
        raise Unauthorized("auth.token", {"WWW-Authenticate": "Bearer"})
    return str(found.subject)


def admit(subject: str, hashed: str, erased: ErasedList) -> None:
    """Let a token act for its subject, or make both known; raises Forbidden.

    Runs inside the transaction that holds the subject's stream, so that two first requests at the
    same time register one subject once.
    """
    known = Token.get_or_none(Token.hash == hashed)
    if known is not None:
        if known.subject != subject:
            raise Forbidden("auth.subject")
        return
    if subject in erased:
        raise Forbidden("auth.erased")
    if Token.select().where(Token.subject == subject).exists():
        raise Forbidden("auth.subject")
    made = (
        Token.insert(hash=hashed, subject=subject, kind=APPEND, created_at=now_s())
        .on_conflict_ignore()
        .as_rowcount()
        .execute()
    )
    if not made:  # the same token registered another subject a moment ago
        raise Forbidden("auth.subject")


def forget(subject: str) -> None:
    """Remove the tokens of a subject."""
    Token.delete().where(Token.subject == subject).execute()
