"""Figures by where people say they are from: together or not at all, and only as bounds. Pure.

Most say nothing, and who says nothing may be from anywhere: a share is between what it is if none
of those who reached the figure without saying were of the group, and what it is if all were. The
bounds also hold for the counts behind the rounded ones. docs/adr/0037-origin.md says why.
"""

from collections.abc import Mapping
from typing import TypeAlias

from api.outcomes.life import UNSAID
from api.outcomes.small import HALF, SMALL, Cells, Marks, protect

OTHER_COUNTRY, PERU = "otro", "peru"
SAID = (OTHER_COUNTRY, PERU)
ORIGINS = (*SAID, UNSAID)

Shown: TypeAlias = Mapping[str, Cells]  # by origin
Bounds = tuple[int, int]  # of a share or a difference, in whole per cent or points


def protect_together(parts: Mapping[str, Marks]) -> dict[str, Cells]:
    """Return what may be shown of the origins of a figure, empty where one is too small.

    Nothing of them is shown but how many there are and how many reached it: so no part is ever
    hidden beside others that are not, and no total gives one away.
    """
    cells = {origin: protect(parts.get(origin, {})) for origin in ORIGINS}
    if any(one.of is None for one in cells.values()):
        return {}
    whole = all(one.reached is not None for one in cells.values())
    return {one: Cells(cell.of, cell.reached if whole else None) for one, cell in cells.items()}


def bounds_of(shown: Shown, origin: str) -> Bounds | None:
    """Return between which per cents the share of an origin lies; None: hidden."""
    mine, unsaid = _sides(shown.get(origin)), _sides(shown.get(UNSAID))
    if mine is None or unsaid is None:
        return None
    (few, many), (few_not, many_not) = mine
    (_, more), (_, more_not) = unsaid
    low = 100 * few // (few + many_not + more_not)
    high = -(-100 * (many + more) // (many + more + few_not))
    return low, high


def gap_of(shown: Shown) -> Bounds | None:
    """Return between how many points the two origins lie apart; None: hidden."""
    one, other = (bounds_of(shown, origin) for origin in SAID)
    if one is None or other is None:
        return None
    least, most = one[0] - other[1], one[1] - other[0]
    return max(0, least, -most), max(-least, most)


def _sides(cells: Cells | None) -> tuple[Bounds, Bounds] | None:
    """Return how many may stand behind rounded counts: who reached it, and who did not."""
    if cells is None or cells.of is None or cells.reached is None:
        return None
    missed = cells.of - cells.reached
    return (
        (max(SMALL, cells.reached - HALF), cells.reached + HALF - 1),
        (max(SMALL, missed - SMALL + 1), missed + SMALL - 1),
    )
