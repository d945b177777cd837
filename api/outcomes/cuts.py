"""What of the figures may be shown at a cut, given all that was shown before. Pure.

A cut is a Sunday in Lima and what had come in by some second. A row moves on only when ten people
or more stand differently than in each state of it that was shown: whoever subtracts two reports
learns of ten people or of nobody. The same holds when late phones change an earlier cut.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.outcomes.life import UNSAID, Life, live
from api.outcomes.measures import BY_ORIGIN, Row, marks
from api.outcomes.origins import ORIGINS, protect_together
from api.outcomes.small import Cells, Mark, may_follow, protect
from api.outcomes.when import Said

REVISED = 4  # how many earlier cuts are looked at again
CUT_LETTERS = 12
OTHER = "otros"  # a channel that the edition no longer names

States = dict[Row, dict[str, Mark]]
People = Mapping[str, Sequence[Said]]


@dataclass(frozen=True, order=True)
class Cut:
    """The last day that counts, and the second up to which what came in is known."""

    day: int
    known: int


@dataclass(frozen=True)
class Shown:
    """One row as it was shown at one cut, with the cut's id."""

    row: Row
    cut: Cut
    name: str
    cells: Cells


@dataclass(frozen=True)
class Scope:
    """Whose figures: an edition, its channels, and the edition of who joined none.

    `origins` is what people say of where they are from today. What they said before is not kept:
    every cut is reckoned with today's, which can only make two states seem nearer than they are.
    """

    edition: str
    channels: frozenset[str]
    default: str
    origins: Mapping[str, str] = field(default_factory=dict)


def states_of(people: People, scope: Scope, cut: Cut) -> States:
    """Return how everybody of an edition stood in every row at a cut."""
    lives: dict[str, Life] = {}
    for who, said in people.items():
        origin = scope.origins.get(who, UNSAID)
        life = live(said, scope.default, cut.day, cut.known, origin)
        if life is not None and life.edition == scope.edition:
            # Each row is of a group that the report lists, or margins would not add up.
            known = life.channel in scope.channels or not life.channel
            lives[who] = life if known else replace(life, channel=OTHER)
    return marks(lives, cut.day)


def name_of(heads: Iterable[tuple[str, int]], cut: Cut) -> str:
    """Return the cut's id: a hash of the head number of each stream and the day."""
    lines = "".join(f"{stream} {n}\n" for stream, n in sorted(heads))
    said = f"{cut.day}\n{lines}"
    return hashlib.sha256(said.encode("ascii")).hexdigest()[:CUT_LETTERS]


def show(
    now: Cut,
    before: Sequence[Shown],
    states: Callable[[Cut], States],
    name: Callable[[Cut], str],
) -> list[Shown]:
    """Return what is newly shown at a cut: rows that moved on, then earlier days revised.

    `states` gives the states at a cut, the earlier ones as they were known then; it is asked often.
    """
    shown = [*before]
    days = sorted({one.cut.day for one in before} - {now.day}, reverse=True)[:REVISED]
    for cut in [now, *(Cut(day, now.known) for day in days)]:
        new = states(cut)
        for cells in _units(new):
            earlier = {row: [one.cut for one in shown if one.row == row] for row in cells}
            if cut.day != now.day and not all(
                cut.day in {one.day for one in cuts} for cuts in earlier.values()
            ):
                continue  # it was hidden then; a revision is of something shown
            if all(
                may_follow(new[row], [{}, *(states(one).get(row, {}) for one in cuts)])
                for row, cuts in earlier.items()
            ):
                shown += [Shown(row, cut, name(cut), cells[row]) for row in sorted(cells)]
    return shown[len(before) :]


def _units(states: States) -> Iterator[dict[Row, Cells]]:
    """Yield what may be shown of each row that may; the origins of a figure move as one."""
    for row, new in sorted(states.items()):
        if row.split != BY_ORIGIN:
            cells = protect(new)
            if cells.of is not None:
                yield {row: cells}
    for figure in sorted({row.figure for row in states if row.split == BY_ORIGIN}):
        rows = {origin: Row(figure, BY_ORIGIN, origin) for origin in ORIGINS}
        parts = {origin: states.get(row, {}) for origin, row in rows.items()}
        together = protect_together(parts)
        if together:
            yield {rows[origin]: cells for origin, cells in together.items()}


def newest_of(shown: Iterable[Shown]) -> dict[Row, Shown]:
    """Return the newest shown state of each row."""
    return {one.row: one for one in sorted(shown, key=lambda one: one.cut)}
