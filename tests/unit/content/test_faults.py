"""What an author is told: the file, the line, the fault, the mend."""

from datetime import date

import pytest

SPOILED = [
    # old, new, needle of the line, words of the fault
    ("id: tanda\n", "id: Tanda\n", "id: Tanda", "lleva solo minúsculas"),
    ("minutes: 5", "minutes: cinco", "minutes: cinco", "debe ser un número entero"),
    ("reviewed: 2026-11-22", "reviewed: ayer", "reviewed: ayer", "debe ser una fecha"),
    ("reviewed: 2026-11-22", "reviewed: 2027-01-01", "reviewed: 2027", "fecha futura"),
    ("reviewed: 2026-11-22", "reviewed: 2026-11-40", "", "la cabecera no se entiende"),
    ("minutes: 5", "minutos: 5", "minutos: 5", "«minutos» no existe"),
    ("rule: Primero", "rule: Primero: uno", "rule: Primero: uno", "no se entiende"),
    ("rule: Primero sé", "rule: " + "Primero " * 12 + "sé", "rule: ", "caben 90"),
    ('"1800 / 20 = 90"', '"1800 / 20 = 90", "7 / 2 = 3"', "sums:", "no sale exacta"),
    ('"1800 / 20 = 90"', '"1800 / 20 = 91"', "sums:", "no da eso: da 90"),
    ('"1800 / 20 = 90"', '"1 + 1 = 2"', ".number", "ninguna cuenta de sums da 90"),
    ('"1800 / 20 = 90"', '"1800 / 20 = 90", "2 ** 9 = 512"', "sums:", "no se entiende"),
    ("![Yuleisy cuenta veinte arepas](tanda)", "![](tanda)", "![](", "no tiene descripción"),
    ("arepas](tanda)", "arepas](nada)", "(nada)", "no existe el dibujo «nada»"),
    ("picture: tanda", "picture: nada", "picture: nada", "no existe el dibujo «nada»"),
    ("who=y1", "who=y99", "", "no existe el dibujo «y99»"),
    ("que **entra**", "que <b>entra</b>", "<b>entra", "no va HTML"),
    ("La mesa de hoy.", "[Mira](https://example.org)", "[Mira]", "no va un enlace"),
    ("La mesa de hoy.", "La `mesa`.", "La `mesa`", "no va código"),
    ("La mesa de hoy.", "La **mesa *de* hoy**.", "La **mesa", "una marca dentro de otra"),
    ("La mesa de hoy.", "Vale {{constant.uit}}.", "{{constant", "no existe la constante"),
    ("La mesa de hoy.", "La **mesa de hoy.", "La **mesa", "hay un «**» suelto"),
    ("La mesa de hoy.", "La *mesa de hoy.", "La *mesa", "hay un «*» suelto"),
    ("La mesa de hoy.", "La `mesa de hoy.", "La `mesa", "hay un «`» suelto"),
    ("La mesa de hoy.", "| a | b |", "| a", "suelto"),
    ("La mesa de hoy.", "Mira https://x.pe", "https://x.pe", "no va un enlace"),
    ("La mesa de hoy.", "La mesa\ufffd de hoy.", "mesa\ufffd", "no se puede leer"),
    ('name="Doña Yuleisy"', "name=“Doña Yuleisy”", "name=“", "comillas rectas"),
    ("minutes: 5", "minutes:\t5", "minutes:", "tabuladores por espacios"),
    ("---\n\n## Primero", "\n## Primero", "---", "la cabecera no se cierra"),
    ("La mesa de hoy.", "o**tra**", "o**tra**", "una letra suelta"),
    ("La mesa de hoy.", "- [x] hoy", "- [x] hoy", "una opción fuera de su lugar"),
    ("La mesa de hoy.", "", ".picture", "no tiene texto"),
    ("La mesa de hoy.", "La mesa. " * 30, ".picture", "caben 220"),
    ("![Una mesa con arepas](mesa)", "", ".picture", "pide un dibujo y un pie"),
    ("## La mesa", "# La mesa", "# La mesa", "lleva dos #"),
    (".picture rev=1", ".foto rev=1", ".foto", "no existe el tipo de tarjeta «.foto»"),
    (".picture rev=1", ".picture", "{#2 .picture}", "falta rev"),
    ("{#2 .picture rev=1}", "{.picture rev=1}", "{.picture", "falta el número"),
    (".picture rev=1", ".picture rev=1 foto=2", "foto=2", "no se usa «foto»"),
    ("- [x] 10 céntimos", "- [ ] 10 céntimos", ".one", "hay 0 respuestas buenas"),
    ("- [ ] Aire", "- [x] Aire", ".many", "hay 3 respuestas buenas"),
    ("- [ ] 1 sol {#a}", "- [ ] 1 sol", "- [ ] 1 sol", "le falta su letra"),
    ("- [ ] 1 sol {#a}", "- 1 sol {#a}", "- 1 sol", "le falta su casilla"),
    ("- [ ] 1 sol {#a}", "- [ ] 10 céntimos {#a}", ".one", "dos respuestas iguales"),
    ("  Eso es.\n", "", "- [x] 10 céntimos", "no tiene explicación"),
    ("Casi: Mira otra vez.", "", ".order", "falta «Casi:»"),
    ("Harina => Costo", "Harina = Costo", "Harina = Costo", "le falta un lado"),
    ("answer=90", "answer=0.90", ".number", "falta la respuesta"),
    ("answer=90", "answer=²", ".number", "falta la respuesta"),
    ("unit=centimos", "unit=soles", ".number", "falta la unidad"),
    (' who=y1 name="Doña Yuleisy"', "", ".story", "falta quién cuenta"),
    ("when=now,closing", "when=ayer", ".do", "when no conoce «ayer»"),
    ("Riesgo: Hazlo con calma.", "", ".do", "falta «Riesgo:»"),
    ("## Piensa {#9 .think rev=1}", "## Piensa {#9 .idea rev=1}\n\n> Uno", "", "cambió lo que"),
    ("## Piensa", "Suelto.\n\n> Uno\n\n## Piensa", "> Uno", "sobra una regla"),
    ("---\n\n## Primero", "---\n\nHola.\n\n## Primero", "Hola.", "antes de la primera tarjeta"),
    ("{#9 .think", "{#8 .think", "{#8 .think", "ya está en"),
]


