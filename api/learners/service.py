"""Tokens: who is asking, what they may do, and how a phone makes itself known.

Everything that writes runs inside the transaction that holds the subject's stream, so that two
requests at the same time never see half of each other.
"""

import base64
import hashlib
import re
import secrets

from api.clock import now_s
from api.errors import Forbidden, Unauthorized
from api.learners.erased import ErasedList
from api.learners.models import Token, Twin

SESSION, APPEND = "session", "append"
START, PHONE, KEY, CARD, MENTOR = "start", "phone", "key", "card", "mentor"
WEAK = frozenset({CARD, MENTOR})
OBJECT_S = 24 * 3600
TOKEN = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")  # 256 bits as base64url


def token_hash(authorization: str) -> str:
    """Return the hash of the token in an Authorization header; raises Unauthorized."""
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not TOKEN.fullmatch(token.strip()):
        raise _unknown()
    return hash_of(token.strip())


def hash_of(token: str) -> str:
    """Return the hash a token is kept under."""
    return hashlib.sha256(token.encode()).hexdigest()


def kept_hash(sent: str) -> str:
    """Return the same for a hash as phones write it: 43 characters of base64url."""
    return base64.urlsafe_b64decode(f"{sent}=").hex()


def session(authorization: str) -> Token:
    """Return the session token that asks; raises Unauthorized, Forbidden for an append token."""
    found = find(token_hash(authorization))
    if found is None or found.revoked_at is not None:
        raise _unknown()
    if found.kind != SESSION:
        raise Forbidden("auth.session")
    return found


def settled(asking: Token) -> None:
    """Raise Forbidden for a phone that came in by a way others can be talked into, too new.

    Her other phones have this long to object before it may send them away or erase anything.
    """
    if _is_new(asking):
        raise Forbidden("phone.new")


def _is_new(token: Token) -> bool:
    return token.how in WEAK and bool(token.created_at > now_s() - OBJECT_S)


def new_opener(phone: str | None) -> Token | None:
    """Return the token of a phone that opened a way while it is too new itself, else None.

    Whom it lets in is as new: a way in that others can be talked into is not made good by a
    second step.
    """
    this = (Token.phone == phone) & (Token.kind == SESSION)
    found: Token | None = Token.get_or_none(this) if phone else None
    return found if found is not None and _is_new(found) else None


def line_of(subject: str, phone: str) -> set[str]:
    """Return a phone and those it let in while it was too new, and theirs."""
    hers = list(Token.select(Token.phone, Token.via).where(Token.subject == subject))
    line, before = {phone}, set[str]()
    while line != before:
        before = line
        line = line | {one.phone for one in hers if one.via in line}
    return line


def subject_of(authorization: str) -> str:
    """Return whose session token this is; raises Unauthorized or Forbidden."""
    return str(session(authorization).subject)


def _unknown() -> Unauthorized:
    return Unauthorized("auth.token", {"WWW-Authenticate": "Bearer"})


def find(hashed: str) -> Token | None:
    """Return the token of a hash, also a revoked one."""
    found: Token | None = Token.get_or_none(Token.hash == hashed)
    return found


def admit(subject: str, hashed: str, erased: ErasedList, append: str | None = None) -> Token:
    """Let a token act for its subject, or make both known; raises Forbidden.

    `append` is the hash of an append token to be known beside it.
    """
    known = find(hashed)
    if known is None:
        _check_new(subject, erased)
        known = register(subject, hashed, START)
    elif known.subject != subject:
        raise Forbidden("auth.subject")
    if append and known.kind == SESSION and known.revoked_at is None:
        put(known, append, APPEND)
    return known


def _check_new(subject: str, erased: ErasedList) -> None:
    if subject in erased:
        raise Forbidden("auth.erased")
    if Token.select().where(Token.subject == subject).exists():
        raise Forbidden("auth.subject")


def register(
    subject: str,
    hashed: str,
    how: str,
    append: str | None = None,
    by: str | None = None,
    via: str | None = None,
) -> Token:
    """Make a phone known by its session token, and its append token if it has one.

    Raises Forbidden when a hash is known as another phone's.
    """
    phone = base64.urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
    like = Token(subject=subject, created_at=now_s(), phone=phone, how=how, by=by, via=via)
    made = put(like, hashed, SESSION)
    if append:
        put(like, append, APPEND)
    return made


def put(like: Token, hashed: str, kind: str) -> Token:
    """Make a token of the same phone known, once; raises Forbidden when it is another's."""
    shared = ("subject", "phone", "how", "by", "via", "created_at")
    like_it = {name: getattr(like, name) for name in shared}
    Token.insert(hash=hashed, kind=kind, **like_it).on_conflict_ignore().execute()
    made = Token.get_by_id(hashed)
    if (made.subject, made.phone, made.kind) != (like.subject, like.phone, kind):
        raise Forbidden("auth.subject")
    return made


def rotate(known: Token, hashed: str, append: str | None) -> Token:
    """Give a phone new tokens in place of all it had; the same again changes nothing."""
    hers = (Token.subject == known.subject) & (Token.phone == known.phone)
    Token.delete().where(hers & Token.hash.not_in([hashed, append or ""])).execute()
    if append:
        put(known, append, APPEND)
    return put(known, hashed, SESSION)


def admit_parcel(subject: str, hashed: str, erased: ErasedList, tokens: dict[str, str]) -> Token:
    """Let the bearer of a parcel act for its subject; raises Forbidden.

    A parcel is sealed by its owner, so what `tokens` says is hers to say: with the hashes of both
    tokens it makes an unknown subject known, and with `old`, a session token of hers, it gives
    this phone the new tokens, as when she sets a PIN far from any network.
    """
    known = find(hashed)
    if known is not None:
        if known.subject != subject:
            raise Forbidden("auth.subject")
        return known
    new = tokens.get("session")
    if new is None or tokens.get("append") != hashed:
        raise Forbidden("auth.erased" if subject in erased else "auth.subject")
    old = find(hash_of(tokens.get("old", "")))
    if old is None or old.subject != subject or old.kind != SESSION:
        _check_new(subject, erased)
        register(subject, new, START, hashed)
    else:
        if old.revoked_at is not None:
            return old
        rotate(old, new, hashed)
    return Token.get_by_id(hashed)


def twins_of(subject: str) -> list[str]:
    """Return who else is the same person."""
    hers = (Twin.one == subject) | (Twin.other == subject)
    found = Twin.select().where(hers & Twin.undone_at.is_null())
    return sorted(one.other if one.one == subject else one.one for one in found)


def forget(subject: str) -> None:
    """Remove the tokens of a subject, and whom she was linked with."""
    Token.delete().where(Token.subject == subject).execute()
    Twin.delete().where((Twin.one == subject) | (Twin.other == subject)).execute()
