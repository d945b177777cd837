"""Sessions: a random cookie, its hash in the database, two clocks, and proof asked again."""

from dataclasses import dataclass

from api.clock import now_s
from api.codes import digest
from api.db import write
from api.errors import Forbidden, Unauthorized
from api.staff.models import Account, Browser, Role, Session
from api.staff.permissions import editions, may
from api.staff.secrets import token

ENROL, HALF, FULL = "enrol", "half", "full"
IDLE_S = 30 * 60
ABSOLUTE_S = 12 * 3600
HALF_S = 5 * 60
STEP_UP_S = 10 * 60
SEEN_EVERY_S = 60  # not a write for each read
BROWSERS = 5


@dataclass(frozen=True)
class Who:
    """Who is asking, with the roles of this very moment."""

    account: Account
    session: Session
    held: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Return the name she signs in with."""
        return str(self.account.name)

    def may(self, permission: str, edition: str) -> bool:
        """Tell whether she has a permission in an edition."""
        return may(self.held, permission, edition)

    def editions(self, permission: str) -> frozenset[str]:
        """Return where she has a permission; raises Forbidden if nowhere."""
        found = editions(self.held, permission)
        if not found:
            raise Forbidden("staff.role")
        return found

    def require(self, permission: str, edition: str) -> None:
        """Raise Forbidden unless she has a permission in an edition."""
        if not self.may(permission, edition):
            raise Forbidden("staff.role")

    @property
    def step_up_s(self) -> int:
        """Return for how long her second factor still counts as just shown."""
        return max(0, int(self.session.stepped_at) + STEP_UP_S - now_s())

    def stepped_up(self) -> None:
        """Raise Forbidden unless she showed her second factor a moment ago."""
        if not self.step_up_s:
            raise Forbidden("staff.step_up")


def begin(account_id: str, stage: str) -> str:
    """Open a session, inside a transaction; return what the cookie carries."""
    cookie, now = token(), now_s()
    Session.delete().where(Session.created_at < now - ABSOLUTE_S).execute()
    Session.insert(
        hash=digest(cookie),
        account=account_id,
        stage=stage,
        created_at=now,
        seen_at=now,
        stepped_at=now if stage == FULL else 0,
    ).execute()
    return cookie


def find(cookie: str, *stages: str) -> Who:
    """Return whose session a cookie is; raises Unauthorized. A disabled account has none."""
    session = Session.get_or_none(Session.hash == digest(cookie)) if cookie else None
    if session is None or session.stage not in stages or _is_over(session):
        raise Unauthorized("staff.session")
    account = Account.get_or_none(Account.id == session.account)
    if account is None or account.disabled:
        raise Unauthorized("staff.session")
    if now_s() - session.seen_at >= SEEN_EVERY_S:
        with write():
            Session.update(seen_at=now_s()).where(Session.hash == session.hash).execute()
    held = Role.select().where(Role.account == account.id).order_by(Role.edition, Role.role)
    return Who(account, session, tuple((one.edition, one.role) for one in held))


def _is_over(session: Session) -> bool:
    now = now_s()
    longest_s = HALF_S if session.stage == HALF else ABSOLUTE_S
    return bool(session.seen_at + IDLE_S <= now or session.created_at + longest_s <= now)


def end(session: Session) -> None:
    """Close one session."""
    Session.delete().where(Session.hash == session.hash).execute()


def end_all(account_id: str, but: Session | None = None) -> None:
    """Close every session of an account, or every other one."""
    hers = Session.account == account_id
    if but is not None:
        hers &= Session.hash != but.hash
    Session.delete().where(hers).execute()


def step_up(session: Session) -> None:
    """Note that the second factor was shown now."""
    Session.update(stepped_at=now_s()).where(Session.hash == session.hash).execute()


def keep(session: Session, **what: str | None) -> None:
    """Keep with a session what waits for the browser's answer: a challenge, a secret."""
    Session.update(**what).where(Session.hash == session.hash).execute()


def use_challenge(session: Session) -> str:
    """Return the challenge of a session and forget it; raises Forbidden if there is none."""
    with write():
        asked = Session.get_or_none(Session.hash == session.hash)
        keep(session, challenge=None)
    if asked is None or not asked.challenge:
        raise Forbidden("staff.factor")
    return str(asked.challenge)


def is_known(browser: str, account_id: str) -> bool:
    """Tell whether an account has signed in from this browser before."""
    here = (Browser.hash == digest(browser)) & (Browser.account == account_id)
    return bool(browser) and bool(Browser.select().where(here).exists())


def know(browser: str, account_id: str) -> str:
    """Remember a browser, the last five of an account; return what its cookie carries."""
    met = browser and Browser.select().where(Browser.hash == digest(browser)).exists()
    carried = browser if met else token()
    Browser.insert(hash=digest(carried), account=account_id, seen_at=now_s()).on_conflict(
        conflict_target=[Browser.hash, Browser.account], preserve=[Browser.seen_at]
    ).execute()
    hers = Browser.select(Browser.hash).where(Browser.account == account_id)
    old = [one.hash for one in hers.order_by(Browser.seen_at.desc()).offset(BROWSERS)]
    Browser.delete().where((Browser.account == account_id) & Browser.hash.in_(old)).execute()
    return carried


def forget_browsers(account_id: str) -> None:
    """Take every browser of an account for a stranger's again."""
    Browser.delete().where(Browser.account == account_id).execute()
