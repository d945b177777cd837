"""The model's server replaced by the real one: real events, hashes, tables and answers."""

import json
import zlib
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

from api import upkeep
from api.errors import Forbidden
from api.sealing.hpke import PARCEL, seal
from api.sync import projection, streams
from api.sync.envelope import hash_of, raw_of, read_row, sum_of, text_of
from api.sync.models import EventRow, Parked, Stream
from api.sync.packing import pack
from api.sync.parcels import Parcels
from api.sync.registry import CODES
from api.sync.service import Exchange
from tests.model.events import (
    ACCEPTED,
    EDITION,
    FAILING,
    POISON,
    QUARANTINE,
    VOID,
    Event,
    Hash,
    Reply,
    Request,
)
from tests.model.server import Row
from tests.rig_a.house import Crash, House, Tally

T0 = 1_795_000_000
EDITION_SLUG = "abierta"
BY_TAP = {
    0: "lesson.opened",
    1: "card.done",
    2: "answer.given",
    POISON: "need.chosen",
    QUARANTINE: "consent.given",
    FAILING: "lesson.finished",
    VOID: "void",
}
TAP_OF = {CODES[name]: tap for tap, name in BY_TAP.items()}


class Bug(Exception):
    """The server's own fault, broken for the schedule."""


@cache
def id_of(number: int) -> str:
    """Write a model's number as 128 bits."""
    return text_of(number.to_bytes(16, "big"))


@cache
def number_of(text: str) -> int:
    """Read it back."""
    return int.from_bytes(raw_of(text), "big")


def subject_of(learner: int) -> str:
    return id_of((1 << 100) + learner)


def token_of(learner: int) -> str:
    """Return the hash of the token that all phones of a learner share."""
    return f"{learner:064x}"


def hash_text(hashed: str) -> str:
    """Write a token's hash as the wire has it."""
    return text_of(bytes.fromhex(hashed))


def append_of(learner: int) -> dict[str, str]:
    """Return the hash of the token that may only bring events in."""
    return {"append": hash_text(f"{learner + (1 << 200):064x}")}


def plain_of(h: Hash, learner: int) -> dict[str, Any]:
    """Write what was tapped as a plain event."""
    boot, tap, second = h
    name = BY_TAP[tap]
    body: dict[str, Any] = {"lesson": f"l{tap}"}
    if tap in (1, 2):
        body |= {"card": second % 4, "rev": second % 3}
    if tap == 2:
        body["option"] = "abc"[second % 3]
    if tap == POISON:
        body = {"needs": ["poison"]}
    if tap == QUARANTINE:
        body = {"purpose": "q", "text_version": second}
    if tap == VOID:
        body = {"seq": second, "reason": "rechazado"}
    head = {"t": CODES[name], "v": 1, "at": T0 + second, "b": boot, "s": subject_of(learner)}
    return head | {"d": body}


@cache
def text_hash(h: Hash, learner: int) -> str:
    return hash_of(plain_of(h, learner))


class RigExchange(Exchange):
    """The real use case, in which some events meet a bug and some a rule of today."""

    def _judge(self, event: Any) -> str | None:
        faults = self.store.faults  # type: ignore[attr-defined]
        if faults.broken and event.plain["t"] == CODES["need.chosen"]:
            raise Bug
        if faults.strict and event.plain["t"] == CODES["consent.given"]:
            return "rig.strict"
        return super()._judge(event)


