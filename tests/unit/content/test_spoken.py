"""What recordings say: the same vectors as the phone's own reading."""

import json
from pathlib import Path

import pytest

from api.content.spoken import LABELS, card_sentences, cut, feedback, in_words, spoken

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "spoken.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "say"), VECTORS["texts"])
def test_a_text_is_said_as_people_say_it(text, say):
    assert spoken(text) == say


@pytest.mark.parametrize(("text", "pieces"), VECTORS["cuts"])
def test_a_text_is_cut_where_a_person_breathes(text, pieces):
    assert cut(text) == pieces


@pytest.mark.parametrize("one", VECTORS["cards"], ids=lambda one: one["card"][0])
def test_a_card_is_read_in_the_order_of_the_screen(one):
    assert card_sentences(one["card"], one["lesson"]) == one["say"]
    assert feedback(one["card"]) == one["feedback"]


def test_labels_are_those_that_the_screens_are_held_to():
    assert VECTORS["labels"] == LABELS


def test_every_number_below_a_million_has_words():
    assert len({in_words(n) for n in range(0, 1_000_000, 37)}) == len(range(0, 1_000_000, 37))
    assert not any(letter.isdigit() for n in range(1, 1_000_000, 991) for letter in in_words(n))
