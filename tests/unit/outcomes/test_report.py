"""The report as an operator makes it: two files, on SQLite and on PostgreSQL."""

import argparse
import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from api import db, upkeep
from api.db import write
from api.errors import SetupError
from api.orders.outcomes import make_report
from api.origin.models import Origin
from api.outcomes.cuts import Cut, Shown
from api.outcomes.measures import Row
from api.outcomes.models import ShownRow
from api.outcomes.picture import bars
from api.outcomes.small import Cells
from api.outcomes.table import COLUMNS
from api.outcomes.view import Report, cost_each, lines, waited
from api.outcomes.when import start_of
from api.outcomes.words import wait_words
from api.settings import Settings
from api.sync.models import EventRow
from tests.team import Clock
from tests.unit.outcomes.people import FIRST_DAY, Crowd, crowd

WEEK_S = 7 * 86_400
NUMBERS = ("De cuántos", "Cuántos", "Con ayuda", "Supimos en los últimos 7 días")


def store(made: Crowd) -> None:
    """Put what they said into the log, as the append would."""
    rows = []
    for who, said in made.said.items():
        for n, one in enumerate(sorted(said, key=lambda one: (one.received, one.slot)), 1):
            plain = {
                "s": who,
                "t": one.fact.t,
                "v": 1,
                "at": one.fact.at,
                "b": one.boot,
                "d": one.fact.d,
                **({"via": "helper"} if one.helped else {}),
            }
            rows.append(
                {
                    "r": one.slot[0],
                    "q": one.slot[1],
                    "h": one.fact.h,
                    "stream": f"l:{who}",
                    "n": n,
                    "t": one.fact.t,
                    "counts": True,
                    "plain": json.dumps(plain),
                    "received_at": one.received,
                }
            )
    with write():
        for first in range(0, len(rows), 1000):
            EventRow.insert_many(rows[first : first + 1000]).execute()


def made_at(
    settings: Settings, to: Path, clock: Clock, second: int, cost: str = ""
) -> tuple[str, str]:
    """Make the report at a second; return the page and the table."""
    clock.at = second
    make_report(settings, argparse.Namespace(edition="demo", to=str(to), cost=cost))
    page, table = to / "informe-demo.html", to / "informe-demo.csv"
    return page.read_text(encoding="utf-8"), table.read_text(encoding="utf-8-sig")


