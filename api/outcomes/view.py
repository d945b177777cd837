"""A report as lines to read: the newest shown state of each row, margins guarded. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from api.outcomes.cuts import OTHER, Cut, Shown, newest_of
from api.outcomes.life import MODES, UNSAID
from api.outcomes.measures import ALL, BY_CHANNEL, BY_MODE, BY_WEEK, FIGURES, Row
from api.outcomes.small import HIDDEN, MEASURES, Cells

REST = "*"  # the weeks that are not shown, however many
COMPARED = ("util", "aplica", "vuelve")
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

    @property
    def percent(self) -> int | None:
        """Return the share in whole per cent, of the shown counts; None when it is hidden."""
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


def date_words(day: int | None) -> str:
    """Say a day as it is said in Peru."""
    if day is None:
        return ""
    said = date_of(day)
    return f"{said.day} {MONTHS[said.month - 1]} {said.year}"


def date_of(day: int) -> date:
    """Return the date of a day of the count."""
    return date(1970, 1, 1) + timedelta(days=day)


def _groups(
    report: Report, figure: str, split: str, newest: dict[Row, Shown]
) -> list[tuple[str, str]]:
    if split == BY_MODE:
        return [(one, one.capitalize()) for one in (*MODES.values(), UNSAID)]
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
