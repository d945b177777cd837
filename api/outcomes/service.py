"""Read the log, take a cut of an edition, and keep what was shown of it."""

import json
from functools import lru_cache

from api.clock import now_s
from api.db import write
from api.editions import service as editions
from api.origin.service import answers as origins
from api.outcomes.cuts import Cut, Scope, Shown, name_of, show, states_of
from api.outcomes.margins import guard
from api.outcomes.measures import Row
from api.outcomes.models import ShownRow
from api.outcomes.small import Cells
from api.outcomes.view import Report
from api.outcomes.when import Said, last_sunday
from api.sync.fact import Fact
from api.sync.models import EventRow

SETTLED_S = 60  # what came in later may still be on its way into the log
HELPER = "helper"
LEARNERS = "l:"


def report(edition: str, cost: int | None = None) -> Report:
    """Take the cut of the last week that ended, keep what may be shown of it, and return all.

    `cost` is what the edition cost so far, in céntimos; it is kept nowhere.
    """
    made = now_s()
    cut = Cut(last_sunday(made), made - SETTLED_S)
    people, heads = _read(cut.known)
    channels = tuple((one.slug, one.title) for one in editions.channels(edition))
    scope = Scope(edition, frozenset(slug for slug, _ in channels), editions.DEFAULT, origins())
    states = lru_cache(maxsize=None)(lambda one: states_of(people, scope, one))
    with write():
        before = _shown(edition)
        new = show(cut, before, states, lambda one: name_of(heads.items(), one))
        for one in new:
            _keep(edition, one)
    return Report(
        edition=edition,
        title=editions.title(edition),
        channels=channels,
        cut=cut,
        name=name_of(heads.items(), cut),
        made=made,
        shown=(*before, *new),
        guarded=guard((*before, *new), states, cut, tuple(slug for slug, _ in channels)),
        cost=cost,
    )


def _read(known: int) -> tuple[dict[str, list[Said]], dict[str, int]]:
    """Return what every learner's stream says, and each stream's head number."""
    people: dict[str, list[Said]] = {}
    heads: dict[str, int] = {}
    hers = EventRow.stream.startswith(LEARNERS) & EventRow.plain.is_null(False)
    query = EventRow.select(
        EventRow.r,
        EventRow.q,
        EventRow.of_r,
        EventRow.of_q,
        EventRow.h,
        EventRow.stream,
        EventRow.n,
        EventRow.plain,
        EventRow.received_at,
    ).where(hers & EventRow.counts & (EventRow.received_at <= known))
    for r, q, of_r, of_q, h, stream, n, text, received in query.tuples().iterator():
        plain = json.loads(text)
        origin = (of_r, of_q) if of_r else (r, q)
        said = Said(
            Fact(plain["s"], origin, h, plain["t"], plain["v"], plain["at"], plain.get("d")),
            slot=(r, q),
            boot=plain["b"],
            helped=plain.get("via") == HELPER,
            received=received,
        )
        people.setdefault(plain["s"], []).append(said)
        heads[stream] = max(n, heads.get(stream, 0))
    return people, heads


def _shown(edition: str) -> list[Shown]:
    query = ShownRow.select().where(ShownRow.edition == edition)
    return [
        Shown(
            Row(one.figure, one.split, one.member),
            Cut(one.day, one.known),
            one.cut,
            Cells(one.of, one.reached, one.helped, one.heard),
        )
        for one in query.order_by(
            ShownRow.known, ShownRow.day, ShownRow.figure, ShownRow.split, ShownRow.member
        )
    ]


def _keep(edition: str, one: Shown) -> None:
    ShownRow.insert(
        edition=edition,
        figure=one.row.figure,
        split=one.row.split,
        member=one.row.group,
        day=one.cut.day,
        known=one.cut.known,
        cut=one.name,
        of=one.cells.of,
        reached=one.cells.reached,
        helped=one.cells.helped,
        heard=one.cells.heard,
    ).execute()
