"""A course of another program, from its file to the ending of its lessons on a phone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts import build_lessons
from scripts.importing import __main__ as importing
from scripts.new_lesson import PENDING, in_a_year, today_in_lima
from scripts.rig import cards, learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.unit.content.conftest import EDITION, TODAY, Folder
from tests.unit.importing.conftest import about, content, files_of, multi_choice, pack

PACKAGE = {
    "introPage": {
        "showIntroPage": True,
        "title": "Antes de vender",
        "introduction": "<p>Primero mira <strong>cuánto te costó</strong>.</p>",
    },
    "questions": [
        content(
            "H5P.MultiChoice",
            multi_choice(
                "¿Qué miras antes de poner precio?",
                [
                    ("Lo que cobra el vecino", False, "Él gasta distinto que tú."),
                    ("Lo que me <em>costó</em>", True, "Así no vendes perdiendo."),
                    ("Lo que me da pena", False, ""),
                ],
            ),
            "El precio",
        ),
        content(
            "H5P.MultiChoice",
            multi_choice(
                "¿Qué entra en el costo?",
                [
                    ("La harina", True, "Sin harina no hay arepa."),
                    ("El gas", True, "El gas también se paga."),
                    ("El saludo", False, "El saludo va gratis."),
                ],
            ),
            "El costo",
        ),
        content(
            "H5P.TrueFalse",
            {
                "question": "<p>El fiado es venta cobrada.</p>",
                "correct": "false",
                "behaviour": {
                    "feedbackOnCorrect": "Así es: falta cobrar.",
                    "feedbackOnWrong": "Todavía no entró la plata.",
                },
            },
            "El fiado",
        ),
    ],
}
# As https://docs.moodle.org/en/GIFT_format writes each form.
QUESTIONS = """// multiple choice with feedback
::El cuaderno:: ¿Qué apuntas primero? {
=lo que entra # Eso es lo que vendiste.
~lo que sueñas # Los sueños van en otra hoja.
~lo que llovió # La lluvia no se cobra.
}

