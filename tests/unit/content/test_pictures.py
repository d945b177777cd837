"""Drawings: only what the grammar allows ever reaches a phone."""

import random
from pathlib import Path

import pytest

from api.content.pictures import CLASSES

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("<script>alert(1)</script>", 2, "«script» no se dibuja aquí"),
        ('<path d="M0 0" onclick="x"/>', 2, "«onclick"),
        ('<path style="fill:red"/>', 2, "«style"),
        ('<path fill="#f00"/>', 2, "«fill"),
        ('<path fill="url(https://x)"/>', 2, "«fill"),
        ('<use href="https://x/#a"/>', 2, "«href"),
        ('<use href="javascript:1"/>', 2, "«href"),
        ('<path class="rojo"/>', 2, "«class"),
        ("<text>hola</text>", 2, "«text» no se dibuja aquí"),
        ("<g>hola</g>", 2, "hay texto suelto"),
        ('<path d="M0 0&quot;&gt;"/>', 2, "«d"),
        ("<path>", 3, "no es XML"),
        ('<use href="#nadie"/>', 1, "usa la parte «nadie»"),
        ('<use href="#mesa"/>', 1, "usa la parte «mesa»"),
    ],
)
def test_what_is_outside_the_grammar_is_refused_at_its_line(folder, body, line, words):
    folder.write("art/scenes/tanda.svg", f'<svg viewBox="0 0 320 180">\n{body}\n</svg>')
    place = f"lessons/art/scenes/tanda.svg:{line}: falta: "
    assert any(said.startswith(place) and words in said for said in folder.said()), folder.said()
    assert folder.compile().bundles == ()


def test_entities_are_refused_before_any_parser_sees_them(folder):
    folder.write("art/scenes/tanda.svg", '<!DOCTYPE x [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>')
    assert any("DOCTYPE" in line for line in folder.said())


def test_a_drawing_without_a_canvas_is_refused(folder):
    folder.write("art/scenes/tanda.svg", "<svg/>")
    assert any("falta viewBox" in line for line in folder.said())


def test_a_heavy_scene_is_refused_and_its_parts_count_once(folder):
    def path(seed: int) -> str:
        chance = random.Random(seed)
        return "M" + " ".join(f"{chance.randrange(320)}.{chance.randrange(99)}" for _ in range(700))

    folder.write("art/parts/cara.svg", f'<svg viewBox="0 0 9 9"><path d="{path(1)}"/></svg>')
    uses = '<use href="#cara"/>' * 30
    folder.write("art/scenes/mesa.svg", f'<svg viewBox="0 0 9 9">{uses}</svg>')
    assert not any("mesa.svg" in line for line in folder.said())
    folder.write("art/scenes/mesa.svg", f'<svg viewBox="0 0 9 9"><path d="{path(5)}"/>{uses}</svg>')
    assert any("mesa.svg:1: falta: el dibujo pesa" in line for line in folder.said())


def test_a_part_and_a_scene_may_not_share_an_id(folder):
    folder.write("art/scenes/cara.svg", '<svg viewBox="0 0 9 9"><circle r="1"/></svg>')
    assert any("es escena y parte a la vez" in line for line in folder.said())


def test_an_unknown_id_in_the_apps_list_is_named(folder):
    folder.write("art/app.txt", "y1\nnadie\n")
    assert any("app.txt:2: falta: no existe el dibujo «nadie»" in line for line in folder.said())


def test_loops_between_parts_end(folder):
    folder.write("art/parts/cara.svg", '<svg viewBox="0 0 9 9"><use href="#y1"/></svg>')
    assert [tree[1]["id"] for tree in folder.records()["art"]["defs"]] == ["cara", "t-zig", "y1"]


def test_every_class_of_the_grammar_has_its_style():
    css = (ROOT / "pwa/src/styles/art.css").read_text(encoding="utf-8")
    assert [
        name for name in sorted(CLASSES) if f".{name}" not in css.replace(",", " ").split()
    ] == []