class Page(HTMLParser):
    """Which elements a page has, and what they point at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)
        self.links += [
            value for name, value in attrs if name in ("src", "href", "style", "onclick")
        ]


def test_the_report_of_an_edition_as_weeks_go_by(
    either: Settings, tmp_path: Path, clock: Clock
) -> None:
    made = crowd(3, 60, 8)
    upkeep.attach(either)
    store(made)
    start = start_of(FIRST_DAY)
    earlier: set[tuple[str, ...]] = set()
    for week in (4, 6, 9):
        page, table = made_at(either, tmp_path, clock, start + week * WEEK_S + 3600)
        head, tags, *rows = list(csv.reader(io.StringIO(table)))
        assert (head, tags) == ([one for one, _ in COLUMNS], [one for _, one in COLUMNS])
        assert all(re.fullmatch(r"#[a-z]+(\+[a-z]+)*", one) for one in tags)
        assert {len(row) for row in rows} == {len(COLUMNS)}
        said = [dict(zip(head, row, strict=True)) for row in rows]
        for row in said:
            for name in NUMBERS:
                assert not row[name] or (int(row[name]) >= 10 and int(row[name]) % 10 == 0)
        # What was shown of a day stays said, beside what is known of it now.
        now = {
            (row["Código"], row["Último día"], row["Al corte"], row["De cuántos"], row["Cuántos"])
            for row in said
            if row["División"] == "todas" and row["De cuántos"]
        }
        assert earlier <= now
        earlier |= now
        parsed = Page(page)
        assert not parsed.links
        assert not {"script", "img", "link", "iframe"} & {*parsed.tags}
        for who in made.said:
            assert who not in page + table
    assert {"vigente", "oculto", "anterior", "sin medir"} <= {row["Estado"] for row in said}
    assert "Todavía no se mide" in page
    assert "@page" in page
    assert 'lang="es-PE"' in page
    shown = list(ShownRow.select())
    assert shown
    assert {type(one.of) for one in shown} == {int}
    db.dispose()


def test_origins_cost_and_weeks_of_many(settings: Settings, tmp_path: Path, clock: Clock) -> None:
    made = crowd(5, 400, 5)
    upkeep.attach(settings)
    store(made)
    with write():
        for who, answer in made.origins.items():
            Origin.insert(subject=who, answer=answer, text_version=1, at=1).execute()
    page, table = made_at(
        settings, tmp_path, clock, start_of(FIRST_DAY) + 6 * WEEK_S + 3600, "123457"
    )
    said = [*csv.DictReader(io.StringIO(table))]
    [peru] = [
        row
        for row in said
        if (row["Código"], row["División"], row["Grupo"]) == ("util", "origen", "Perú")
    ]
    low, high = int(peru["Por ciento, por lo bajo"]), int(peru["Por ciento, por lo alto"])
    assert 0 <= low < high <= 100 and not peru["Por ciento"] and not peru["Con ayuda"]
    assert f"<td>{low} a {high} %</td>" in page
    by_name = {row["Qué"]: row["División"] + row["Grupo"] for row in said if not row["Código"]}
    assert re.search(
        "entre [0-9]+ y [0-9]+ puntos", by_name["Cuidado: diferencia por lugar de origen"]
    )
    [done] = [row for row in said if row["Código"] == "hechas"]
    each = round(123457 / int(done["Cuántos"]))
    assert f"Cerca de {each} céntimos (S/ {each / 100:.2f})" in page
    assert "Céntimos por acción hecha" in by_name
    assert re.search("días", by_name["Cuánto esperó la mitad para hablar con alguien"])
    assert page.count('<svg class="bars"') == 1  # the others have one week yet
    for answer in ("otro", "peru"):
        assert f">{answer}<" not in page and f",{answer}," not in table
    assert {one.helped for one in ShownRow.select().where(ShownRow.split == "origen")} == {None}
    db.dispose()


@pytest.mark.parametrize("bad", ["15,5", "-3", "S/ 20", "1.50", "abc", " 5", "9" * 13, "١٢"])
def test_a_cost_that_is_no_centimos_is_refused_and_nothing_is_made(
    settings: Settings, tmp_path: Path, clock: Clock, bad: str
) -> None:
    upkeep.attach(settings)
    with pytest.raises(SetupError, match="va en céntimos y solo con cifras"):
        made_at(settings, tmp_path, clock, start_of(FIRST_DAY), bad)
    assert not [*tmp_path.glob("informe-*")]
    assert not ShownRow.select().exists()
    db.dispose()


def shown_of(figure: str, of: int, reached: int | None) -> Shown:
    return Shown(Row(figure, "todas", ""), Cut(1, 1), "x", Cells(of, reached, None, None))


def report_of(*shown: Shown, cost: int | None = None) -> Report:
    return Report("demo", "Demo", (), Cut(1, 1), "x", 0, shown, frozenset(), cost)


def test_half_of_them_waited_between_days_of_ours() -> None:
    def said(*counts: tuple[str, int, int | None]) -> str | None:
        found = waited(lines(report_of(*(shown_of(*one) for one in counts))))
        return wait_words(*found) if found else None

    assert said() is None
    assert said(("alguien14", 100, None)) is None
    assert said(("alguien7", 100, 40), ("alguien14", 100, 50)) == "Más de 7 días y no más de 14."
    assert said(("alguien7", 100, 60), ("alguien14", 100, 40)) == "7 días o menos."
    assert said(("alguien14", 100, 20), ("alguien28", 100, 40)) == (
        "Más de 28 días: a los 28 días, todavía no había hablado la mitad."
    )


def test_what_an_action_cost_is_of_the_shown_count() -> None:
    done = shown_of("hechas", 400, 340)
    assert cost_each(report_of(done, cost=34_000)) == 100
    assert cost_each(report_of(done, cost=0)) == 0
    assert cost_each(report_of(done)) is None
    assert cost_each(report_of(shown_of("hechas", 400, None), cost=5)) is None
    assert cost_each(report_of(cost=5)) is None


def test_hidden_weeks_are_a_dash_and_no_bar() -> None:
    drawn = bars([("7 sep", 50), ("<14> sep", None), ("21 sep", 0)])
    assert drawn.count('fill="#333"') == 2
    assert drawn.count("–") == 1 and "<14>" not in drawn
    assert 'aria-hidden="true"' in drawn and "style=" not in drawn


def test_a_name_of_an_edition_is_never_a_formula(
    settings: Settings, tmp_path: Path, clock: Clock
) -> None:
    from api.editions.models import Edition

    upkeep.attach(settings)
    bad = {"title": "<b>x", "channels": [{"slug": "malo", "title": '=HYPERLINK("x")'}]}
    Edition.update(title="<b>x", definition=json.dumps(bad)).where(Edition.slug == "demo").execute()
    page, table = made_at(settings, tmp_path, clock, start_of(FIRST_DAY))
    assert "<b>x" not in page
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert '\'=HYPERLINK("x")' in cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")]
    db.dispose()
