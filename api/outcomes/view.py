"""A report as lines to read: the newest shown state of each row, margins guarded. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from api.outcomes.cuts import OTHER, Cut, Shown, newest_of
from api.outcomes.life import MODES, UNSAID
from api.outcomes.measures import (
    ALL,
    BY_CHANNEL,
    BY_MODE,
    BY_ORIGIN,
    BY_WEEK,
    FIGURES,
    WAITS,
    Row,
)
from api.outcomes.origins import OTHER_COUNTRY, PERU, SAID, Bounds, bounds_of, gap_of
from api.outcomes.small import HIDDEN, MEASURES, Cells

REST = "*"  # the weeks that are not shown, however many
COMPARED = ("util", "aplica", "vuelve")
HALF_OF_THEM = 50
ORIGIN_NAMES = {OTHER_COUNTRY: "Venezuela u otro país", PERU: "Perú", UNSAID: "No lo dijeron"}
MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


@dataclass(frozen=True)
class Report:
    """All that was ever shown of an edition, the newest cut last."""

    edition: str
    title: str
    channels: tuple[tuple[str, str], ...]
    cut: Cut
    name: str
    made: int
    shown: tuple[Shown, ...]
    guarded: frozenset[tuple[Row, str]]
    cost: int | None = None  # céntimos spent on the edition so far, as the operator says


@dataclass(frozen=True)
class Line:
    """One row of a report: a figure of one group, when it was cut, and what it may say."""

    figure: str
    split: str
    group: str
    title: str
    cells: Cells
    day: int | None
    name: str
    bounds: Bounds | None = None

    @property
    def percent(self) -> int | None:
        """Return the share in whole per cent, of the shown counts; None when it is hidden.

        Of an origin there is none: only bounds, for who did not say may belong to it.
        """
        if self.split == BY_ORIGIN:
            return None
        of, reached = self.cells.of, self.cells.reached
        return None if of is None or reached is None else (200 * reached + of) // (2 * of)


def lines(report: Report) -> list[Line]:
    """Return every row of a report in order, hidden ones too."""
    newest = newest_of(report.shown)
    made: list[Line] = []
    for figure in FIGURES:
        made.append(_line(figure.key, ALL, "", "Todas", newest))
        for split in figure.splits[1:]:
            parts = [
                _line(figure.key, split, group, title, newest)
                for group, title in _groups(report, figure.key, split, newest)
            ]
            if split == BY_ORIGIN:
                made.extend(_bounded(parts))
            else:
                made.extend(_guarded(report, one) for one in parts)
    return made


def history(report: Report) -> list[tuple[Line, list[Line]]]:
    """Return each earlier cut of each total as it was first shown, and its later revisions."""
    told: list[tuple[Line, list[Line]]] = []
    for figure in FIGURES:
        row = Row(figure.key, ALL, "")
        mine = [one for one in report.shown if one.row == row]
        newest = max((one.cut.day for one in mine), default=None)
        for day in sorted({one.cut.day for one in mine}, reverse=True):
            first, *later = [
                _line(figure.key, ALL, "", "Todas", {row: one})
                for one in sorted(mine, key=lambda one: one.cut)
                if one.cut.day == day
            ]
            if day != newest or later:
                told.append((first, later))
    return told


def gap(shown: Iterable[Line]) -> tuple[str, int] | None:
    """Return the figure where listeners and readers lie furthest apart, in points; None: hidden."""
    percents = {
        (one.figure, one.group): one.percent
        for one in shown
        if one.split == BY_MODE and one.figure in COMPARED
    }
    gaps = []
    for figure in COMPARED:
        listens, reads = percents.get((figure, "escucha")), percents.get((figure, "lee"))
        if listens is not None and reads is not None:
            gaps.append((abs(listens - reads), figure))
    return (max(gaps)[1], max(gaps)[0]) if gaps else None


def origin_gap(shown: Iterable[Line]) -> tuple[str, Bounds] | None:
    """Return the figure in which the origins lie furthest apart, between so many points."""
    cells: dict[str, dict[str, Cells]] = {}
    for one in shown:
        if one.split == BY_ORIGIN and one.figure in COMPARED:
            cells.setdefault(one.figure, {})[one.group] = one.cells
    gaps = [(gap_of(cells.get(figure, {})), figure) for figure in COMPARED]
    widest = max(((gap, figure) for gap, figure in gaps if gap is not None), default=None)
    return (widest[1], widest[0]) if widest else None


def waited(shown: Iterable[Line]) -> Bounds | None:
    """Return after how many days, and within how many, half of all had somebody; None: hidden.

    Days of ours, never a median to the day: that would be the day of one person. The second is 0
    when even the longest wait was too short for half of them.
    """
    percents = [
        (WAITS[one.figure], one.percent)
        for one in shown
        if one.figure in WAITS and one.split == ALL and one.percent is not None
    ]
    if not percents:
        return None
    enough = min((days for days, percent in percents if percent >= HALF_OF_THEM), default=0)
    too_few = [days for days, percent in percents if percent < HALF_OF_THEM]
    return max((days for days in too_few if not enough or days < enough), default=0), enough


def cost_each(report: Report) -> int | None:
    """Return the céntimos for each action done, of the rounded count; None: hidden or not told."""
    newest = newest_of(report.shown).get(Row("hechas", ALL, ""))
    if report.cost is None or newest is None or not newest.cells.reached:
        return None
    return (2 * report.cost + newest.cells.reached) // (2 * newest.cells.reached)


def trend(report: Report, figure: str) -> list[tuple[str, int | None]]:
    """Return per cents by week, the oldest first: of who came in it, or else as shown at its end.

    A week that is hidden has none.
    """
    weeks = [one for one in lines(report) if (one.figure, one.split) == (figure, BY_WEEK)]
    if weeks:
        return [(day_words(int(one.group)), one.percent) for one in weeks if one.group != REST]
    row, last = Row(figure, ALL, ""), {}
    for one in sorted(report.shown, key=lambda one: one.cut):
        if one.row == row:
            last[one.cut.day] = _line(figure, ALL, "", "", {row: one}).percent
    return [(day_words(day), percent) for day, percent in sorted(last.items())]


def day_words(day: int) -> str:
    """Say a day without its year."""
    said = date_of(day)
    return f"{said.day} {MONTHS[said.month - 1]}"


def date_words(day: int | None) -> str:
    """Say a day as it is said in Peru."""
    if day is None:
        return ""
    return f"{day_words(day)} {date_of(day).year}"


def date_of(day: int) -> date:
    """Return the date of a day of the count."""
    return date(1970, 1, 1) + timedelta(days=day)


def _groups(
    report: Report, figure: str, split: str, newest: dict[Row, Shown]
) -> list[tuple[str, str]]:
    if split == BY_MODE:
        return [(one, one.capitalize()) for one in (*MODES.values(), UNSAID)]
    if split == BY_ORIGIN:
        return [*ORIGIN_NAMES.items()]
    if split == BY_CHANNEL:
        return [*report.channels, (OTHER, "Otra invitación"), ("", "Sin invitación")]
    weeks = sorted(
        int(row.group) for row in newest if row.figure == figure and row.split == BY_WEEK
    )
    return [
        *((str(one), f"Semana del {date_words(one)}") for one in weeks),
        (REST, "Las demás semanas"),
    ]


def _line(figure: str, split: str, group: str, title: str, newest: dict[Row, Shown]) -> Line:
    shown = newest.get(Row(figure, split, group))
    if shown is None:
        return Line(figure, split, group, title, HIDDEN, None, "")
    return Line(figure, split, group, title, shown.cells, shown.cut.day, shown.name)


def _bounded(parts: list[Line]) -> list[Line]:
    """Give the lines of the origins what can be said of them; they are always of one cut."""
    cells = {one.group: one.cells for one in parts}
    return [
        replace(one, bounds=bounds_of(cells, one.group)) if one.group in SAID else one
        for one in parts
    ]


def _guarded(report: Report, line: Line) -> Line:
    """Hide of a part what with the total would give another one away."""
    row = Row(line.figure, line.split, line.group)
    for measure in MEASURES:
        if (row, measure) in report.guarded:
            line = _without(line, measure)
    return line


def _without(line: Line, measure: str) -> Line:
    """Hide one count of a line, and what is a part of it."""
    if measure == "of":
        return replace(line, cells=HIDDEN)
    gone = {"reached": None, "helped": None} if measure == "reached" else {measure: None}
    return replace(line, cells=replace(line.cells, **gone))
