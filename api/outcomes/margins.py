"""Which shown counts to hide so that a total gives no hidden one away. Pure."""

from collections.abc import Callable, Mapping, Sequence

from api.outcomes.cuts import OTHER, Cut, Shown, States, newest_of
from api.outcomes.life import MODES, UNSAID
from api.outcomes.measures import ALL, BY_CHANNEL, BY_MODE, BY_ORIGIN, BY_WEEK, FIGURES, Row
from api.outcomes.small import MEASURES, SMALL, Division, Marks, guard_margins

Newest = Mapping[Row, Shown]
PLENTY = 2 * SMALL
WHOLE = {"reached": 0, "helped": 1, "heard": 0}  # of what a measure is a part: its place in a mark


def groups(split: str, channels: tuple[str, ...], weeks: tuple[str, ...]) -> tuple[str, ...]:
    """Return a split's groups, those of least use first: they are hidden first."""
    if split == BY_MODE:
        return (UNSAID, *reversed(MODES.values()))
    return ("", OTHER, *channels) if split == BY_CHANNEL else tuple(reversed(weeks))


def guard(
    shown: Sequence[Shown], states: Callable[[Cut], States], now: Cut, channels: tuple[str, ...]
) -> frozenset[tuple[Row, str]]:
    """Return what to hide in a report of all that was shown; `states` gives what is behind it."""
    newest = newest_of(shown)
    today = states(now)
    weeks: dict[str, set[str]] = {}
    for row in {*newest, *today}:
        if row.split == BY_WEEK:
            weeks.setdefault(row.figure, set()).add(row.group)

    def exact(row: Row) -> Marks:
        return (states(newest[row].cut) if row in newest else today).get(row, {})

    return _pairs(
        newest, exact, channels, {key: tuple(sorted(some)) for key, some in weeks.items()}
    )


def _pairs(
    newest: Newest,
    exact: Callable[[Row], Marks],
    channels: tuple[str, ...],
    weeks: Mapping[str, tuple[str, ...]],
) -> frozenset[tuple[Row, str]]:
    """Return the (row, measure) pairs to hide; `exact` gives the marks behind a row."""
    found: set[tuple[Row, str]] = set()
    for figure in FIGURES:
        total = newest.get(Row(figure.key, ALL, ""))
        for split in figure.splits:
            if split in (ALL, BY_ORIGIN):  # origins are shown all or none: nothing is left over
                continue
            names = groups(split, channels, weeks.get(figure.key, ()))
            rows = {name: Row(figure.key, split, name) for name in names}
            for n, measure in enumerate(MEASURES):
                shown = [
                    name
                    for name, row in rows.items()
                    if row in newest and getattr(newest[row].cells, measure) is not None
                ]
                parts = {name: _division(exact(row), n) for name, row in rows.items()}
                if total is not None and getattr(total.cells, measure) is not None:
                    hide = guard_margins(parts, shown)
                    found |= {(rows[name], measure) for name in hide}
    return frozenset(found)


def _division(marks: Marks, n: int) -> Division:
    """Return how many it is true of, and how many of the whole it is not."""
    part = sum(mark[n] for mark in marks.values())
    measure = MEASURES[n]
    if measure not in WHOLE:
        return part, PLENTY
    return part, sum(mark[WHOLE[measure]] for mark in marks.values()) - part
