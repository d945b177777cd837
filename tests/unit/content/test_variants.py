"""One card told in several ways: by trade, from a table, and by document."""

import json
from datetime import date

import pytest

from api.content.examples import money_words
from api.content.model import EXAMPLES, PAPERS
from api.content.spoken import card_sentences

LATER = date(2027, 6, 1)
ROWS = "".join(
    f'  {trade}: {{quien: "Ana de {trade}", gasto: {100 * n}, cuantas: {n}, cada: 100}}\n'
    for n, trade in enumerate(EXAMPLES, 2)
)
TABLE = f"""money: [gasto, cada]
sums: ["gasto / cuantas = cada"]
rows:
{ROWS}"""
EXAMPLE = """## La cuenta {#21 .idea rev=1}

Mira la de tu rubro.

### ejemplo

{{ej.quien}} gastó {{ej.gasto}}. Hizo {{ej.cuantas}}. Cada una costó {{ej.cada}}.

"""
PAPERS_CARD = "## Con mi papel {#22 .idea rev=1}\n\nToca el tuyo.\n\n" + "".join(
    f"### {key}\n\nPregunta por {key}.\n\n" for key in PAPERS
)


def add(folder, text: str) -> None:
    folder.spoil("## Hazlo hoy", f"{text}## Hazlo hoy")
    folder.relock()


def table(folder, text: str = TABLE) -> None:
    folder.write("es/precio/01-tanda.ejemplos.yaml", text)


def cards(folder, today: date | None = None) -> dict[int, list]:
    library = folder.compile(today) if today else folder.compile()
    bundles = {one.id: one for one in library.bundles}
    lesson = json.loads(bundles["precio"].body)["ls"][0]
    return {card[1]: card for card in lesson[5]}


@pytest.mark.parametrize(
    ("centimos", "words"),
    [
        (1800, "18 soles"),
        (100, "1 sol"),
        (90, "90 céntimos"),
        (150, "1 sol con 50 céntimos"),
        (1, "1 céntimo"),
        (0, "nada"),
    ],
)
def test_amounts_are_said_as_people_say_them(centimos, words):
    assert money_words(centimos) == words


def test_a_table_fills_one_text_for_every_trade(folder):
    table(folder)
    add(folder, EXAMPLE)
    assert not folder.said()
    blocks = cards(folder)[21][4]
    assert blocks[0] == "Mira la de tu rubro."
    kind, *rows = blocks[1]
    assert kind == "e" and [row[0] for row in rows] == list(EXAMPLES)
    assert rows[0] == [
        "comida",
        "Comida",
        "Ana de comida gastó 2 soles. Hizo 2. Cada una costó 1 sol.",
    ]
    assert "Ana de tejido gastó 10 soles." in rows[-1][2]


def test_a_recording_tells_the_first_trade_and_every_document(folder):
    table(folder)
    add(folder, EXAMPLE + PAPERS_CARD)
    found = cards(folder)
    assert card_sentences(found[21], "tanda")[2] == "Ana de comida gastó dos soles."
    said = card_sentences(found[22], "tanda")
    assert said[2:4] == ["DNI.", "Pregunta por dni."] and len(said) == 2 + 2 * len(PAPERS)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("gasto: 200, cuantas: 2", "gasto: 300, cuantas: 2", "no da eso"),
        ("cuantas: 2, ", "", "le falta «cuantas»"),
        ("gasto: 200,", "gasto: poco,", "no es un monto"),
        ("  tejido:", "  lana:", "rows"),
        ("rows:", "rows: [", "no se entiende"),
    ],
)
def test_what_is_wrong_in_a_table_is_said(folder, old, new, words):
    table(folder)
    add(folder, EXAMPLE)
    table(folder, TABLE.replace(old, new, 1))
    assert any(words in line and "ejemplos.yaml" in line for line in folder.said())


