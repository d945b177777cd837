"""Who was in touch with her: the shared vectors in every order, and what of it counts."""

import itertools
import json
from pathlib import Path

import pytest

from api.outcomes.life import live
from api.outcomes.meetings import fold_meetings
from api.outcomes.when import Said, start_of
from api.sync.fact import Fact
from api.sync.registry import Body
from tests.unit.outcomes.people import FIRST_DAY

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "meetings.json").read_text(encoding="utf-8")
)
NOON_S = 12 * 3600
SERVER = "server"


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_vector_holds_in_every_order(vector: dict) -> None:
    facts = [
        Fact("s", ("r", n), one["h"], one["t"], one.get("v", 1), one["at"], one["d"])
        for n, one in enumerate(vector["events"])
    ]
    for order in itertools.permutations([*facts, *facts[:1]]):
        folded = fold_meetings(order)
        assert [
            {"meeting": one.meeting, "kind": one.kind, "day": one.day, "answer": one.answer}
            for one in folded
        ] == vector["expect"]


def said(q: int, t: int, day: int, d: Body, *, by: str = "r", helped: bool = False) -> Said:
    at = start_of(day) + NOON_S + q
    return Said(Fact("s", (by, q), f"h{by}{q}", t, 1, at, d), (by, q), 1, helped, at)


def noted(q: int, day: int, on: int = 1) -> Said:
    body: Body = {"meeting": "m", "kind": "call", "day": FIRST_DAY + 3, "on": on}
    return said(q, 104, day, body, by=SERVER)


def met(*events: Said, day: int = FIRST_DAY + 9, known: int = 0) -> dict[int, bool]:
    born = said(1, 1, FIRST_DAY, {"avatar": "y1"})
    life = live([born, *events], "abierta", day, known or start_of(day + 9))
    assert life is not None
    return life.met


def test_only_what_both_sides_say_counts_and_on_its_own_day() -> None:
    note = noted(1, FIRST_DAY + 4)
    yes = said(2, 28, FIRST_DAY + 12, {"meeting": "m", "answer": "yes"}, helped=True)
    no = said(3, 28, FIRST_DAY + 13, {"meeting": "m", "answer": "no"})
    assert met(note) == {}
    assert met(yes) == {}
    # She answers after the cut: then it is known of the earlier day too, and that it was with help.
    assert met(note, yes) == {FIRST_DAY + 3: True}
    assert met(note, yes, known=start_of(FIRST_DAY + 12)) == {}
    assert met(note, yes, no) == {}
    assert met(note, yes, noted(2, FIRST_DAY + 5, on=0)) == {}
    assert met(note, yes, day=FIRST_DAY + 2) == {}


def test_who_is_helped_back_in_by_a_mentor_was_met() -> None:
    ways = {
        how: met(said(1, 101, FIRST_DAY + 5, {"how": how, "phone": "p"}, by=SERVER))
        for how in ("mentor", "phone", "key", "card")
    }
    assert ways == {"mentor": {FIRST_DAY + 5: False}, "phone": {}, "key": {}, "card": {}}


def test_what_the_server_says_is_nothing_she_did() -> None:
    note = noted(1, FIRST_DAY + 4)
    assert live([note], "abierta", FIRST_DAY + 9, note.received) is None
    born = said(1, 1, FIRST_DAY, {"avatar": "y1"})
    life = live([born, note], "abierta", FIRST_DAY + 9, note.received)
    assert life is not None
    assert (life.heard, list(life.days)) == (born.received, [FIRST_DAY])
