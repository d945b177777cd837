"""Accounts: invited by a one-time link, given roles edition by edition, stopped at once."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from api.clock import now_s
from api.codes import digest, letters, read_letters
from api.db import write
from api.editions.service import exists
from api.errors import Forbidden, Invalid, NotFound
from api.staff import audit, sessions
from api.staff.models import Account, Code, Role
from api.staff.permissions import ANY, ROLES
from api.staff.secrets import LINK_LETTERS, identity
from api.staff.sessions import Who

NAME = re.compile(r"[a-z][a-z0-9.-]{1,30}")
LINK_S = 48 * 3600


def named(name: str) -> Account | None:
    """Return the account of a name; capitals do not matter."""
    plain = name.strip().lower()
    if not NAME.fullmatch(plain):
        return None
    found: Account | None = Account.get_or_none(Account.name == plain)
    return found


def make(name: str) -> Account:
    """Make an account nobody can use yet, inside a transaction; raises Invalid."""
    if not NAME.fullmatch(name):
        raise Invalid("staff.name")
    if named(name) is not None:
        raise Invalid("staff.name_taken")
    made: Account = Account.create(
        id=identity(), name=name, totp_step=0, ready=False, disabled=False, created_at=now_s()
    )
    return made


def new_link(account: Account) -> str:
    """Return a new one-time code for an account, inside a transaction; an older one is void."""
    spend_link(account.id)
    code = letters(LINK_LETTERS)
    until = now_s() + LINK_S
    Code.insert(hash=digest(code), account=account.id, kind="link", until=until).execute()
    return code


def spend_link(account_id: str) -> None:
    """Void whatever link an account has."""
    Code.delete().where((Code.account == account_id) & (Code.kind == "link")).execute()


def of_link(code: str) -> Account:
    """Return whose one-time code this is; raises NotFound, also for a disabled account."""
    hashed = digest(read_letters(code))
    alive = (Code.hash == hashed) & (Code.kind == "link") & (Code.until > now_s())
    found = Code.get_or_none(alive)
    account = Account.get_or_none(Account.id == found.account) if found else None
    if account is None or account.disabled:
        raise NotFound("staff.link")
    return account


def first_admin(name: str, by: str) -> str:
    """Make an admin of everything, or open the door anew for one; return the one-time code.

    For the command line: who can run it owns the server. Raises Invalid.
    """
    with write():
        account = named(name) or make(name)
        Account.update(disabled=False).where(Account.id == account.id).execute()
        row = {"account": account.id, "edition": ANY, "role": "admin"}
        Role.insert(row).on_conflict_ignore().execute()
        audit.note(by, "account.link", whom=account.name, why="línea de órdenes")
        return new_link(account)


def invite(who: Who, name: str, roles: Sequence[tuple[str, str]], why: str) -> str:
    """Make an account with roles where the inviter is admin; return its one-time code."""
    who.stepped_up()
    given = sorted({*roles})
    if not given:
        raise Invalid("staff.roles")
    for edition, role in given:
        _check_role(edition, role)
        who.require("account.invite", edition)
    with write():
        account = make(name)
        for edition, role in given:
            Role.insert(account=account.id, edition=edition, role=role).execute()
            audit.note(who.name, "account.invited", edition=edition, whom=name, why=why or role)
        return new_link(account)


def _check_role(edition: str, role: str) -> None:
    if role not in ROLES or not (edition == ANY or exists(edition)):
        raise Invalid("staff.roles")


def roles_of(account_id: str) -> list[tuple[str, str]]:
    """Return an account's roles as (edition, role)."""
    held = Role.select().where(Role.account == account_id).order_by(Role.edition, Role.role)
    return [(one.edition, one.role) for one in held]


def _another(who: Who, name: str) -> Account:
    """Return somebody else's account; raises NotFound, Forbidden for one's own."""
    account = named(name)
    if account is None:
        raise NotFound("staff.account")
    if account.id == who.account.id:
        raise Forbidden("staff.self")
    return account


def _subject_to(who: Who, permission: str, name: str) -> Account:
    """Return an account all of whose roles lie where the asker has a permission; or NotFound."""
    mine = who.editions(permission)
    account = _another(who, name)
    theirs = {edition for edition, _ in roles_of(account.id)}
    if ANY not in mine and (not theirs or not theirs <= mine):
        raise NotFound("staff.account")
    return account


def link_again(who: Who, name: str, why: str) -> str:
    """Return a new one-time code for somebody who lost everything."""
    who.stepped_up()
    account = _subject_to(who, "account.invite", name)
    with write():
        for edition in _editions(account.id):
            audit.note(who.name, "account.link", edition=edition, whom=account.name, why=why)
        return new_link(account)


def set_disabled(who: Who, name: str, disabled: bool, why: str) -> None:
    """Stop an account, or let it in again; a stopped one has no session from this moment."""
    who.stepped_up()
    account = _subject_to(who, "account.stop", name)
    what = "account.disabled" if disabled else "account.enabled"
    with write():
        Account.update(disabled=disabled).where(Account.id == account.id).execute()
        if disabled:
            sessions.end_all(account.id)
            sessions.forget_browsers(account.id)
            spend_link(account.id)
        for edition in _editions(account.id):
            audit.note(who.name, what, edition=edition, whom=account.name, why=why)


def _editions(account_id: str) -> list[str]:
    return sorted({edition for edition, _ in roles_of(account_id)}) or [ANY]


def set_roles(who: Who, name: str, edition: str, roles: Iterable[str], why: str) -> None:
    """Put these roles of an edition in the place of those an account has there.

    Nobody changes her own: two people stand behind each power.
    """
    who.stepped_up()
    wanted = sorted({*roles})
    for role in wanted:
        _check_role(edition, role)
    if edition != ANY and not exists(edition):
        raise NotFound("edition.unknown")
    who.require("role.change", edition)
    account = _another(who, name)
    mine = who.editions("role.change")
    if ANY not in mine and mine.isdisjoint(one for one, _ in roles_of(account.id)):
        raise NotFound("staff.account")
    with write():
        here = (Role.account == account.id) & (Role.edition == edition)
        before = sorted(one.role for one in Role.select().where(here))
        Role.delete().where(here).execute()
        for role in wanted:
            Role.insert(account=account.id, edition=edition, role=role).execute()
        said = f"{'+'.join(before) or '-'} > {'+'.join(wanted) or '-'}. {why}".strip()
        audit.note(who.name, "role.changed", edition=edition, whom=account.name, why=said)


def listed(who: Who) -> list[dict[str, Any]]:
    """Return the accounts with a role in the asker's editions, with those roles only."""
    mine = who.editions("account.see")
    found = []
    for account in Account.select().order_by(Account.name):
        every = roles_of(account.id)
        roles = [one for one in every if ANY in mine or one[0] in mine]
        if roles or ANY in mine:
            found.append(
                {
                    "name": account.name,
                    "ready": account.ready,
                    "disabled": account.disabled,
                    "roles": [{"edition": edition, "role": role} for edition, role in roles],
                }
            )
    return found
