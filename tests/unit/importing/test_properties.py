"""Whatever stands in a stranger's file, our own reader reads what is written as it was meant."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.content.cards import card_of
from api.content.markdown import Reader, joined, plain
from scripts.importing.gift import read_gift
from scripts.importing.h5p import HANDLERS, read_h5p, visit
from scripts.importing.items import Found
from scripts.importing.package import depth_of
from scripts.importing.rich import rich, tidy
from scripts.importing.writing import lesson_text, parts_of
from scripts.new_lesson import Place, Refused
from tests.unit.importing.conftest import about, content, pack

PLACE = Place(Path("01-x.md"), "x")
MARKUP = st.sampled_from(
    "<p> </p> <b> </b> <em> </em> <li> <ul> </ul> <ol> <h2> </h2> <br> <img> <a> &amp; &lt; <!-- "
    "<![x[ <!x <table> <td> <script> </script> * ** _ ` [x] [ ] ![ ]( # > - + 1. => {#a} {{ }} | ~ "
    "\\ — = Bien: Casi: Riesgo: r u . , ¿ ? (…) *hueco* :tip / \\+ \n :: { } %50% -> # ####".split(
        " "
    )
)
HTML = st.lists(MARKUP | st.text(max_size=6), max_size=14).map(" ".join) | st.lists(
    MARKUP | st.text(max_size=4), max_size=14
).map("".join)
ANSWER = st.fixed_dictionaries(
    {
        "text": HTML,
        "correct": st.booleans(),
        "tipsAndFeedback": st.fixed_dictionaries({"chosenFeedback": HTML}),
    }
)
PARAMS = st.fixed_dictionaries(
    {
        "text": HTML,
        "question": HTML,
        "taskDescription": HTML,
        "textField": HTML,
        "distractors": HTML,
        "alt": HTML,
        "answers": st.lists(ANSWER, max_size=5),
        "questions": st.lists(HTML, max_size=3),
        "choices": st.lists(
            st.fixed_dictionaries({"question": HTML, "answers": st.lists(HTML, max_size=4)}),
            max_size=2,
        ),
        "correct": st.sampled_from(["true", "false"]),
    }
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("text question answers questions presentation slides media".split())
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


class Heard:
    """What the reader complained of."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def __call__(self, line: int, fault: str, mend: str) -> None:
        self.faults.append(f"{line} {fault}")


def check_written(found: Found) -> None:
    """Every card is read back: its kind, its answers, no fault of form but what is PENDIENTE."""
    for cards in parts_of(found.cards):
        text = lesson_text(PLACE, "Título", cards, found, date(2026, 11, 29))
        heard = Heard()
        reader = Reader(text, heard, lambda _: None)
        read = [card_of(section, heard) for section in reader.sections()]
        faults = heard.faults
        assert [fault for fault in faults if "PENDIENTE" not in fault] == [], text
        assert [card.kind for card in read] == [*(card.kind for card in cards), "do"], text
        for ours, theirs in zip(read, cards, strict=False):
            options = getattr(ours.extra, "options", getattr(ours.extra, "pairs", ()))
            assert len(options) == len(theirs.answers or theirs.pairs), text


@given(HTML)
@example("a **b** *c*")
@example("- [x] b {#a}")
@example("1. uno")
@example("r<b>u</b>")
@settings(max_examples=30, deadline=None)
def test_a_piece_is_one_block_with_the_same_words(html: str) -> None:
    pieces, _ = rich(html)
    for piece in pieces:
        if piece.kind == "f":
            continue
        heard = Heard()
        reader = Reader(f"## T {{#1 .idea rev=1}}\n\n{piece.line()}\n", heard, lambda _: None)
        [section] = reader.sections()
        assert heard.faults == [] and [one.kind for one in section.pieces] == ["p"]
        said = plain(joined(section.pieces[0].items[0].lines))
        assert re.findall(r"[^\W_]+", said) == re.findall(r"[^\W_]+", piece.words())


@given(st.sampled_from(sorted(HANDLERS)), PARAMS, HTML)
@settings(max_examples=40, deadline=None)
def test_whatever_a_package_says_gives_cards_or_a_sentence(
    library: str, params: dict[str, object], title: str
) -> None:
    found = Found()
    visit(content(library, params, title), "Pregunta 1", title, found)
    check_written(found)


@given(st.sampled_from(sorted(HANDLERS)), JSON)
@settings(max_examples=30, deadline=None)
def test_whatever_shape_a_package_has_it_ends_in_no_traceback(library: str, body: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = pack(Path(folder) / "a.h5p", about(library), json.dumps(body))
        try:
            check_written(read_h5p(file))
        except Refused as refusal:
            assert str(refusal)


@given(st.lists(st.tuples(st.integers(0, 1_200), st.binary(max_size=4)), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_whatever_bytes_are_damaged_it_ends_in_no_traceback(edits: list[tuple[int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        body = {"question": "¿Qué?", "answers": [{"text": "a", "correct": True}, {"text": "b"}]}
        file = pack(Path(folder) / "a.h5p", about("H5P.MultiChoice"), body)
        raw = file.read_bytes()
        for at, junk in edits:
            at %= len(raw)
            raw = raw[:at] + junk + raw[at + len(junk) :]
        file.write_bytes(raw)
        try:
            check_written(read_h5p(file))
        except Refused as refusal:
            assert str(refusal)


@given(st.lists(HTML, max_size=6).map("\n\n".join))
@example("a {~%50%b}")
@example("a {#}")
@example("a {=->b =c->}")
@example("a {~ = }")
@settings(max_examples=40, deadline=None)
def test_whatever_a_text_says_gives_cards_or_a_sentence(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.gift"
        file.write_text(text, "utf-8")
        try:
            check_written(read_gift(file))
        except Refused as refusal:
            assert str(refusal)


@given(st.text())
@settings(max_examples=40, deadline=None)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(JSON)
@settings(max_examples=40, deadline=None)
def test_depth_is_counted_before_anything_is_built(value: object) -> None:
    def depth(one: object) -> int:
        if isinstance(one, dict):
            return 1 + max(map(depth, one.values()), default=0)
        return 1 + max(map(depth, one), default=0) if isinstance(one, list) else 0

    assert depth_of(json.dumps(value)) == depth(value)
