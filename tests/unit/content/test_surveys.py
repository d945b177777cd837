"""Surveys: few closed questions, each answer with a drawing."""

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
