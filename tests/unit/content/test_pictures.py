"""Drawings: only what the grammar allows ever reaches a phone."""

import random
from pathlib import Path

import pytest

from api.content.bundle import drawing_bytes, dumps, set_bundle, shared_parts
from api.content.notes import Notes
from api.content.pictures import CLASSES, Art, read_art

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
    assert [tree[1]["id"] for tree in folder.records()["art-precio"]["defs"]] == [
        "cara",
        "t-zig",
        "y1",
    ]


def test_every_class_of_the_grammar_has_its_style():
    css = (ROOT / "pwa/src/styles/art.css").read_text(encoding="utf-8")
    assert [
        name for name in sorted(CLASSES) if f".{name}" not in css.replace(",", " ").split()
    ] == []


def test_a_set_asked_for_by_name_brings_only_what_the_phone_has_not_yet(folder):
    folder.write("art/barrio.txt", "sin-uso\nsobra # y su pared\nmesa\n")
    records = folder.records()
    assert list(records["art-barrio"]) == ["f", "k", "id", "defs", "px"]
    # The pattern of `mesa` is shared: the module shows it too.
    assert [tree[1]["id"] for tree in records["art-barrio"]["defs"]] == ["sobra"]
    assert list(records["art-barrio"]["px"]) == ["sin-uso", "mesa"]
    assert "sobra" not in [tree[1]["id"] for tree in records["art"]["defs"]]
    assert [one["id"] for one in records["pack-zxx"]["ms"]] == ["art", "art-precio", "art-barrio"]


def test_a_set_may_not_take_the_name_of_a_module_nor_name_what_nobody_drew(folder):
    folder.write("art/precio.txt", "sobra\nnadie\n")
    said = folder.said()
    assert any("precio.txt:2: falta: no existe el dibujo «nadie»" in line for line in said), said
    assert any("module.md:2: falta: «precio» está reservado" in line for line in said), said


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ('{"cara": "rostro"}', 1, "al dibujo «cara» le faltan etiquetas"),
        ('{"cara": "rostro, rostro,"}', 1, "al dibujo «cara» le faltan etiquetas"),
        ('{"cara": "rostro, persona",\n"nadie": "una, dos"}', 2, "no existe el dibujo «nadie»"),
        ('{"cara": "rostro, persona"}', 1, "al dibujo «mesa» le faltan etiquetas"),
        ('{"cara":\n["rostro"]}', 1, "no es de palabras"),
        ('{"cara":\n', 2, "no es JSON"),
    ],
)
def test_every_drawing_is_found_by_two_words(folder, table, line, words):
    folder.write("art/etiquetas.json", table)
    place = f"lessons/art/etiquetas.json:{line}: falta: "
    assert any(said.startswith(place) and words in said for said in folder.said()), folder.said()


def test_without_a_table_no_drawing_has_its_words(folder):
    (folder.root / "art/etiquetas.json").unlink()
    assert sum("le faltan etiquetas" in line for line in folder.said()) == len(folder.art)


ANSWERS = {
    "rubro": "salud belleza cuidado comida ropa ensenar arte oficios nose",
    "donde": "casa puesto caminando local domicilio celular",
    "hace": "semilla brote planta arbol",
    "modo": "ojo oreja dos",
    "cuando": "sol tarde luna 5 15 domingo",
}
NEEDS = (
    "sin-clientes precio plata deudas celular cobrar papeles calidad caro sola cansada crecer"
).split()


@pytest.fixture(scope="module")
def real() -> Art:
    notes = Notes()
    art = read_art(ROOT / "lessons", notes)
    assert not notes.found
    return art


def test_every_answer_of_the_six_questions_is_drawn_and_together_they_are_light(real):
    wanted = [f"n-{need}" for need in NEEDS]
    wanted += [f"q-{asks}-{one}" for asks, answers in ANSWERS.items() for one in answers.split()]
    assert list(real.sets["preguntas"]) == wanted
    assert set(wanted) <= real.scenes.keys()
    assert len(set_bundle("preguntas", shared_parts([], real), real).brotli) <= 6_000


def test_the_first_twelve_neighbours_are_the_apps_and_twelve_more_come_later(real):
    assert [i for i in real.wanted if i.startswith("y")] == [f"y{n}" for n in range(1, 13)]
    assert list(real.sets["caras"]) == [f"y{n}" for n in range(13, 25)]
    assert all(drawing_bytes(f"y{n}", real) <= 2_048 for n in range(1, 25))
    assert len(set_bundle("caras", shared_parts([], real), real).brotli) <= 1_500


def test_no_two_neighbours_look_alike(real):
    looks = {dumps(real.parts[f"y{n}"].json()[2:]) for n in range(1, 25)}
    assert len(looks) == 24