@pytest.mark.parametrize(("old", "new", "needle", "words"), SPOILED)
def test_a_spoiled_lesson_is_named_at_its_line_and_not_published(
    folder, line_of, old, new, needle, words
):
    folder.spoil(old, new)
    said = [line for line in folder.said() if words in line]
    assert said, folder.said()
    if needle:
        place = f"lessons/es/precio/01-tanda.md:{line_of(folder, needle)}: falta: "
        assert any(line.startswith(place) for line in said), said
    assert folder.compile().bundles == ()


def test_every_finding_says_how_to_mend_it(folder):
    folder.spoil("rev=2", "")
    for note in folder.compile().notes.in_order():
        assert note.mend and note.mend[0].isupper() and not note.mend.endswith(".")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('sources:\n  - {name: "Práctica del oficio", checked: 2026-11-22}\n', "", "«sources»"),
        ("reviewed: 2026-11-22\n", "", "«reviewed» falta"),
        ("checked: 2026-11-22}", "checked: 2026-11-22, url: 'http://x'}", "https://"),
        ("id: precio", "id: costo", "no es el nombre de su carpeta"),
        ("picture: tanda", "picture: nada", "no existe el dibujo «nada»"),
        ("---\nid", "id", "falta la cabecera"),
    ],
)
def test_a_spoiled_module_is_named(folder, old, new, words):
    folder.spoil(old, new, folder.module)
    assert any(words in line and "module.md:" in line for line in folder.said()), folder.said()
    assert folder.compile().bundles == ()


@pytest.mark.parametrize("ident", ["art", "art-precio", "pack-es", "edition-demo"])
def test_a_module_whose_id_is_reserved_is_refused(folder, ident):
    folder.module.parent.rename(folder.root / "es" / ident)
    folder.spoil("id: precio", f"id: {ident}", folder.root / "es" / ident / "module.md")
    assert any(f"«{ident}» está reservado" in line for line in folder.said())


def test_an_edition_with_a_dead_module_or_a_comma_too_many_is_named(folder):
    file = folder.root / "editions/demo.json"
    folder.spoil('["precio"]', '["precio", "nada"]', file)
    assert any("pide el módulo «nada»" in line for line in folder.said())
    folder.spoil('"nada"]', '"nada",]', file)
    assert any("demo.json:1: falta: no es JSON" in line for line in folder.said())


def test_a_review_past_its_date_warns_and_still_publishes(folder):
    late = date(2027, 11, 23)
    said = folder.said(today=late)
    assert len(said) == 2
    assert all("aviso: la revisión venció el 2027-11-22" in line for line in said)
    assert folder.compile(late).bundles


def test_hard_words_and_long_sentences_are_refused(folder):
    hard = "La implementación metodológica caracteriza organizacionalmente la comercialización. "
    folder.spoil("Con una sola cosa.", hard * 2)
    folder.spoil("La mesa de hoy.", hard * 2)
    folder.spoil("¿Qué te costó más?", hard * 3)
    assert any("la facilidad de lectura es" in line for line in folder.said())


def test_hazlo_hoy_closes_the_lesson(folder):
    text = folder.lesson.read_text(encoding="utf-8")
    head, do = text.split("## Hazlo hoy")
    before, after = head.split("## La mesa")
    folder.lesson.write_text(f"{before}## Hazlo hoy{do}\n## La mesa{after}", encoding="utf-8")
    assert any("no está al final" in line for line in folder.said())


def test_the_mark_that_notepad_begins_with_is_no_fault(folder):
    folder.lesson.write_bytes(b"\xef\xbb\xbf" + folder.lesson.read_bytes())
    lock = folder.root / "ids.lock"
    lock.write_bytes(b"\xef\xbb\xbf" + lock.read_bytes())
    assert folder.said() == []


@pytest.mark.parametrize(
    "name",
    ["es/precio/02-otra.MD", "es/precio/02-otra.md.txt", "es/precio/otra.docx", "es/02-a.md"],
)
def test_a_lesson_that_nobody_would_read_is_named(folder, name):
    folder.write(name, folder.lesson.read_text("utf-8"))
    [said] = folder.said()
    assert f"{name}:1: falta: " in said


def test_a_lesson_in_another_encoding_is_one_sentence(folder):
    folder.lesson.write_bytes(folder.lesson.read_text("utf-8").encode("latin-1", "replace"))
    [said] = [line for line in folder.said() if "01-tanda.md" in line]
    assert "no es texto UTF-8" in said


def test_a_module_that_no_edition_carries_warns_unless_it_is_a_draft(folder):
    module = folder.module.read_text("utf-8")
    folder.write("es/otro/module.md", module.replace("id: precio", "id: otro"))
    folder.write(
        "es/otro/01-mas.md", folder.lesson.read_text("utf-8").replace("id: tanda", "id: mas")
    )
    folder.relock()
    [said] = folder.said()
    assert "aviso: ninguna edición lleva el módulo «otro»" in said
    folder.write("es/otro/module.md", module.replace("id: precio", "id: otro\ndraft: true"))
    assert folder.said() == []
