"""The one constant for small cells, and how a figure is shown without showing anybody. Pure.

Whoever shows a count of people anywhere takes SMALL from here. docs/adr/0036-small-cells.md says
why: what is shown is a multiple of ten, so is every sum or difference of what is shown, and two
shown states of one figure differ in ten people or more.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

SMALL = 10
HALF = SMALL // 2

# Of one person in one figure: counted, reached, reached with help, heard from lately.
Mark = tuple[int, int, int, int]
Marks = Mapping[str, Mark]
Division = tuple[int, int]  # those of a group it is true of, and the rest of the group


@dataclass(frozen=True)
class Cells:
    """A figure as it may be shown; None is hidden."""

    of: int | None = None
    reached: int | None = None
    helped: int | None = None
    heard: int | None = None


HIDDEN = Cells()
MEASURES = ("of", "reached", "helped", "heard")


def rounded(n: int) -> int:
    """Return the nearest multiple of ten, a five upwards."""
    return (n + HALF) // SMALL * SMALL


def protect(marks: Marks) -> Cells:
    """Hide each count that has fewer than ten people in it, or fewer than ten left out of it."""
    of = [one[0] for one in marks.values()]
    reached = [one[1] for one in marks.values()]
    helped = [one[2] for one in marks.values()]
    heard = [one[3] for one in marks.values()]
    if _people(of) < SMALL:
        return HIDDEN
    shown = _splits(of, reached)
    return Cells(
        of=rounded(sum(of)),
        reached=rounded(sum(reached)) if shown else None,
        helped=rounded(sum(helped)) if shown and _splits(reached, helped) else None,
        heard=rounded(sum(heard)) if _splits(of, heard) else None,
    )


def _people(counts: Sequence[int]) -> int:
    return sum(1 for one in counts if one > 0)


def _splits(whole: Sequence[int], part: Sequence[int]) -> bool:
    """Tell whether both sides of a division hold ten people."""
    rest = [all_of - some for all_of, some in zip(whole, part, strict=True)]
    return _people(part) >= SMALL and _people(rest) >= SMALL


def apart(one: Marks, other: Marks) -> int:
    """Count the people who stand differently in two states of a figure."""
    return sum(1 for who in {*one, *other} if one.get(who) != other.get(who))


def may_follow(new: Marks, shown: Sequence[Marks]) -> bool:
    """Tell whether a state may be shown after others: ten people or more lie between each two."""
    return all(apart(new, one) >= SMALL for one in shown)


def guard_margins(parts: Mapping[str, Division], shown: Collection[str]) -> set[str]:
    """Return which shown parts of a division to hide too, so that its total gives none away.

    At least one is hidden that need not be, and more until the hidden ones hold 19 people on either
    side: so a small one may be anything from 0 to 8, at least, whatever is reckoned. Which ones is
    decided by the order given, not by the counts: who knows this rule learns nothing from it.
    """
    hidden = [name for name in parts if name not in shown]
    extra: set[str] = set()
    if not hidden:
        return extra
    for name in (one for one in parts if one in shown):
        together = [parts[one] for one in (*hidden, *extra)]
        if extra and all(sum(side) >= 2 * SMALL - 1 for side in zip(*together, strict=True)):
            break
        extra.add(name)
    return extra
