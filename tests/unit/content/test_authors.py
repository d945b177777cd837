"""Authors: their guide is true, and nothing they type ends in a traceback."""

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from api.content.compiler import compile_library
from api.content.model import EXAMPLES

GUIDE = (Path(__file__).parents[3] / "docs" / "guia-autores.md").read_text(encoding="utf-8")
JUNK = [
    "{",
    "}",
    "{#",
    "- [x] ",
    "=>",
    "**",
    "_",
    "> ",
    "![](",
    "<",
    "—",
    "\n",
    "\n\n",
    "rev=²",
    "#",
]


def test_every_example_of_the_guide_compiles(folder):
    cards = "\n\n".join(re.findall(r"```markdown\n(.*?)```", GUIDE, re.DOTALL))
    cards = re.sub(r"\]\([a-z]+\)", "](tanda)", cards)
    head, _, _ = folder.lesson_text.partition("## Primero")
    head = head.replace('"1800 / 20 = 90"', '"2400 / 12 = 200"')
    folder.write("es/precio/02-guia.md", head.replace("id: tanda", "id: guia") + cards)
    library = folder.compile(adding_ids=True)
    assert [str(note) for note in library.notes.in_order()] == []
    [module] = [bundle for bundle in library.bundles if bundle.kind == "module"]
    kinds = {"idea", "picture", "story", "one", "order", "match", "number", "think", "do"}
    assert set(re.findall(r"\.([a-z]+) rev=", cards)) == kinds
    assert module.lessons == 2


def example(start: str) -> str:
    """The example of the guide that begins so."""
    return re.search(rf"```\n({re.escape(start)}.*?)```", GUIDE, re.DOTALL)[1]


def test_the_examples_of_facts_and_of_tables_compile(folder):
    folder.spoil("reviewed:", example("facts:") + "reviewed:")
    folder.spoil("Ese día llovió.", example("Sacar el RUC"))
    folder.spoil('"by":', '"in_review": true, "by":', folder.root / "editions/demo.json")
    folder.spoil("## Hazlo hoy", example("## La cuenta en tu rubro") + "## Hazlo hoy")
    head, row = example("money:").split("  comida: ")
    rows = "".join(f"  {trade}: {row}" for trade in EXAMPLES)
    folder.write("es/precio/01-tanda.ejemplos.yaml", head + rows)
    folder.relock()
    assert folder.said() == []
    assert folder.compile().counts["tables"] == folder.compile().counts["facts"] == 1


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 9), st.sampled_from(JUNK))))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_gives_bundles_or_sentences(folder_type, edits):
    text = folder_type.lesson_text
    for at, cut, junk in edits:
        text = text[:at] + junk + text[at + cut :]
    with tempfile.TemporaryDirectory() as temporary:
        folder = folder_type(Path(temporary) / "lessons")
        folder.lesson.write_text(text, encoding="utf-8")
        library = compile_library(folder.root, folder.today, adding_ids=True)
        assert bool(library.bundles) != library.notes.broken
        for note in library.notes.in_order():
            assert note.line >= 1 and note.fault and note.mend
