"""A phone for tests: it keeps a log, packs it and sends it as the protocol says."""

import hashlib
import json
import os
import zlib
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.sealing.hpke import PARCEL, kid_of, raw_of, seal
from api.sync.envelope import read_row, sum_of, text_of
from api.sync.packing import pack

T0 = 1_795_000_000
Row = dict[str, Any]


def fresh_id() -> str:
    return text_of(os.urandom(16))


def fresh_token() -> str:
    return text_of(os.urandom(32))


def row(r: str, q: int, t: int = 5, d: Any = None, **more: Any) -> Row:
    """One event; a lesson opened unless told otherwise."""
    body = {"lesson": "tanda"} if d is None else d
    return {"r": r, "q": q, "t": t, "v": 1, "at": T0 + q, "b": 7, "d": body} | more


def hashed(token: str) -> str:
    """The SHA-256 of a token as phones send it."""
    return text_of(hashlib.sha256(token.encode()).digest())


def sealed(body: Any, point: bytes) -> bytes:
    """Pack and seal what stands in a parcel; bytes are sealed as they are."""
    plain = body if isinstance(body, bytes) else zlib.compress(json.dumps(body).encode())
    return raw_of(kid_of(point)) + seal(plain, point, PARCEL)


class Phone:
    """One profile on one phone."""

    def __init__(self, client: FlaskClient, subject: str = "", token: str = "") -> None:
        self.client = client
        self.subject = subject or fresh_id()
        self.token = token or fresh_token()
        self.replica = fresh_id()
        self.epoch = ""
        self.cursor = {"l": 0, "e": 0}
        self.edition = "abierta"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def lesson(self, first: int = 1, cards: int = 3, lesson: str = "tanda") -> list[Row]:
        """A whole lesson: opened, its cards, finished."""
        done = [
            row(self.replica, first + card, 6, {"lesson": lesson, "card": card, "rev": 1})
            for card in range(1, cards + 1)
        ]
        opened = row(self.replica, first, 5, {"lesson": lesson})
        return [opened, *done, row(self.replica, first + cards + 1, 8, {"lesson": lesson})]

    def request(self, rows: list[Any] | None = None, columns: bool = False, **more: Any) -> Row:
        held = [self.replica]
        body: Row = {
            "sub": self.subject,
            "ed": self.edition,
            "ep": self.epoch,
            "cat": "",
            "cur": self.cursor,
            "held": held,
        }
        if rows is not None:
            body["sum"] = sum_of([read_row(one, self.subject) for one in rows])
            body |= {"cols": pack(rows, held)} if columns else {"rows": rows}
        return body | more

    def post(self, body: Any, **headers: str) -> TestResponse:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **self.headers, **headers}
        return self.client.post("/api/v1/sync", data=data, headers=sent)

    def send(self, rows: list[Any] | None = None, columns: bool = False, **more: Any) -> Row:
        """Exchange and take the answer in; fails unless it is 200."""
        body = json.dumps(self.request(rows, columns, **more)).encode()
        answer = self.post(zlib.compress(body), **{"Content-Encoding": "deflate"})
        assert answer.status_code == 200, answer.data
        # As the phone reads it: what is left out is nothing.
        said: Row = {"cat": "", "news": [], "more": False} | answer.get_json()
        self.epoch, self.cursor = said["ep"], said["cur"]
        return said

    def tell(self, method: str, path: str, body: Any = None, token: str = "") -> TestResponse:
        """Ask one of her own routes, `path` after /api/v1/."""
        sent = {"Authorization": f"Bearer {token or self.token}"}
        return self.client.open(f"/api/v1/{path}", method=method, json=body, headers=sent)

    def parcel(self, rows: list[Any], point: bytes, columns: bool = True, **more: Any) -> bytes:
        """Seal events to the server, as a locked profile keeps them."""
        held = [self.replica]
        body: Row = {"sub": self.subject, "held": held}
        body |= {"cols": pack(rows, held)} if columns else {"rows": rows}
        body["sum"] = sum_of([read_row(one, self.subject) for one in rows])
        return sealed(body | more, point)

    def verdicts(self, rows: list[Any], columns: bool = False, **more: Any) -> list[str]:
        said = self.send(rows, columns, **more)
        return [verdict for verdict, count in said["v"] for _ in range(count)]

    def held(self) -> Row:
        """What the server holds of this learner."""
        answer = self.client.get("/api/v1/learner", headers=self.headers)
        assert answer.status_code == 200, answer.data
        said: Row = answer.get_json()
        return said
