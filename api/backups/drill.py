"""Try a backup: what was loaded is whole, and folds to what its projections say."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from peewee import Database, SqliteDatabase

from api.db import ask
from api.progress.fold import Progress, fold
from api.progress.models import CardRow, LessonRow, Membership
from api.progress.projector import PROJECTIONS
from api.sync import projection
from api.sync.envelope import text_of
from api.sync.models import EventRow, Parked
from api.sync.streams import learner_stream

# Each finds rows that must not be: a stream with a hole, an action that counts twice or by no key.
MUST_BE_EMPTY = {
    "streams": """
        SELECT s.key FROM stream s LEFT JOIN (
            SELECT stream, COUNT(n) AS many, MAX(n) AS top FROM event GROUP BY stream
        ) e ON e.stream = s.key
        WHERE COALESCE(e.many, 0) <> s.last_n OR COALESCE(e.top, 0) <> s.last_n LIMIT 1""",
    "counted twice": """
        SELECT COALESCE(of_r, r), COALESCE(of_q, q), h FROM event WHERE counts
        GROUP BY COALESCE(of_r, r), COALESCE(of_q, q), h HAVING COUNT(*) > 1 LIMIT 1""",
    "counts by no key": """
        SELECT e.r FROM event e JOIN replica p ON p.id = e.r LEFT JOIN action_key k
        ON k.r = COALESCE(e.of_r, e.r) AND k.q = COALESCE(e.of_q, e.q) AND k.h = e.h
        WHERE e.counts AND k.r IS NULL LIMIT 1""",
}


def fault_in(link: Database) -> str:
    """Return what is wrong with a loaded backup, nothing when all is well.

    Runs inside `elsewhere(link)`: rebuilds the projections there and folds the log beside them.
    """
    return _not_whole(link) or _not_the_fold()


def _not_whole(link: Database) -> str:
    if isinstance(link, SqliteDatabase):
        said = ask(link, "PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            return f"integrity: {said}"
    for name, query in MUST_BE_EMPTY.items():
        if ask(link, query).fetchone():
            return name
    living = ask(link, "SELECT h, plain FROM event WHERE plain IS NOT NULL")
    for h, plain in living:
        if text_of(sha256(plain.encode()).digest()) != h:
            return "hash"
    return ""


def _not_the_fold() -> str:
    projection.rebuild(PROJECTIONS)
    parked = {row.stream for row in Parked.select(Parked.stream).distinct()}
    for stream, progress in _folded():
        subject = stream.removeprefix("l:")
        if stream not in parked and _said(progress) != _rows(subject):
            return "fold"
    return ""


def _folded() -> Iterator[tuple[str, Progress]]:
    """Fold every learner's events that count, straight from the log."""
    hers = EventRow.stream.startswith(learner_stream("")) & EventRow.counts
    rows = EventRow.select().where(hers & EventRow.plain.is_null(False)).order_by(EventRow.stream)
    for stream, events in groupby(rows.iterator(), key=lambda row: str(row.stream)):
        yield stream, fold(map(projection.fact_of, events))


Summary = tuple[dict[str, tuple[bool, bool, dict[int, int]]], tuple[str, str | None] | None]


def _said(progress: Progress) -> Summary:
    lessons = {
        name: (one.opened, one.finished, dict(one.done)) for name, one in progress.lessons.items()
    }
    return lessons, progress.edition


def _rows(subject: str) -> Summary:
    cards: dict[str, dict[int, int]] = {}
    for card in CardRow.select().where(CardRow.subject == subject):
        cards.setdefault(card.lesson, {})[card.card] = card.rev
    lessons = {
        row.lesson: (row.opened, row.finished, cards.get(row.lesson, {}))
        for row in LessonRow.select().where(LessonRow.subject == subject)
    }
    member = Membership.get_or_none(Membership.subject == subject)
    return lessons, (member.edition, member.channel) if member else None
