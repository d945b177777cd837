"""News: what the phone has not seen yet of the streams it follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from api.editions.service import exists
from api.learners.service import twins_of
from api.sync import streams
from api.sync.envelope import Identity
from api.sync.registry import Json

MAX_NEWS = 200
Known = frozenset[tuple[Identity, str]]


@dataclass(frozen=True)
class News:
    """Rows of the streams, and where that leaves the cursors; `more`: ask again."""

    rows: list[Json]
    cursors: dict[str, Json]
    twins: dict[str, Json]
    more: bool


@dataclass
class _Followed:
    """A stream: the name of its rows, its key, and how far the phone has come."""

    name: str
    key: str
    n: int


def nothing(asked: dict[str, Any]) -> News:
    """Return no news: this token only brings events."""
    return News([], asked["cur"], {}, False)


def collect(asked: dict[str, Any], epoch: str, known: Known) -> News:
    """Collect at most MAX_NEWS rows of her own stream, the edition's, and her twins'.

    Cursors of another epoch are taken as 0. A twin she is not linked with is left out.
    """
    same = asked["ep"] == epoch
    cursors = asked["cur"] if same else {"l": 0, "e": 0}
    own = _Followed("l", streams.learner_stream(asked["sub"]), cursors["l"])
    edition = _Followed("e", streams.edition_stream(asked["ed"]), cursors["e"])
    twins = {
        subject: _Followed("t", streams.learner_stream(subject), n if same else 0)
        for subject, n in _linked(asked)
    }
    followed = [own, *([edition] if exists(asked["ed"]) else []), *twins.values()]
    rows, more = _page(followed, known)
    return News(
        rows,
        {"l": own.n, "e": edition.n},
        {subject: one.n for subject, one in twins.items()},
        more,
    )


def _linked(asked: dict[str, Any]) -> Iterator[tuple[str, int]]:
    wanted = asked.get("tw")
    if wanted:
        linked = twins_of(asked["sub"])
        yield from ((subject, n) for subject, n in sorted(wanted.items()) if subject in linked)


def _page(followed: list[_Followed], known: Known) -> tuple[list[Json], bool]:
    """Fill one page, stream after stream; each cursor moves as far as its rows went."""
    rows: list[Json] = []
    for one in followed:
        end = streams.last_number(one.key)
        for row in streams.fresh_rows(one.key, one.n, end, known):
            if len(rows) == MAX_NEWS:
                one.n = cast(int, row.n) - 1
                return rows, True
            rows.append({"st": one.name, "n": row.n, **streams.wire_row(row)})
        one.n = end
    return rows, False
