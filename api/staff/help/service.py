"""Helping a learner who lost her phone: face to face by one, from afar by two."""

import re
from typing import Any

from api.clock import now_s
from api.db import write
from api.errors import Forbidden, NotFound
from api.learners.erased import fingerprint
from api.progress.models import Membership
from api.recovery import service as recovery
from api.recovery.arrival import avatar_of
from api.staff import audit
from api.staff.meet.noted import met
from api.staff.models import Ask
from api.staff.permissions import ANY
from api.staff.secrets import identity
from api.staff.sessions import Who

ID = re.compile(r"[A-Za-z0-9_-]{22}")
AFAR = "afar"
ASK_S = 24 * 3600
PSEUDONYM_LETTERS = 12
MOST_MEMBERS = 500


def see(who: Who, edition: str) -> list[dict[str, Any]]:
    """Return the members of an edition, newest first; the record keeps that she looked."""
    who.require("member.see", edition)
    with write():
        audit.note(who.name, "members.seen", edition=edition)
    all_of = Membership.select().where(Membership.edition == edition)
    members = list(all_of.order_by(Membership.at.desc()).limit(MOST_MEMBERS))
    noted = met([one.subject for one in members])
    return [
        {
            "subject": one.subject,
            "avatar": avatar_of(one.subject),
            "joined_at": one.at,
            "met": noted.get(one.subject, []),
        }
        for one in members
    ]


def bring_back(who: Who, subject: str, how: str, why: str) -> dict[str, Any]:
    """Return a code for somebody who stands here, or wait for a second if she is far away."""
    where = who.editions("recovery.help")
    who.stepped_up()
    member = Membership.get_or_none(Membership.subject == subject)
    if member is None or where.isdisjoint({member.edition, ANY}):
        raise NotFound("staff.member")
    if how == AFAR:
        return {"code": None, "id": _ask(who, member.edition, subject, why)}
    return {"code": _issue(who, member.edition, subject, f"{how}: {why}"), "id": None}


def _ask(who: Who, edition: str, subject: str, why: str) -> str:
    made = identity()
    with write():
        Ask.delete().where(Ask.at <= now_s() - ASK_S).execute()
        Ask.insert(
            id=made, edition=edition, subject=subject, why=why, by=who.name, at=now_s()
        ).execute()
        _note(who, "recovery.asked", edition, subject, why)
    return made


def _issue(who: Who, edition: str, subject: str, why: str) -> str:
    with write():  # first the record: a code that nobody wrote down is not given
        _note(who, "recovery.issued", edition, subject, why)
    return recovery.issue(subject, who.name)


def _note(who: Who, what: str, edition: str, subject: str, why: str) -> None:
    audit.note(who.name, what, edition=edition, whom=pseudonym(subject), why=why)


def waiting(who: Who) -> list[dict[str, Any]]:
    """Return what waits in the asker's editions, her own requests too."""
    where = who.editions("recovery.second")
    asks = Ask.select().where(Ask.at > now_s() - ASK_S).order_by(Ask.at)
    return [
        {
            "id": ask.id,
            "edition": ask.edition,
            "member": pseudonym(ask.subject),
            "why": ask.why,
            "by": ask.by,
            "second": ask.second,
            "mine": ask.by == who.name,
        }
        for ask in asks
        if ANY in where or ask.edition in where
    ]


def second(who: Who, ask_id: str) -> None:
    """Stand as the second for somebody else's request."""
    ask = _open(who, ask_id)
    if ask.by == who.name:
        raise Forbidden("staff.self")
    with write():
        Ask.update(second=who.name).where(Ask.id == ask.id).execute()
        _note(who, "recovery.seconded", ask.edition, ask.subject, ask.why)


def take(who: Who, ask_id: str) -> str:
    """Return the code of a request that a second person agreed to; once, to who asked."""
    ask = _open(who, ask_id)
    if ask.by != who.name or not who.may("recovery.help", ask.edition):
        raise Forbidden("staff.role")
    if ask.second is None:
        raise Forbidden("staff.second")
    with write():
        if not Ask.delete().where(Ask.id == ask.id).execute():
            raise NotFound("staff.ask")
    return _issue(who, ask.edition, ask.subject, f"{AFAR}, {ask.second}: {ask.why}")


def _open(who: Who, ask_id: str) -> Ask:
    """Return a request of the asker's editions; raises NotFound."""
    where = who.editions("recovery.second")
    who.stepped_up()
    if not ID.fullmatch(ask_id):
        raise NotFound("staff.ask")
    ask: Ask | None = Ask.get_or_none((Ask.id == ask_id) & (Ask.at > now_s() - ASK_S))
    if ask is None or where.isdisjoint({ask.edition, ANY}):
        raise NotFound("staff.ask")
    return ask


def pseudonym(subject: str) -> str:
    """Return how the record names a learner: enough to compare, nothing to sign in with."""
    return fingerprint(subject)[:PSEUDONYM_LETTERS]


def forget(subject: str) -> None:
    """Drop what waits for an erased learner."""
    Ask.delete().where(Ask.subject == subject).execute()
