"""What our lessons are, counted: what is lost by an oversight is noticed here."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from api.content.bundle import squeezed
from api.content.compiler import Library, compile_library
from api.content.counts import counts
from api.content.markdown import plain
from api.content.model import EXAMPLES, PAPERS, Figure, Lesson, Variants
from api.content.notes import Notes
from api.content.pictures import Art, read_art
from api.content.source import SourceReader, Sources

LESSONS = Path(__file__).parents[3] / "lessons"
TABLES = {"precio", "cajones", "comprar", "whatsapp", "vuelvan", "bien"}
PAPERED = {"cobrar", "formal", "papeles"}
# Somebody from here tells how she came to see somebody from elsewhere.
PERSPECTIVE = {"zoila", "teofilo", "segundo"}
TEXT_BYTES, DRAWN_BYTES = 140_000, 60_000


@pytest.fixture(scope="module")
def today() -> date:
    """Today, or the day on which the last lesson was read: never a day before it was written."""
    read = re.findall(
        r"^reviewed: (\S+)$",
        "\n".join(path.read_text() for path in LESSONS.glob("es/**/*.md")),
        re.MULTILINE,
    )
    return max(datetime.now(UTC).date(), *map(date.fromisoformat, read))


@pytest.fixture(scope="module")
def sources(today: date) -> Sources:
    return SourceReader(LESSONS, Notes(), today).read()


@pytest.fixture(scope="module")
def library(today: date) -> Library:
    made = compile_library(LESSONS, today)
    assert not made.notes.broken, made.notes.in_order()
    return made


@pytest.fixture(scope="module")
def bodies(library: Library) -> dict[str, bytes]:
    """The bundles of the demonstration edition, which has all there is."""
    by_name = {bundle.sha256: bundle for bundle in library.bundles}
    entries = library.index["editions"]["demo"]["entries"]
    return {entry["id"]: by_name[entry["sha256"]].body for entry in entries}


@pytest.fixture(scope="module")
def art() -> Art:
    return read_art(LESSONS, Notes())


def lessons_of(sources: Sources) -> list[Lesson]:
    return [lesson for module in sources.modules for lesson in module.lessons]


def told(lesson: Lesson, kind: str) -> list[Variants]:
    blocks = (block for card in lesson.cards for block in card.blocks)
    return [block for block in blocks if isinstance(block, Variants) and block.kind == kind]


def test_there_is_as_much_to_learn_as_there_was(sources):
    found = counts(sources)
    least = {
        "modules": 16,
        "lessons": 77,
        "snacks": 12,
        "trade_snacks": 8,
        "mentor_lessons": 8,
        "stories": 16,
        "tricks": 60,
        "surveys": 3,
    }
    assert {key: found[key] for key in least if found[key] < least[key]} == {}
    mentors = [m for m in sources.modules if m.kind == "mentores"]
    [checks] = [[one for one in m.lessons if one.check] for m in mentors]
    assert len(checks) == 1


def test_stories_are_of_both_kinds_and_some_change_a_view(sources):
    [told_here] = sources.communities
    went = Counter(tale.went for tale in told_here.tales)
    assert set(went) == {"bien", "mal"} and min(went.values()) >= 6
    assert {tale.id for tale in told_here.tales} >= PERSPECTIVE
    assert [trick.id for trick in told_here.tricks if len(plain(trick.text)) >= 300] == []


def test_a_survey_asks_less_than_ten_questions(sources):
    assert {one.id: len(one.questions) for one in sources.surveys if len(one.questions) >= 10} == {}


def test_every_lesson_has_its_question_of_the_week(sources):
    assert [lesson.id for lesson in lessons_of(sources) if not lesson.habit] == []


def test_tables_have_all_nine_trades_and_papers_all_seven(sources):
    tables = [one for one in lessons_of(sources) if one.examples]
    for lesson in tables:
        assert set(lesson.examples.rows) == set(EXAMPLES), lesson.id
        assert told(lesson, "e"), f"{lesson.id} does not show its table"
    papers = [one for one in lessons_of(sources) if told(one, "v")]
    for lesson in papers:
        for block in told(lesson, "v"):
            assert [one.key for one in block.choices] == list(PAPERS), lesson.id
    module_of = {one.id: module.id for module in sources.modules for one in module.lessons}
    assert {module_of[one.id] for one in tables} >= TABLES
    assert {module_of[one.id] for one in papers} >= PAPERED


def test_every_lesson_has_a_drawing_of_its_own(sources, art):
    """No other lesson shows it, or it bears the lesson's name."""
    shown = {
        lesson.id: {lesson.picture}
        | {
            block.picture
            for card in lesson.cards
            for block in card.blocks
            if isinstance(block, Figure)
        }
        for lesson in lessons_of(sources)
    }
    times = Counter(scene for scenes in shown.values() for scene in scenes & set(art.scenes))
    assert [
        ident
        for ident, scenes in shown.items()
        if not any(times[one] == 1 or (one == ident and one in times) for one in scenes)
    ] == []


def test_all_of_it_is_light(bodies):
    assert len(squeezed(bodies["pack-es"])) <= TEXT_BYTES
    assert len(squeezed(bodies["pack-zxx"])) <= DRAWN_BYTES


def test_each_part_travels_once(bodies, art):
    """What everybody has is in no other bundle; only late faces come with whatever shows them."""
    late = set(art.closure(ident for members in art.sets.values() for ident in members))
    times = Counter(
        part[1]["id"]
        for ident, body in bodies.items()
        if ident == "art" or ident.startswith("art-")
        for part in json.loads(body).get("defs", ())
    )
    assert times
    assert sorted(part for part, count in times.items() if count > 1 and part not in late) == []


def test_an_amount_nobody_confirmed_is_printed_nowhere(sources, library, today):
    bodies = [bundle.body.decode() for bundle in library.bundles]
    assert sources.constants
    for constant in sources.constants.values():
        if constant.is_open(today):
            number = replace(constant, state="confirmed", year=today.year).spoken(today)
            alone = re.compile(rf"(?<!\d){re.escape(number)}(?![\d.,]\d|\d)")
            assert not any(alone.search(body) for body in bodies), constant.id
