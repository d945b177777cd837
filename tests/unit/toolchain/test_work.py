"""Which work of a trace belongs to a tap."""

from typing import Any

from scripts.rig.taps import LEAST_MS, Taps
from scripts.rig.work import to_first_frame

MAIN = {"pid": 1, "tid": 2}


def task(name: str, ts: float, dur: float, tdur: float, **more: Any) -> dict[str, Any]:
    return {"name": name, "ts": ts, "dur": dur, "tdur": tdur, **MAIN, **more}


def test_a_tap_has_the_tasks_up_to_its_frame_and_none_of_another_thread() -> None:
    click = {"args": {"data": {"type": "click"}}}
    events = [
        {"name": "thread_name", **MAIN, "args": {"name": "CrRendererMain"}},
        task("RunTask", 0, 90, 90_000),  # before it
        task("RunTask", 100, 50, 2_000),
        task("EventDispatch", 110, 20, 1_500, **click),
        task("RunTask", 160, 50, 3_000),
        task("Commit", 200, 5, 1_000),
        task("RunTask", 300, 50, 70_000),  # after its frame
        {**task("RunTask", 120, 50, 80_000), "tid": 9},
    ]
    assert to_first_frame(events) == [5.0]


def test_taps_that_are_not_told_are_the_least() -> None:
    taps = Taps(4, ({"ms": 120}, {"ms": 40}))
    assert (taps.worst_ms, taps.median_ms) == (120, LEAST_MS)
    assert Taps(3, ()).worst_ms == LEAST_MS
