"""Fold who was in touch with her, as the team notes it and as she says. Pure.

The order of the events means nothing: of one meeting the latest note counts, of one second the one
that takes it back, and of her answers the latest. Mirrored by pwa/src/domain/meetings.ts;
tests/vectors/meetings.json holds the cases that both languages run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from api.sync.fact import Fact
from api.sync.registry import CODES, Body, current_body

NOTED, CONFIRMED = CODES["meeting.noted"], CODES["meeting.confirmed"]
MEETING = "meeting"
YES = "yes"

Order = tuple[int, int, str]


@dataclass(frozen=True)
class Meeting:
    """One that stands noted: what it was, on which day in Lima, and her answer ('': none).

    `told` is the hash of the event in which she answered.
    """

    meeting: str
    kind: str
    day: int
    answer: str
    told: str


def fold_meetings(events: Iterable[Fact]) -> list[Meeting]:
    """Fold in any order; the oldest meeting first."""
    notes: dict[str, tuple[Order, Body]] = {}
    answers: dict[str, tuple[Order, Body]] = {}
    for event in events:
        body = current_body(event.t, event.v, event.d)
        if body is None or event.t not in (NOTED, CONFIRMED):
            continue
        kept = notes if event.t == NOTED else answers
        order = (event.at, int(event.t == NOTED and not body["on"]), event.h)
        meeting = cast(str, body[MEETING])
        if meeting not in kept or order > kept[meeting][0]:
            kept[meeting] = (order, body)
    standing = []
    for meeting, (_, body) in notes.items():
        if body["on"]:
            order, said = answers.get(meeting, ((0, 0, ""), {"answer": ""}))
            kind, day = cast(str, body["kind"]), cast(int, body["day"])
            standing.append(Meeting(meeting, kind, day, cast(str, said["answer"]), order[2]))
    return sorted(standing, key=lambda one: (one.day, one.meeting))
