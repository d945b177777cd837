"""The people of the matrix, and what each route is asked with."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pyotp
from flask import Flask
from werkzeug.test import TestResponse

from api import upkeep
from api.clock import now_s
from api.db import write
from api.learners.models import Token, Twin
from api.progress.models import Membership
from api.sealing.hpke import CONTACT, raw_of, seal, text_of
from api.sealing.keyring import make_pair
from api.settings import Settings
from api.staff import accounts, factors, secrets, sessions
from api.staff.models import Account, Ask, Session
from tests.authenticator import Authenticator
from tests.conftest import SHA
from tests.phone import Phone, fresh_id, fresh_token, hashed
from tests.team import OURS, PASSWORD, Member, give

DEMO, ABIERTA = "demo", "abierta"
FRESH_PASSWORD = "lúcuma verde 9 noches"


@dataclass
class Who:
    """Whoever asks: a token, a cookie, or nothing; and all that must stay secret about her."""

    app: Flask
    phone: Phone | None = None
    member: Member | None = None
    account: Account | None = None
    secrets: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, body: Any = None) -> TestResponse:
        """Send a request as she would, with the headers of either page; bytes go as they are."""
        headers = (self.phone.headers if self.phone else {}) | OURS
        browser = self.member.browser if self.member else self.app.test_client()
        if isinstance(body, bytes):
            sent = headers | {"Content-Type": "application/octet-stream"}
            return browser.open(path, method=method, data=body, headers=sent)
        return browser.open(path, method=method, json=body, headers=headers)

    @property
    def names(self) -> list[str]:
        """What would give her away in another's answer."""
        subject = [self.phone.subject] if self.phone else []
        return subject + ([self.member.name] if self.member else [])


class World:
    """Makes people and things, fresh for each request."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.secrets: list[str] = []

    def keep(self, *secret: str) -> str:
        """Remember what no log may say; return the first."""
        self.secrets += secret
        return secret[0]

    def nobody(self) -> Who:
        return Who(self.app)

    def session(self) -> Who:
        phone = Phone(self.app.test_client())
        phone.send(phone.lesson())
        self.keep(phone.token, phone.subject)
        return Who(self.app, phone)

    def append(self) -> Who:
        """A locked profile: only the token that brings lies open."""
        who, token = self.session(), self.keep(fresh_token())
        assert who.phone
        who.phone.send(tok={"append": hashed(token)})
        who.phone.token = token
        return who

    def revoked(self) -> Who:
        """A phone whose owner sent it away."""
        who = self.session()
        assert who.phone
        Token.update(revoked_at=now_s()).where(Token.subject == who.phone.subject).execute()
        return who

    def learner(self, edition: str) -> str:
        """The number of a learner who joined an edition."""
        who = self.session()
        assert who.phone
        subject = who.phone.subject
        Membership.insert(subject=subject, edition=edition, at=1, h="x").execute()
        return subject

    def waits(self, who: Who, edition: str, mine: bool) -> str:
        """A request for help of the asker's own, agreed to, or of another's."""
        number = secrets.identity()
        by = who.member.name if mine and who.member else Member(self.app).name
        agreed = Member(self.app).name if mine else None
        subject = self.learner(edition)
        Ask.insert(
            id=number, edition=edition, subject=subject, why="vio", by=by, second=agreed, at=now_s()
        ).execute()
        return number

    def point(self) -> bytes:
        """What parcels are sealed to."""
        said = self.app.test_client().get("/api/v1/keys").get_json()
        return raw_of(said["seal"][0]["pub"])

    def erased(self) -> Who:
        who = self.session()
        assert who.ask("DELETE", "/api/v1/learner").status_code == 204
        return who

    def staff(self, stage: str, *roles: tuple[str, str], stepped: bool = True) -> Who:
        """Somebody of the team with password and app, in a session of some stage."""
        member = Member(self.app)
        member.secret = pyotp.random_base32()
        sealer = secrets.Sealer(self.app.config["TEST_STAFF_KEY"])
        hashed = secrets.hash_password(PASSWORD)
        with write():
            account = accounts.make(member.name)
            Account.update(password=hashed, ready=True).where(Account.id == account.id).execute()
            factors.set_totp(account, member.secret, 0, sealer)
            give(account.id, roles)
            cookie = sessions.begin(account.id, stage)
            if not stepped:
                Session.update(stepped_at=0).where(Session.account == account.id).execute()
        member.browser.set_cookie("equipo", cookie)
        self.keep(cookie, member.secret, PASSWORD, FRESH_PASSWORD)
        return Who(self.app, member=member, account=accounts.named(member.name))

    def colleague(self, edition: str) -> str:
        """The name of a mentor of an edition."""
        name = Member(self.app).name
        with write():
            give(accounts.make(name).id, [(edition, "mentor")])
        return name

    def link(self) -> str:
        return self.keep(accounts.first_admin(Member(self.app).name, "servidor"))


def _staff(stage: str, *roles: tuple[str, str], **how: bool) -> Callable[[World], Who]:
    return lambda world: world.staff(stage, *roles, **how)


# The columns of the table, in its order.
EVERYBODY: dict[str, Callable[[World], Who]] = {
    "nobody": World.nobody,
    "append": World.append,
    "session": World.session,
    "revoked": World.revoked,
    "erased": World.erased,
    "half": _staff(sessions.HALF),
    "enrol": _staff(sessions.ENROL),
    **{
        role: _staff(sessions.FULL, (DEMO, role))
        for role in ("mentor", "organiser", "moderator", "officer", "admin")
    },
    "far": _staff(sessions.FULL, (ABIERTA, "admin")),
    "tired": _staff(sessions.FULL, (DEMO, "admin"), stepped=False),
}
STAFF = "/api/v1/staff"
CARDS = itertools.count(10_000_000)


def code_of(who: Who, own: bool) -> str:
    """What her app shows now; or not."""
    secret = who.member.secret if own and who.member else pyotp.random_base32()
    return pyotp.TOTP(secret).at(now_s())


def sync(world: World, who: Who, own: bool) -> Any:
    phone = who.phone or Phone(world.app.test_client())
    other = world.session().phone
    assert other
    return phone.request() | ({} if own else {"sub": other.subject})


def parcel(world: World, who: Who, own: bool) -> Any:
    phone = who.phone or Phone(world.app.test_client())
    sender = phone if own else world.session().phone
    assert sender
    return sender.parcel(phone.lesson(20), world.point())


def tokens(world: World, who: Who, own: bool) -> Any:
    other = world.session().phone
    assert other
    return {"session": hashed(world.keep(fresh_token()) if own else other.token)}


def arriving(world: World) -> dict[str, str]:
    """A new phone's token."""
    return {"session": hashed(world.keep(fresh_token()))}


