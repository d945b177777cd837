"""One exchange: what the phone brings in, what it gets back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from marshmallow import Schema

from api.db import write
from api.editions.service import may_join
from api.errors import Invalid, NotFound, TooLarge, Unavailable
from api.learners import service as learners
from api.learners.erased import ErasedList
from api.learners.models import Token
from api.library.store import Store
from api.sync import news, streams
from api.sync.append import ACCEPTED, DUPLICATE, append
from api.sync.columns import MAX_ROWS, ColumnsError, unpack
from api.sync.envelope import Event, Unusable, read_row, sum_of
from api.sync.models import Kept
from api.sync.registry import CODES, Json
from api.sync.schemas import SyncRequestSchema, shaped

JOINED = CODES["edition.joined"]
REVOKED = "phone.revoked"


@dataclass(frozen=True)
class Taken:
    """What one append came to; the epoch is that of the very log that took the events in."""

    token: Token
    verdicts: list[str]
    epoch: str

    @property
    def reads(self) -> bool:
        """Tell whether the phone that asked may see news."""
        return bool(self.token.kind == learners.SESSION and self.token.revoked_at is None)


@dataclass(frozen=True)
class Exchange:
    """The use case, with what it leans on."""

    erased: ErasedList
    invite_key: bytes
    store: Store
    after_append: Callable[[str], None]

    def run(self, hashed: str, body: Json) -> dict[str, Json]:
        """Append what came under a token's hash and answer; raises ApiError for the whole."""
        asked = read_request(body, SyncRequestSchema)
        events = read_events(asked)
        subject, beside = asked["sub"], asked.get("tok", {}).get("append")
        added = learners.kept_hash(beside) if beside else None
        taken = self.take_in(
            subject, events, lambda: learners.admit(subject, hashed, self.erased, added)
        )
        return self._answer(asked, events, taken)

    def take_in(
        self, subject: str, events: Sequence[Event | Unusable], admit: Callable[[], Token]
    ) -> Taken:
        """Admit a phone and append its events, one transaction."""
        with write():
            last_n = streams.lock(streams.learner_stream(subject))
            token = admit()
            judge = self._judge if token.revoked_at is None else _set_apart
            verdicts = append(subject, events, last_n, judge, subject in self.erased)
            taken = Taken(token, verdicts, streams.epoch())
        if ACCEPTED in verdicts:
            self.after_append(streams.learner_stream(subject))
        return taken

    def _judge(self, event: Event) -> str | None:
        """Refuse an invite that nobody gave; only the server holds the key."""
        body = event.plain.get("d")
        if event.plain["t"] != JOINED or event.plain["v"] != 1 or not isinstance(body, dict):
            return None
        return None if may_join(self.invite_key, body) else "invite.invalid"

    def _answer(
        self,
        asked: dict[str, Any],
        events: Sequence[Event | Unusable],
        taken: Taken,
    ) -> dict[str, Json]:
        known = frozenset(
            (event.identity, event.h)
            for event, verdict in zip(events, taken.verdicts, strict=True)
            if isinstance(event, Event) and verdict in (ACCEPTED, DUPLICATE)
        )
        fresh = news.collect(asked, taken.epoch, known) if taken.reads else news.nothing(asked)
        answer: dict[str, Json] = {
            "ep": taken.epoch,
            "kept": kept_up_to(asked["held"]),
            "v": runs(taken.verdicts, "rows" in asked),
            "cur": fresh.cursors,
        }
        # Most answers have none of it, and she pays for each byte.
        version = self._catalog_version(asked["ed"])
        if version != asked["cat"]:
            answer["cat"] = version
        if fresh.twins:
            answer["tw"] = fresh.twins
        if fresh.rows:
            answer["news"] = fresh.rows
        if fresh.more:
            answer["more"] = True
        return answer

    def _catalog_version(self, edition: str) -> str:
        try:
            return self.store.catalog(edition)["version"]
        except (NotFound, Unavailable):
            return ""


def _set_apart(_: Event) -> str:
    return REVOKED


def read_request(body: Json, schema: type[Schema]) -> dict[str, Any]:
    """Validate the request around its events; raises Malformed, Invalid or TooLarge."""
    asked = shaped(body, schema)
    if "rows" in asked and "cols" in asked:
        raise Invalid("request.invalid")
    if _length(asked) > MAX_ROWS:
        raise TooLarge("request.too_large")
    return asked


def _length(asked: dict[str, Any]) -> int:
    cols = asked.get("cols")
    claimed = cols.get("n") if isinstance(cols, dict) else 0
    return max(len(asked.get("rows", [])), claimed if isinstance(claimed, int) else 0)


def read_events(asked: dict[str, Any]) -> list[Event | Unusable]:
    """Read the rows, or the columns and their check sum; raises Invalid.

    Rows stand alone, each under its own hash, so one bad row harms no other and a `sum` beside them
    says nothing; in columns one wrong number moves many.
    """
    if "cols" not in asked:
        return [read_row(row, asked["sub"]) for row in asked.get("rows", [])]
    try:
        rows = unpack(asked["cols"], asked["held"])
    except ColumnsError as broken:
        raise Invalid("sync.columns") from broken
    events = [read_row(row, asked["sub"]) for row in rows]
    if events and asked.get("sum") != sum_of(events):
        raise Invalid("sync.columns")
    return events


def kept_up_to(held: Sequence[str]) -> list[Json]:
    """Say for each replica up to where the phone may drop its events; 0 where nothing is kept."""
    found = Kept.select().where(Kept.replica.in_(list(held))).tuples()
    kept = dict(cast("Iterable[tuple[str, int]]", found))
    return [kept.get(replica, 0) for replica in held]


def runs(verdicts: Sequence[str], single: bool) -> list[Json]:
    """Write verdicts run-length; one pair a row when the rows came as rows."""
    if single:
        return [[verdict, 1] for verdict in verdicts]
    return [[verdict, len([*run])] for verdict, run in groupby(verdicts)]