class RealServer:
    """What the model's world asks of a server, answered by the real one."""

    def __init__(self, house: House, fresh: Callable[[], int]) -> None:
        house.reset()
        self.house, self.fresh = house, fresh
        self.hidden: set[tuple[int, int]] = set()
        self.acts: dict[tuple[Any, Hash], int] = {}
        self.hashes: dict[str, Hash] = {}
        self.fault = ""
        self.race: Callable[[], None] | None = None
        self.forks = self.exchanges = self.counted_once = self.kills = 0

    # What the world switches

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("broken", "strict", "failing"):
            setattr(self.house.faults, name, value)
        else:
            super().__setattr__(name, value)

    def try_parked(self) -> None:
        """Make the projections anew, as an operator does after a mended fault."""
        if not self.house.faults.failing and Parked.select().exists():
            projection.rebuild(self.house.projections)

    # Requests

    def answer(self, req: Request, *, crash: bool = False, race: bool = False) -> Reply | None:
        """Let the real code answer; None when nothing comes back."""
        for event in req.events:
            self.note(event, req.learner)
        faults = self.house.faults
        faults.crash, faults.before = crash, self.race if race else None
        faults.left.clear()
        store = SimpleNamespace(catalog=lambda _: {"version": "rig"}, faults=faults)
        exchange = RigExchange(self.house.erased, b"rig", store, lambda _: None)
        self.exchanges += 1
        try:
            said = self.parcel(req, exchange) if req.parcel else self.sync(req, exchange)
        except Crash:
            self.kills += 1
            said = faults.left[-1] if faults.left else None
        except Bug:
            return Reply(ok=False)
        except Forbidden as refused:
            if refused.key != "auth.erased":
                self.fault = self.fault or f"refused: {refused.key}"
            return None
        except Exception as fault:
            self.fault = self.fault or f"server: {type(fault).__name__}: {fault}"
            return Reply(ok=False)
        finally:
            faults.crash, faults.before = False, None
        return None if said is None else self.reply(req, said)

    def sync(self, req: Request, exchange: Exchange) -> Any:
        return exchange.run(token_of(req.learner), self.body(req))

    def parcel(self, req: Request, exchange: Exchange) -> Any:
        """Seal the events to the server, and let somebody else bring them in."""
        keyring = self.house.keyring
        pair = keyring.parcels()[0]
        body = {
            k: v for k, v in self.body(req).items() if k in ("sub", "held", "cols", "sum", "rows")
        }
        body["tok"] = {"session": hash_text(token_of(req.learner)), **append_of(req.learner)}
        plain = zlib.compress(json.dumps(body).encode())
        sealed = raw_of(pair.kid) + seal(plain, pair.point, PARCEL)
        hashed = raw_of(append_of(req.learner)["append"]).hex()
        return Parcels(exchange, keyring).take(hashed, sealed)

    def note(self, event: Event, learner: int) -> None:
        """Remember which action hides under an action key."""
        self.acts[event.key] = event.act
        self.hashes[text_hash(event.h, learner)] = event.h

    def body(self, req: Request) -> dict[str, Any]:
        """Write a request as the wire has it, every third in columns."""
        subject, held = subject_of(req.learner), [id_of(r) for r in req.held]
        rows = [self.row(event, req.learner) for event in req.events]
        body: dict[str, Any] = {
            "sub": subject,
            "ed": EDITION_SLUG,
            "ep": req.epoch or "",
            "cat": "rig",
            "cur": {"l": req.cur[0], "e": req.cur[1]},
            "held": held,
            "tok": append_of(req.learner),
        }
        if rows and req.number % 3 == 0:
            body["sum"] = sum_of([read_row(one, subject) for one in rows])
            return body | {"cols": pack(rows, held)}
        return body | {"rows": rows}

    @staticmethod
    def row(event: Event, learner: int) -> dict[str, Any]:
        origin = {"of": [id_of(event.of[0]), event.of[1]]} if event.of else {}
        plain = plain_of(event.h, learner)
        plain.pop("s")
        return {"r": id_of(event.r), "q": event.q, **origin, **plain}

    def reply(self, req: Request, said: dict[str, Any]) -> Reply:
        verdicts = tuple(one for one, many in said["v"] for _ in range(many))
        self.forks += verdicts.count("fork")
        kept = tuple(zip(req.held, said["kept"], strict=True))
        if req.parcel:
            return Reply(True, said["ep"], verdicts, kept, (), req.cur)
        news = tuple(self.pulled(row) for row in said.get("news", ()))
        return Reply(True, said["ep"], verdicts, kept, news, (said["cur"]["l"], said["cur"]["e"]))

    def pulled(self, row: dict[str, Any]) -> Event:
        """Read a row of the news as the model's event."""
        of = (number_of(row["of"][0]), row["of"][1]) if "of" in row else None
        if row["st"] == "e":
            act = int(row["d"]["title"])
            return Event(number_of(row["r"]), row["q"], (0, 0, act), of, act)
        h = (row["b"], TAP_OF[row["t"]], row["at"] - T0)
        return self.event(row["r"], row["q"], of, h)

    def event(self, r: str, q: int, of: Any, h: Hash) -> Event:
        bare = Event(number_of(r), q, h, of, 0)
        if bare.key not in self.acts:
            self.fault = self.fault or "invented"
        return bare._replace(act=self.acts.get(bare.key, 0))

    # Publishing, projections, erasure

    def publish(self, act: int) -> Event:
        """Let the server say something in the edition's stream."""
        n = streams.publish(EDITION_SLUG, "notice.published", {"title": str(act), "text": "x"})
        row = EventRow.get(
            (EventRow.stream == streams.edition_stream(EDITION_SLUG)) & (EventRow.n == n)
        )
        return Event(number_of(row.r), row.q, (0, 0, act), None, act)

    def project(self, learner: int, *, crash: bool = False) -> None:
        """Follow one stream; with `crash` the process dies inside the transaction."""
        self.house.faults.crash = crash
        try:
            projection.catch_up(self.house.projections, self.stream(learner))
        except Crash:
            self.kills += 1
        finally:
            self.house.faults.crash = False

    @staticmethod
    def stream(learner: int) -> str:
        return streams.learner_stream(subject_of(learner))

    def erase(self, learner: int, *, cut: bool = False) -> None:
        """Erase a learner; `cut` dies between the list and the database."""
        assert self.house.erased is not None
        if cut:
            self.house.erased.add(subject_of(learner))
            self.kills += 1
        else:
            upkeep.erase(subject_of(learner), self.house.erased)

    # What the oracle reads

    @property
    def epoch(self) -> str:
        return streams.epoch()

    def ends(self) -> dict[int, int]:
        """Return the last number of each stream."""
        known = {row.key: row.last_n for row in Stream.select()}
        found = {one: known.get(self.stream(one), 0) for one in (0, 1)}
        return found | {EDITION: known.get(streams.edition_stream(EDITION_SLUG), 0)}

    def rows(self) -> dict[int, list[Row]]:
        """Return every stored row by stream, those with a number in order, then the rest."""
        by_stream = {self.stream(one): one for one in (0, 1)}
        found: dict[int, list[Row]] = {0: [], 1: [], EDITION: []}
        query = EventRow.select().order_by(EventRow.n.is_null(), EventRow.n, EventRow.r, EventRow.q)
        for row in query:
            learner = by_stream.get(row.stream, EDITION)
            found[learner].append(self.stored(row, learner))
        return found

    def stored(self, row: Any, learner: int) -> Row:
        of = (number_of(row.of_r), row.of_q) if row.of_r else None
        if learner == EDITION:
            act = self.published(row)
            event = Event(number_of(row.r), row.q, (0, 0, act), of, act)
        else:
            event = self.event(row.r, row.q, of, self.hashes.get(row.h, (0, 0, 0)))
            if row.plain is None:
                event = event._replace(act=0)
        verdict = ACCEPTED if row.n is not None else f"quarantined:{row.reason}"
        return Row(event, learner, verdict, row.counts)

    @staticmethod
    def published(row: Any) -> int:
        return int(json.loads(row.plain)["d"]["title"])

    def projected(self) -> dict[int, int]:
        """Return how often each action was projected."""
        found: dict[int, int] = {}
        for row in Tally.select():
            h = self.hashes.get(row.h, (0, 0, 0))
            act = self.acts.get(((number_of(row.r), row.q), h), 0)
            found[act] = found.get(act, 0) + row.times
        found.pop(0, None)
        return found