def somebody(world: World) -> Phone:
    phone = world.session().phone
    assert phone
    return phone


def twin(world: World, who: Who, own: bool) -> Any:
    other = somebody(world)
    return {"token": other.token if own else fresh_token()}


def llave(world: World, owner: Phone | None = None) -> dict[str, str]:
    """A llave; one that stands already when it has an owner."""
    made = {"id": fresh_id(), "auth": world.keep(fresh_token()), "box": "Y2FqYQ"}
    if owner:
        assert owner.tell("PUT", "learner/key", made).status_code == 204
    return made


def put_llave(world: World, who: Who, own: bool) -> Any:
    return llave(world, None if own else somebody(world))


def claim_llave(world: World, who: Who, own: bool) -> Any:
    made = llave(world, somebody(world))
    proof = made["auth"] if own else fresh_token()
    return {"id": made["id"], "auth": proof} | arriving(world)


def card(world: World, owner: Phone | None = None) -> dict[str, Any]:
    """A paper card; one that is bound already when it has an owner."""
    pictures = ["p01", "p02", "p03", "p04"]
    made = {"number": f"{next(CARDS):08}", "pictures": pictures}
    if owner:
        assert owner.tell("PUT", "learner/card", made).status_code == 204
    return made


def put_card(world: World, who: Who, own: bool) -> Any:
    return card(world, None if own else somebody(world))


def claim_card(world: World, who: Who, own: bool) -> Any:
    made = card(world, somebody(world))
    return made | ({} if own else {"pictures": ["p04", "p03", "p02", "p01"]}) | arriving(world)


def claim_link(world: World, who: Who, own: bool) -> Any:
    said = somebody(world).tell("POST", "learner/links").get_json()
    return {"code": world.keep(said["code"]) if own else "0" * 8} | arriving(world)


def contact(world: World, who: Who, own: bool) -> Any:
    """Something to reach her by, for an edition with a key; or for one that has not this one."""
    pair = make_pair()
    if own:
        upkeep.keyring(world.settings).add_contact(DEMO, pair)
    sealed = seal(world.keep("999888777").encode(), pair.point, CONTACT)
    return {"edition": DEMO, "kid": pair.kid, "ct": text_of(sealed), "text_version": 1}


def confirm(world: World, who: Who, own: bool) -> Any:
    if own and who.member:
        said = who.ask("POST", f"{STAFF}/totp")
        if said.status_code == 200:
            who.member.secret = world.keep(said.get_json()["secret"])
    return {"code": code_of(who, own)}


def passkey(world: World, who: Who, own: bool) -> Any:
    key = Authenticator()
    said = who.ask("POST", f"{STAFF}/passkeys/options")
    options = said.get_json() if said.status_code == 200 and own else {"challenge": "AAAA"}
    return {"passkey": key.make(options)}


