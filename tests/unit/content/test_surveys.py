"""Surveys: few closed questions, each answer with a drawing."""

import json

import pytest

SURVEY = """id: entrada
title: ¿Cómo va?
why: Para saber qué sirve.
questions:
  - id: contar
    text: ¿Contaste el cajón?
    options:
      - {id: si, text: "Sí", picture: mesa}
      - {id: no, text: "No", picture: tanda}
"""


def test_a_survey_is_counted(folder):
    folder.write("es/encuestas/entrada.yaml", SURVEY)
    assert not folder.said()
    assert folder.compile().counts["surveys"] == 1


def test_they_travel_apart_with_their_version(folder):
    folder.write("es/encuestas/entrada.yaml", SURVEY + "version: 3\n")
    [bundle] = [one for one in folder.compile().bundles if one.kind == "surveys"]
    [[ident, version, title, _, questions]] = json.loads(bundle.body)["ss"]
    assert (bundle.id, bundle.rev, ident, version, title) == (
        "surveys",
        3,
        "entrada",
        3,
        "¿Cómo va?",
    )
    assert questions == [
        ["contar", "¿Contaste el cajón?", [["si", "Sí", "mesa"], ["no", "No", "tanda"]]]
    ]


def ask(folder, graduation):
    file = folder.root / "editions" / "demo.json"
    edition = json.loads(file.read_text()) | {"graduation": graduation}
    file.write_text(json.dumps(edition))


def test_an_edition_says_what_it_asks_only_where_it_is_not_as_usual(folder):
    def asked():
        [one] = [b for b in folder.compile().bundles if b.id == "edition-demo"]
        return json.loads(one.body).get("gr")

    assert asked() is None
    ask(folder, {"modules": 1, "survey": "", "official": True})
    assert asked() == [1, 4, 1, ""]
    ask(folder, {"official": True})  # the server says that, in what it signs
    assert asked() is None
    ask(folder, {"survey": "otra"})
    assert any("encuesta «otra», que no existe" in line for line in folder.said())
    ask(folder, {"modulos": 1})
    assert any("no existe" in line for line in folder.said())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("picture: mesa", "picture: nadie-lo-dibujo", "no existe el dibujo"),
        ("id: no", "id: si", "cada una con su id"),
        ('      - {id: no, text: "No", picture: tanda}\n', "", "necesita al menos 2"),
        ("why:", "porque:", "porque"),
        ("questions:\n", "questions:\n" + SURVEY.partition("questions:\n")[2] * 9, "caben 9"),
    ],
)
def test_what_is_wrong_in_a_survey_is_said(folder, old, new, words):
    folder.write("es/encuestas/entrada.yaml", SURVEY.replace(old, new, 1))
    assert any(words in line and "entrada.yaml" in line for line in folder.said())
