"""What stands noted of members: read from their own logs."""

import json
from collections.abc import Sequence
from typing import Any

from api.clock import now_s
from api.outcomes.meetings import MEETING, NOTED, fold_meetings
from api.outcomes.when import DAY_S
from api.sync import streams
from api.sync.fact import Fact
from api.sync.models import EventRow

SHOWN_S = 28 * DAY_S
Noted = dict[str, Any]


def met(subjects: Sequence[str]) -> dict[str, list[Noted]]:
    """Return what stands noted of each in four weeks, the newest first; not what she answered."""
    keys = [streams.learner_stream(one) for one in subjects]
    rows = EventRow.select(EventRow.r, EventRow.q, EventRow.h, EventRow.plain).where(
        (EventRow.t == NOTED)
        & (EventRow.received_at > now_s() - SHOWN_S)
        & EventRow.stream.in_(keys)
        & EventRow.plain.is_null(False)
    )
    facts: dict[str, list[Fact]] = {}
    for row in rows:
        plain = json.loads(row.plain or "{}")
        fact = Fact(plain["s"], (row.r, row.q), row.h, NOTED, plain["v"], plain["at"], plain["d"])
        facts.setdefault(plain["s"], []).append(fact)
    return {
        subject: [
            {MEETING: one.meeting, "kind": one.kind, "day": one.day}
            for one in reversed(fold_meetings(some))
        ]
        for subject, some in facts.items()
    }
