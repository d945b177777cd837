"""Reading ease: syllables by rule, sentences by sight, the formula as published."""

import pytest

from api.content.prose import ease, readable_characters, syllables
from api.content.sums import sum_fault


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("sol", 1),
        ("y", 1),
        ("hoy", 1),
        ("muy", 1),
        ("aire", 2),
        ("queso", 2),
        ("guerra", 2),
        ("país", 2),
        ("día", 2),
        ("yuca", 2),
        ("huevo", 2),
        ("ciudad", 2),
        ("caoba", 3),
        ("leído", 3),
        ("pingüino", 3),
        ("Uruguay", 3),
        ("arepa", 3),
        ("céntimos", 3),
        ("construir", 2),
        ("comercialización", 6),
        ("1800", 2),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_the_score_follows_the_formula():
    # 4 words, 6 syllables, 2 sentences: 206.84 - 60 * 6/4 - 1.02 * 4/2
    measured = ease(["La mesa. El gato"])
    assert measured.words_per_sentence == 2
    assert measured.score == pytest.approx(206.84 - 60 * 6 / 4 - 1.02 * 2)


def test_decimals_do_not_end_sentences_and_titles_do():
    assert ease(["Son 1.50 soles", "Eso es"]).words_per_sentence == 2.5


def test_easy_beats_hard():
    easy = ease(["La mamá va al mercado. Compra pan y queso."])
    hard = ease(["La implementación metodológica caracteriza organizaciones comercializadoras."])
    assert easy.score > 90 > 40 > hard.score


def test_no_text_at_all_is_easy():
    assert ease([]).score == 100


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("1800 / 20 = 90", ""),
        ("2 * (300 + 50) - 100 = 600", ""),
        ("100 - 90 = 10 + 0", ""),
        ("1 + 1 = 3", "no da eso: da 2"),
        ("10 / 3 = 3", "no sale exacta; usa números que se dividan sin resto"),
        ("1 + 1", "no tiene ="),
        ("1 + = 2", "no se entiende"),
        ("1 / 0 = 1", "no se entiende"),
        ("1.5 * 2 = 3", "no se entiende; usa números enteros y + - * /"),
        ("precio = 3", "no se entiende; usa números enteros y + - * /"),
    ],
)
def test_sums_are_worked_out_in_whole_numbers(written, fault):
    assert sum_fault(written) == fault


def test_readable_characters_count_what_is_read_and_nothing_else(folder):
    weight = folder.compile().weights[0]
    before = weight.readable_chars
    folder.spoil("La mesa de hoy.", "La mesa de **hoy**.")
    folder.spoil("(mesa)", "(tanda)")
    assert folder.compile().weights[0].readable_chars == before
    folder.spoil("Una mesa con arepas", "Una mesa con más arepas")
    assert folder.compile().weights[0].readable_chars == before + len("más ")
    assert readable_characters.__doc__
