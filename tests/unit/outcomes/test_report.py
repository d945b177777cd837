"""The report as an operator makes it: two files, on SQLite and on PostgreSQL."""

import argparse
import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

from api import db, upkeep
from api.db import write
from api.orders.outcomes import make_report
from api.outcomes.models import ShownRow
from api.outcomes.table import COLUMNS
from api.outcomes.when import start_of
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