def first(world: World, who: Who, own: bool) -> Any:
    known = world.staff(sessions.FULL)
    assert known.member
    name = known.member.name if own else Member(world.app).name
    return {"name": name, "password": PASSWORD}


def invite(world: World, who: Who, own: bool) -> Any:
    role = {"edition": DEMO if own else ABIERTA, "role": "mentor"}
    return {"name": Member(world.app).name, "roles": [role]}


def bring_back(world: World, who: Who, own: bool) -> Any:
    return {"subject": world.learner(edition(own)), "how": "face", "why": "la reconozco"}


def edition(own: bool) -> str:
    return DEMO if own else ABIERTA


Body = Callable[[World, Who, bool], Any]
BODIES: dict[str, Body] = {
    "POST /api/v1/sync": sync,
    "POST /api/v1/parcels": parcel,
    "POST /api/v1/learner/tokens": tokens,
    "POST /api/v1/learner/twins": twin,
    "PUT /api/v1/learner/key": put_llave,
    "POST /api/v1/keys/claim": claim_llave,
    "PUT /api/v1/learner/card": put_card,
    "POST /api/v1/cards/claim": claim_card,
    "POST /api/v1/links/claim": claim_link,
    "PUT /api/v1/learner/contact": contact,
    "PUT /api/v1/learner/origin": lambda w, who, own: {
        "answer": "peru" if own else "marte",
        "text_version": 1,
    },
    # Nobody here has done what an edition asks.
    "POST /api/v1/learner/proof": lambda w, who, own: {"hash": "A" * 43},
    f"POST {STAFF}/session": first,
    f"POST {STAFF}/session/second": lambda w, who, own: {"code": code_of(who, own)},
    f"POST {STAFF}/links/open": lambda w, who, own: {"code": w.link() if own else "0" * 26},
    f"POST {STAFF}/links/use": lambda w, who, own: {
        "code": w.link() if own else "0" * 26,
        "password": FRESH_PASSWORD,
    },
    f"POST {STAFF}/password": lambda w, who, own: {
        "old": PASSWORD if own else FRESH_PASSWORD,
        "new": FRESH_PASSWORD,
    },
    f"POST {STAFF}/totp/confirm": confirm,
    f"POST {STAFF}/passkeys": passkey,
    f"POST {STAFF}/step-up": lambda w, who, own: {"code": code_of(who, own)},
    f"POST {STAFF}/accounts": invite,
    f"POST {STAFF}/recoveries": bring_back,
    f"POST {STAFF}/meetings": lambda w, who, own: {
        "subject": w.learner(edition(own)),
        "kind": "call",
        "days_ago": 0,
    },
    f"POST {STAFF}/accounts/<name>/link": lambda w, who, own: {},
    f"PUT {STAFF}/accounts/<name>/disabled": lambda w, who, own: {"disabled": True},
    f"PUT {STAFF}/accounts/<name>/roles/<edition>": lambda w, who, own: {"roles": ["organiser"]},
}


def phone_of(phone: Phone) -> str:
    """The number under which the server knows a phone."""
    found = Token.select().where(Token.subject == phone.subject).order_by(Token.created_at)
    return str(found[0].phone) if found else fresh_id()


def twin_of(world: World, phone: Phone) -> str:
    """A subject that a learner has linked with hers."""
    other = somebody(world)
    one, two = sorted((phone.subject, other.subject))
    Twin.insert(one=one, other=two, at=now_s()).execute()
    return other.subject


def met(world: World, own: bool) -> str:
    """A member and what a mentor noted of her, as an address has them."""
    subject = world.learner(edition(own))
    mentor = world.staff(sessions.FULL, (edition(own), "mentor"))
    asked = {"subject": subject, "kind": "call", "days_ago": 0}
    said = mentor.ask("POST", f"{STAFF}/meetings", asked)
    return f"{subject}/{said.get_json()['meeting']}"


def path_of(rule: str, world: World, who: Who, own: bool) -> str:
    """Fill in a rule's ids: those of the asker's side, or others'."""
    place = edition(own)
    if "/editions/" in rule and not own:
        place = "no-hay"
    asker = who.phone if own and who.phone else somebody(world)
    taking = rule.endswith("/code")
    filled = {
        "<subject>/<meeting>": lambda: met(world, own),
        "<string:phone>": lambda: phone_of(asker),
        "<string:subject>": lambda: twin_of(world, asker),
        "<ask>": lambda: world.waits(who, edition(own), mine=taking),
        "<edition>": lambda: place,
        "<name>": lambda: world.colleague(edition(own)),
        "<bundle>": lambda: "precio",
        "<sha256>": lambda: SHA if own else "0" * 64,
        "<id>": fresh_id,
    }
    for name, value in filled.items():
        if name in rule:
            rule = rule.replace(name, value())
    return f"{rule}?edition={edition(own)}" if rule.endswith("/members") else rule
