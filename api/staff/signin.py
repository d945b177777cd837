"""Ways in: password then second factor, the one-time link, proof asked again."""

from dataclasses import dataclass
from typing import Any

from api.codes import digest
from api.db import write
from api.errors import Forbidden, Invalid, TooMany, Unauthorized
from api.staff import accounts, audit, factors, passwords, sessions, tries
from api.staff.models import Account, Passkey
from api.staff.place import Place
from api.staff.secrets import Sealer, hash_password, password_fits
from api.staff.sessions import ENROL, FULL, HALF, Who

Shown = dict[str, Any]  # {"code": …} | {"recovery": …} | {"passkey": …}


@dataclass(frozen=True)
class Entrance:
    """The doors, with what they lean on."""

    sealer: Sealer
    place: Place

    def first(self, name: str, password: str, recovery: str, browser: str) -> tuple[str, Who]:
        """Check a name and a password; return a half session's cookie and whose it is.

        Unknown, unfinished and stopped accounts answer as a wrong password does, and as late.
        """
        account = accounts.named(name)
        key = _key("p", account, name, browser)
        try:
            tries.take(key)
        except TooMany:
            # From a new browser she stands in one line with strangers who guess at her name; a
            # recovery code, which nobody guesses, lets her pass them.
            if not recovery or factors.recovery_hash(account, recovery) is None:
                raise
        fits = password_fits(account.password if account else None, passwords.normal(password))
        if account is None or not fits or account.disabled or not account.ready:
            raise Unauthorized("staff.refused")
        with write():
            tries.clear(key)
            cookie = sessions.begin(account.id, HALF)
        return cookie, sessions.find(cookie, HALF)

    def second(self, who: Who, shown: Shown, browser: str, origin: str) -> tuple[str, str]:
        """Check the second factor; return the cookies of a full session and of the browser."""
        used = self._prove(who, shown, browser, origin)
        with write():
            sessions.end(who.session)
            cookie = sessions.begin(who.account.id, FULL)
            known = sessions.know(browser, who.account.id)
            audit.note(who.name, "session.opened", whom=who.name, why=used)
        return cookie, known

    def step_up(self, who: Who, shown: Shown, browser: str, origin: str) -> None:
        """Check the second factor of somebody who is in."""
        used = self._prove(who, shown, browser, origin)
        with write():
            sessions.step_up(who.session)
            audit.note(who.name, "session.step_up", whom=who.name, why=used)

    def _prove(self, who: Who, shown: Shown, browser: str, origin: str) -> str:
        """Return which factor was shown; raises Forbidden, or TooMany after a few wrong ones.

        Only who has her password gets here, or her browser.
        """
        key = _key("f", who.account, who.name, browser)
        tries.take(key)
        if not self._fits(who, shown, origin):
            raise Forbidden(factors.REFUSED)
        with write():
            tries.clear(key)
        return next(iter(shown))

    def _fits(self, who: Who, shown: Shown, origin: str) -> bool:
        if "code" in shown:
            return factors.use_totp(who.account, shown["code"], self.sealer)
        if "recovery" in shown:
            return factors.use_recovery(who.account, shown["recovery"])
        session, place = who.session, self.place
        return factors.use_passkey(who.account, shown["passkey"], session, place, origin)

    def use_link(self, code: str, password: str) -> tuple[str, Who]:
        """Set a password by a one-time link; return an enrolment's cookie and whose it is.

        What the account had before is gone. The link is spent when the second factor stands, so
        that a lost signal half-way does not lock her out.
        """
        account = accounts.of_link(code)
        hashed = _new_password(password, account.name)
        with write():
            _empty(accounts.of_link(code), hashed)
            cookie = sessions.begin(account.id, ENROL)
        return cookie, sessions.find(cookie, ENROL)

    def enrol_totp(self, who: Who) -> str:
        """Return a new secret; it counts once a code made with it is shown."""
        _may_enrol(who)
        secret = factors.new_totp()
        with write():
            sessions.keep(who.session, totp=self.sealer.seal(secret, who.account.id))
        return secret

    def confirm_totp(self, who: Who, code: str, browser: str) -> tuple[list[str], str, str]:
        """Enrol the app whose code is shown; raises Forbidden. Answers as `_enrolled`."""
        _may_enrol(who)
        tries.take(key := _key("e", who.account, who.name, browser))
        waiting = who.session.totp
        secret = self.sealer.open(waiting, who.account.id) if waiting else None
        step = factors.totp_step(secret, code.strip().replace(" ", "")) if secret else None
        if secret is None or step is None:
            raise Forbidden(factors.REFUSED)
        with write():
            tries.clear(key)
            factors.set_totp(who.account, secret, step, self.sealer)
            sessions.keep(who.session, totp=None)
            audit.note(who.name, "factor.totp", whom=who.name)
        return self._enrolled(who, browser)

    def passkey_options(self, who: Who) -> dict[str, Any]:
        """Return what the browser needs to make a passkey."""
        _may_enrol(who)
        return factors.registration(who.account, who.session, self.place)

    def add_passkey(
        self, who: Who, shown: Shown, browser: str, origin: str
    ) -> tuple[list[str], str, str]:
        """Enrol a passkey just made; raises Forbidden. Answers as `_enrolled`."""
        _may_enrol(who)
        if len(factors.passkeys(who.account.id)) >= factors.MOST_PASSKEYS:
            raise Invalid("staff.passkeys")
        made = factors.new_passkey(shown, who.session, self.place, origin)
        with write():
            if Passkey.get_or_none(Passkey.id == made.id) is not None:
                raise Forbidden(factors.REFUSED)
            made.save(force_insert=True)
            audit.note(who.name, "factor.passkey", whom=who.name)
        return self._enrolled(who, browser)

    def _enrolled(self, who: Who, browser: str) -> tuple[list[str], str, str]:
        """Finish an enrolment: recovery codes, and a full session in the place of this one.

        Return the codes (none when she had a factor before) and both cookies ("" to keep them).
        """
        if who.session.stage != ENROL:
            return [], "", ""
        codes, hashes = factors.new_recovery(who.account.id)
        with write():
            factors.keep_recovery(who.account.id, hashes)
            Account.update(ready=True).where(Account.id == who.account.id).execute()
            accounts.spend_link(who.account.id)
            sessions.end_all(who.account.id)
            cookie = sessions.begin(who.account.id, FULL)
            known = sessions.know(browser, who.account.id)
            audit.note(who.name, "account.ready", whom=who.name)
        return codes, cookie, known

    def renew_recovery(self, who: Who) -> list[str]:
        """Return ten new recovery codes; the old ones are void."""
        who.stepped_up()
        codes, hashes = factors.new_recovery(who.account.id)
        with write():
            factors.keep_recovery(who.account.id, hashes)
            audit.note(who.name, "factor.recovery_codes", whom=who.name)
        return codes

    def change_password(self, who: Who, old: str, new: str, browser: str) -> None:
        """Change a password; every other session of hers ends."""
        who.stepped_up()
        tries.take(key := _key("p", who.account, who.name, browser))
        if not password_fits(who.account.password, passwords.normal(old)):
            raise Forbidden("staff.password")
        hashed = _new_password(new, who.name)
        with write():
            tries.clear(key)
            Account.update(password=hashed).where(Account.id == who.account.id).execute()
            sessions.end_all(who.account.id, but=who.session)
            audit.note(who.name, "password.changed", whom=who.name)


def _key(kind: str, account: Account | None, name: str, browser: str) -> str:
    """Return under which key a try counts: hers from here, or anybody's at her name."""
    if account is not None and sessions.is_known(browser, account.id):
        return f"{kind}:b:{account.id}:{digest(browser)}"
    return f"{kind}:n:{digest(name.strip().lower())}"


def _new_password(password: str, name: str) -> str:
    fault = passwords.fault(password, name)
    if fault:
        raise Invalid(fault)
    return hash_password(passwords.normal(password))


def _empty(account: Account, hashed: str) -> None:
    """Leave an account with a password and nothing else."""
    Account.update(password=hashed, totp=None, ready=False).where(
        Account.id == account.id
    ).execute()
    Passkey.delete().where(Passkey.account == account.id).execute()
    factors.keep_recovery(account.id, [])
    sessions.end_all(account.id)
    sessions.forget_browsers(account.id)


def _may_enrol(who: Who) -> None:
    if who.session.stage != ENROL:
        who.stepped_up()
