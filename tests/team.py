"""A member of staff for tests: a browser of her own, an authenticator app, a record of secrets."""

import itertools
from collections.abc import Sequence
from json import dumps as text_of
from typing import Any

import pyotp
from flask import Flask
from werkzeug.test import TestResponse

from api.db import write
from api.staff import accounts, sessions
from api.staff.models import Account, Role

OURS = {"Origin": "http://localhost", "X-Creando": "1"}
PASSWORD = "chirimoya azul 7 veces"
STAFF = "/api/v1/staff"
_numbers = itertools.count(1)


class Clock:
    """Stands in for the module `time` of api.clock."""

    def __init__(self, at: int = 1_795_700_010) -> None:
        self.at = at

    def time(self) -> float:
        return float(self.at)

    def pass_s(self, seconds: int) -> None:
        self.at += seconds


class Member:
    """One person with one browser."""

    def __init__(self, app: Flask, name: str = "") -> None:
        self.app = app
        self.browser = app.test_client()
        self.name = name or f"persona{next(_numbers)}"
        self.secret = ""
        self.recovery: list[str] = []

    def ask(self, method: str, path: str, json: Any = None, **headers: str) -> TestResponse:
        """Send what our page sends."""
        ours = OURS if method not in ("GET", "HEAD") else {}
        data = None if json is None else text_of(json)
        kind = {} if data is None else {"Content-Type": "application/json"}
        sent = ours | kind | headers
        return self.browser.open(STAFF + path, method=method, data=data, headers=sent)

    def get(self, path: str) -> TestResponse:
        return self.ask("GET", path)

    def post(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self.ask("POST", path, json, **headers)

    def put(self, path: str, json: Any = None) -> TestResponse:
        return self.ask("PUT", path, json)

    def cookie(self, name: str = "equipo") -> str:
        found = self.browser.get_cookie(name)
        return found.value if found else ""

    def code(self) -> str:
        """What her app shows now."""
        from api.clock import now_s

        return pyotp.TOTP(self.secret).at(now_s())

    def enrol(self, link: str, password: str = PASSWORD) -> "Member":
        """Go from the one-time link to being in."""
        assert self.post("/links/use", {"code": link, "password": password}).status_code == 200
        self.secret = self.post("/totp").get_json()["secret"]
        said = self.post("/totp/confirm", {"code": self.code()})
        assert said.status_code == 200, said.data
        self.recovery = said.get_json()["recovery"]
        return self

    def first(self, password: str = PASSWORD, **more: str) -> TestResponse:
        return self.post("/session", {"name": self.name, "password": password} | more)

    def second(self, **shown: Any) -> TestResponse:
        return self.post("/session/second", shown or {"code": self.code()})

    def stranger(self) -> "Member":
        """The same name, typed in somebody else's browser."""
        other = Member(self.app, self.name)
        other.secret, other.recovery = self.secret, self.recovery
        return other


def admin(app: Flask, name: str = "rosa") -> Member:
    """The first administrator, by the command line's link."""
    return Member(app, name).enrol(accounts.first_admin(name, "servidor"))


def inside(app: Flask, *roles: tuple[str, str], name: str = "", stepped: bool = True) -> Member:
    """Somebody with these (edition, role), signed in without the ceremony."""
    member = Member(app, name)
    with write():
        account = accounts.make(member.name)
        Account.update(ready=True).where(Account.id == account.id).execute()
        give(account.id, roles)
        cookie = sessions.begin(account.id, sessions.FULL)
        if not stepped:
            hers = sessions.Session.account == account.id
            sessions.Session.update(stepped_at=0).where(hers).execute()
    member.browser.set_cookie("equipo", cookie)
    return member


def give(account_id: str, roles: Sequence[tuple[str, str]]) -> None:
    for edition, role in roles:
        Role.insert(account=account_id, edition=edition, role=role).execute()


def refused(answer: TestResponse, status: int, key: str) -> None:
    """The answer is this refusal, in the one shape of errors."""
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)
    assert set(answer.get_json()) == {"code", "status", "message", "errors"}