def test_a_slot_without_a_table_or_a_column_is_said(folder):
    folder.spoil("## Hazlo hoy", EXAMPLE.replace("{{ej.cada}}", "{{ej.nada}}") + "## Hazlo hoy")
    assert any("la tabla de ejemplos no tiene «ej.quien»" in line for line in folder.said())
    table(folder)
    assert any("no tiene «ej.nada»" in line for line in folder.said())


def test_all_documents_are_told_once(folder):
    folder.spoil("## Hazlo hoy", PAPERS_CARD.replace("### asilo", "### dni") + "## Hazlo hoy")
    assert any("faltan variantes o sobran" in line for line in folder.said())
    folder.spoil("### ce\n", "### pasaporte\n")
    assert any("no existe la variante «pasaporte»" in line for line in folder.said())


FACT = """facts:
  - id: ruc-gratis
    says: Sacar el RUC no cuesta.
    topic: impuestos
    state: open
    confirm: la SUNAT
    source: "SUNAT, inscripción en el RUC"
    owner: coordinación
    due: 2027-01-31
"""
CHECKED = """    source_date: 2026
    read_by: Rosa
    read_on: 2026-11-20
"""


def claim(folder, fact: str = FACT) -> None:
    folder.spoil("reviewed:", f"{fact}reviewed:")
    folder.spoil("Ese día llovió.", "Sacar el RUC no cuesta {{fact.ruc-gratis}}.")
    folder.spoil('"by":', '"in_review": true, "by":', folder.root / "editions/demo.json")


def modules(folder) -> list[dict]:
    entries = folder.compile().index["editions"]["demo"]["entries"]
    return [entry for entry in entries if entry["kind"] == "module"]


def test_an_open_claim_says_where_to_confirm_it_and_keeps_the_module_in_review(folder):
    claim(folder)
    assert not folder.said()
    assert cards(folder)[8][4][0] == "Sacar el RUC no cuesta (confirma en la SUNAT)."
    facts = folder.compile().facts
    assert facts["open"] == 1 and facts["facts"][0]["owner"] == "coordinación"
    assert [module["review"] for module in modules(folder)] == [1]


def test_only_an_edition_that_takes_it_on_has_a_module_in_review(folder):
    claim(folder)
    folder.spoil('"in_review": true', '"in_review": false', folder.root / "editions/demo.json")
    assert modules(folder) == []


def test_a_checked_claim_says_its_source_until_it_is_past_its_review(folder):
    claim(folder, FACT.replace("state: open", "state: checked") + CHECKED)
    assert cards(folder)[8][4][0].endswith("(SUNAT, inscripción en el RUC, 2026).")
    assert folder.compile().facts["checked"] == 1
    assert cards(folder, LATER)[8][4][0].endswith("(confirma en la SUNAT).")
    assert folder.compile(LATER).facts["open"] == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("state: open", "state: checked", "sin eso el dato queda «open»"),
        ("topic: impuestos", "topic: clima", "debe ser uno de"),
        ("id: ruc-gratis", "id: ruc-caro", "no existe el dato «fact.ruc-gratis»"),
    ],
)
def test_a_claim_without_what_it_needs_is_said(folder, old, new, words):
    claim(folder, FACT.replace(old, new, 1))
    assert any(words in line for line in folder.said())


def test_a_claim_that_stands_nowhere_is_said(folder):
    folder.spoil("reviewed:", f"{FACT}reviewed:")
    assert any("no está en ninguna tarjeta" in line for line in folder.said())


def test_an_amount_of_a_year_that_is_over_is_open_again(folder):
    uit = {
        "id": "uit",
        "value": 535000,
        "unit": "centimos",
        "year": 2026,
        "source": "una norma",
        "state": "confirmed",
        "words": "(confirma en la SUNAT)",
    }
    folder.write("constants.json", json.dumps({"constants": [uit]}))
    folder.spoil("Ese día llovió.", "La UIT es {{constant.uit}}.")
    folder.relock()
    assert cards(folder)[8][4][0] == "La UIT es S/ 5350."
    assert cards(folder, LATER)[8][4][0] == "La UIT es (confirma en la SUNAT)."