// true/false, what is said to who is wrong and to who is right
::La casa:: La plata de la casa va aparte. {TRUE#Si se juntan, no sabes cuál es cuál.#Va aparte.}

// matching
::Los cajones:: Une cada cosa con su cajón. {
=Harina -> Negocio
=Cuaderno -> Colegio
=Cena -> Casa
}

// math range
::Las arepas:: ¿Cuántas arepas salen, más o menos? {#20:2}
"""
# What an author says where the file says nothing, in the order in which it is asked.
ALL = [
    (f"{PENDING}: di la regla en un respiro", "Primero sé cuánto me cuesta."),
    (f"{PENDING}: ¿lo hiciste esta semana?", "¿Sumaste tus gastos esta semana?"),
    (f"Hazlo hoy: {PENDING}", "Hazlo hoy: apunta"),
    (f"when={PENDING} where={PENDING}", "when=closing where=stall"),
    (f"{PENDING}: di qué va a hacer hoy.", "Con una sola venta."),
    (f"{PENDING}: el primer paso", "Apunta una venta"),
    (f"{PENDING}: di qué no se muestra ni se cuenta.", "Guarda tu cuaderno donde tú lo veas."),
]
NO_PITY = "Da pena, pero el gas se paga igual."
OF_THE_PACKAGE = [(f"{PENDING}: di con cariño por qué no es esta.", NO_PITY)]
OF_THE_QUESTIONS = [
    ("\nreviewed:", '\nsums: ["400 / 20 = 20"]\nreviewed:'),
    (f"{PENDING}: di por qué sale así.", "Cada cosa en su cajón."),
    (f"{PENDING}: di en qué fijarse.", "Mira para quién es cada una."),
    (f"{PENDING}: di por qué sale así.", "Salen unas veinte."),
    (f"{PENDING}: di en qué fijarse.", "Cuenta las de una bandeja."),
]


class Shelf(Folder):
    """A small lessons folder of today, with the edition of whoever comes without an invitation."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.write("editions/abierta.json", json.dumps(EDITION))
        today = today_in_lima()
        for file in (self.module, self.lesson):
            text = file.read_text().replace(str(TODAY), str(today))
            file.write_text(text.replace(str(in_a_year(TODAY)), str(in_a_year(today))))
        self.bundles = root.parent / "bundles"

    def bring(self, file: Path, *words: str) -> int:
        where = ["--lessons", str(self.root), "--reports", str(self.root.parent / "reports")]
        return importing.main([str(file), "--module", "precio", *where, *words])

    def build(self, *words: str) -> int:
        where = ["--lessons", str(self.root), "--out", str(self.bundles)]
        return build_lessons.main([*where, *words])

    def fill_in(self, name: str, said: list[tuple[str, str]]) -> None:
        """Say what only the author can."""
        file = self.module.with_name(name)
        for old, new in [*ALL, *said]:
            self.spoil(old, new, file)
        assert PENDING not in file.read_text()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A folder into which a package and a file of questions were brought."""
    shelf = Shelf(tmp_path / "lessons")
    package = pack(tmp_path / "curso.h5p", about("H5P.QuestionSet"), PACKAGE)
    hostile = pack(tmp_path / "malo.h5p", about("H5P.QuestionSet"), PACKAGE, {"../x.md": b"x"})
    questions = tmp_path / "preguntas.gift"
    questions.write_text(QUESTIONS)
    before = files_of(tmp_path)
    assert shelf.bring(hostile) == 1 and files_of(tmp_path) == before

    assert shelf.bring(package) == 0
    said = ["--title", "Mi cuaderno", "--licence", "CC BY 4.0", "--credit", "Rosa Quispe"]
    assert shelf.bring(questions, *said) == 0
    assert shelf.build("--lock") == 1, "it still waits for its author"
    shelf.fill_in("02-cuentas-claras.md", OF_THE_PACKAGE)
    shelf.fill_in("03-mi-cuaderno.md", OF_THE_QUESTIONS)
    assert shelf.build("--lock") == 0 and shelf.build() == 0
    return shelf


@pytest.fixture
def library(shelf: Shelf, tmp_path: Path) -> Iterator[Server]:
    """A server of these lessons and no others."""
    where = {"BUNDLES": shelf.bundles, "EDITIONS": shelf.root / "editions"}
    env = {f"CREANDO_{name}": str(folder) for name, folder in where.items()}
    with Server(tmp_path / "data", env=env) as server:
        yield server


def explained(lesson: cards.Lesson, right: bool) -> list[list[str]]:
    """What is said of each answer that is right, or that is not, question by question."""
    asked = [cards.tries(card) for card in lesson.cards]
    return [[w for t in one if t.right == right for w in t.words] for one in asked if one]


@pytest.mark.long
def test_what_another_program_made_is_played_to_its_ending(
    library: Server, shelf: Shelf, new_phone: Callable[..., Phone]
) -> None:
    _, course, questions = cards.lessons_of("abierta", shelf.bundles)
    assert [card[0] for card in course.cards] == ["idea", "one", "many", "one", "do"]
    assert [card[0] for card in questions.cards] == ["one", "one", "match", "number", "do"]
    assert explained(course, right=False) == [
        ["Él gasta distinto que tú.", NO_PITY],
        ["Sin harina no hay arepa.", cards.MISSING, "El saludo va gratis."],
        ["Todavía no entró la plata."],
    ]
    assert explained(course, right=True) == [
        ["Así no vendes perdiendo."],
        ["Sin harina no hay arepa.", "El gas también se paga."],
        ["Así es: falta cobrar."],
    ]
    assert explained(questions, right=False) == [
        ["Los sueños van en otra hoja.", "La lluvia no se cobra."],
        ["Si se juntan, no sabes cuál es cuál."],
        ["Mira para quién es cada una."],
        ["Cuenta las de una bandeja."],
    ]
    assert explained(questions, right=True) == [
        ["Eso es lo que vendiste."],
        ["Va aparte."],
        ["Cada cosa en su cajón."],
        ["Salen unas veinte."],
    ]
    phone = new_phone(width=360, height=740)
    page = phone.open()
    page.add_init_script(learner.CLOCK)
    page.goto(library.url)
    learner.begin(page)
    reader = cards.Reader(page, phone.faults)
    for lesson in (course, questions):
        reader.read(lesson)
    assert reader.faults == []
    assert reader.cards == len(course.cards) + len(questions.cards)
    assert cards.finished(page) == 2
    # Whose it is stands beside it, as its licence asks.
    page.goto(f"{library.url}/#/m/precio")
    expect(page.get_by_text("Hecho por Rosa Quispe. Licencia: CC BY 4.0.")).to_be_visible()
