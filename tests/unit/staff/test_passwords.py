"""Which passwords are taken, and which only look long."""

import pytest

from api.staff import passwords


@pytest.mark.parametrize(
    "password",
    [
        "contraseña12345",
        "Contraseña.2026!!",
        "creando2026creando",
        "C0ntr4s3ñ4 C0ntr4s3ñ4",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrstuvwxyz",
        "987654321098765",
        "20152016201720182019",
        "teamomivida2026",
        "iloveyou iloveyou iloveyou",
        "dios es amor 2026",
        "password-password-1",
        "equipo creando peru",
        "lupita.rojas lupita.rojas",
        "ababababababababababab",
        " " * 20,
    ],
)
def test_what_is_guessed_first(password: str) -> None:
    assert passwords.fault(password, "lupita.rojas") == "staff.password_common"


@pytest.mark.parametrize("password", ["", "corta", "chirimoya azul", "x" * 201])
def test_too_short_or_without_end(password: str) -> None:
    assert passwords.fault(password) == "staff.password_length"


@pytest.mark.parametrize(
    "password",
    [
        "chirimoya azul 7 veces",
        "mi gallina cacarea en quechua",
        "Xk7#mQ2vLp9!rTz",
        "tres cuyes bajo la lluvia",
        "ñ€漢字 kipu wayra 4411",
        "el tamal de mi tía no engorda",
        "vizcachatrepacerros",
    ],
)
def test_what_is_a_persons_own(password: str) -> None:
    assert passwords.fault(password, "lupita.rojas") is None


def test_two_ways_of_writing_an_accent_are_one_password() -> None:
    assert passwords.normal("cami\u00f3n") == passwords.normal("camio\u0301n")


def test_the_list_is_local_and_plain() -> None:
    words = passwords.common_words()
    assert len(words) > 400
    assert {"creando", "qwerty", "contrasena"} <= words
    assert all(word == word.lower() and word.isascii() for word in words)
