"""What is never collected: no column, field, event, form or lesson asks for it.

What is not held cannot leak or be demanded: document number or type, migration status, legal
name, birth date, exact place, biometrics.
"""

import json
import re
from pathlib import Path

import pytest
from marshmallow import Schema

import api.app
from api.db import Row
from api.sync.registry import TYPES

ROOT = Path(__file__).resolve().parents[2]

# As parts of a name: document_number, fechaNacimiento, birth-date, lastName…
NAMES = re.compile(
    r"(?:^|_)(?:dni|passport|pasaporte|cedula|carnet|ptp|cpp|document|documento|visa|nationality|"
    r"nacionalidad|migration|migratory|migratorio|migratoria|refugee|refugio|legal_name|"
    r"full_name|first_name|last_name|surname|apellido|apellidos|nombres|birth|birthday|"
    r"birthdate|nacimiento|age|edad|latitude|longitude|lat|lon|lng|gps|geo|geolocation|"
    r"street|calle|domicilio|direccion|fingerprint|huella|biometric|face|photo|foto|selfie)"
    r"(?:_|$)"
)
# What a page may not ask for. `fingerprint` and the like are words of ours for hashes.
ASKING = re.compile(
    r"(?:tu|su|el) (?:DNI|número de (?:DNI|documento)|carné|carnet|pasaporte|cédula|"
    r"fecha de nacimiento|apellidos?|nombre completo|dirección exacta|domicilio)",
    re.IGNORECASE,
)
INPUT = re.compile(r"(?:name|autocomplete|autoComplete|id)=[\"'{]+([\w-]+)")
APIS = ("navigator.geolocation", "getUserMedia", "bday", "family-name")


def parts(name: str) -> str:
    """A name as words joined by one underline, whatever it was written in."""
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower())


def subclasses(base: type) -> set[type]:
    return {one for sub in base.__subclasses__() for one in {sub, *subclasses(sub)}}


def test_it_finds_what_it_looks_for() -> None:
    for name in ("dni", "documentNumber", "birth_date", "fecha-nacimiento", "lastName", "lat"):
        assert NAMES.search(parts(name)), name
    for name in ("plain", "platform", "page", "image", "phone", "how", "visage", "lesson"):
        assert not NAMES.search(parts(name)), name
    assert ASKING.search("Escribe tu número de documento")


def test_no_column_holds_it() -> None:
    assert api.app.openapi_document()
    tables = subclasses(Row)
    names = {f"{one.__name__}.{field}" for one in tables for field in one._meta.fields}  # type: ignore[attr-defined]
    assert len(names) > 60
    assert {one for one in names if NAMES.search(parts(one.partition(".")[2]))} == set()


def test_no_field_of_the_wire_asks_for_it() -> None:
    schemas = [one for one in subclasses(Schema) if one.__module__.startswith("api.")]
    names = {f"{one.__name__}.{field}" for one in schemas for field in one._declared_fields}  # type: ignore[attr-defined]
    assert len(names) > 60
    assert {one for one in names if NAMES.search(parts(one.partition(".")[2]))} == set()


def test_no_event_says_it() -> None:
    said = {f"{one.name}.{field}" for one in TYPES.values() for field in one.fields}
    assert {one for one in said if NAMES.search(parts(one.rpartition(".")[2]))} == set()


@pytest.mark.parametrize("folder", ["pwa/src", "lessons"])
def test_no_form_and_no_lesson_asks_for_it(folder: str) -> None:
    kinds = {".ts", ".tsx", ".html", ".md", ".json", ".yaml"}
    files = [one for one in (ROOT / folder).rglob("*") if one.suffix in kinds]
    assert files
    found = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        inputs = [one for one in INPUT.findall(text) if NAMES.search(parts(one))]
        asked = [one[0] for one in ASKING.finditer(text) if file.suffix != ".md"]
        apis = [one for one in APIS if one in text and file.suffix in (".ts", ".tsx")]
        if inputs or asked or apis:
            found.append((file.relative_to(ROOT).as_posix(), inputs, asked, apis))
    assert found == []


def test_no_consent_covers_it() -> None:
    for file in (ROOT / "lessons" / "editions").glob("*.json"):
        consents = json.loads(file.read_text(encoding="utf-8"))["consents"]
        assert [one["purpose"] for one in consents if NAMES.search(parts(one["purpose"]))] == []


QUESTIONS = ROOT / "pwa" / "src" / "domain" / "questions.ts"
QUESTION_WORDS = ROOT / "pwa" / "src" / "i18n" / "es-ask.ts"
# Neither where she is from, nor papers, income, sex or family.
PRYING = re.compile(
    r"país|pais|nací|venezol|peruan|papel|DNI|permiso|ingres|ganas|cuánto (?:vend|gan)|sueldo|"
    r"mujer|hombre|sexo|género|espos|pareja|tus hijos|tu familia|casad|solter",
    re.IGNORECASE,
)


def test_no_picture_question_pries() -> None:
    ids = set(re.findall(r"id: '([a-z]+)'", QUESTIONS.read_text(encoding="utf-8")))
    assert ids == {"rubro", "donde", "hace", "modo", "cuando"}, "a new question is a decision"
    words = re.findall(r"'(q-[^']+)': '([^']+)'", QUESTION_WORDS.read_text(encoding="utf-8"))
    assert len(words) > len(ids)
    assert [said for _, said in words if PRYING.search(said)] == []
    assert PRYING.search("¿De qué país vienes?") and PRYING.search("¿Cuánto ganas?")
