"""`proof print`: checked as on the phone, written once, and the name in no word of a command."""

import hashlib
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api import cli
from api.errors import SetupError
from api.proof import checking, paper
from api.proof.credential import revoked_claims
from api.proof.issuer import Issuer
from api.proof.name import neat_name
from api.proof.shortcode import Short, code_of, head_of, read_code
from api.proof.signing import sign_bytes, sign_token
from api.sealing.hpke import text_of
from api.sealing.keyring import make_pair

ROOT = Path(__file__).resolve().parents[3]
NAME = "Yuleisy Rondón Ñañez"
PLACE = "https://creando.ejemplo.org"
VECTORS = json.loads((ROOT / "tests" / "vectors" / "proofcode.json").read_text(encoding="utf-8"))


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    made = Issuer(tmp_path / "keys", "La Parada", PLACE)
    made.make()
    return made


def shown(issuer: Issuer, name: str = NAME, **more: object) -> str:
    """A good address."""
    pair, salt = issuer.signing(), os.urandom(12)
    kept = hashlib.sha256(salt + neat_name(name).encode()).digest()
    said = Short(pair.kid, "2026-09", "AAAAAAAAAAA", kept, "demo", **more)  # type: ignore[arg-type]
    head = head_of(said)
    return f"{PLACE}/#/v/{code_of(head, sign_bytes(head, pair))}.{text_of(salt)}"


def published(issuer: Issuer, *revoked: str) -> dict[str, object]:
    pair = issuer.signing()
    listed = sign_token(revoked_claims(revoked, PLACE, 1_795_000_000), pair)
    return {"name": issuer.name, "keys": [pair.public], "revoked": listed}


def printed(
    monkeypatch: pytest.MonkeyPatch, folder: Path, typed: str, said: object, *words: str
) -> int:
    keys = folder / "proofs.json"
    keys.write_text(json.dumps(said))
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    target = str(folder / "c.pdf")
    return cli.main(["proof", "print", "--to", target, "--keys", str(keys), *words])


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What would be set on paper, without typst, which only the long tests have."""
    seen: list[dict[str, str]] = []
    monkeypatch.setattr(paper, "render", lambda said: seen.append(said) or b"%PDF-")
    return seen


def test_a_good_one_is_printed_and_what_is_there_stays(
    issuer: Issuer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sheet: list[dict[str, str]],
) -> None:
    typed = f"{shown(issuer)}\n  {NAME}\n"
    assert printed(monkeypatch, tmp_path, typed, published(issuer)) == 0
    made = tmp_path / "c.pdf"
    assert made.read_bytes().startswith(b"%PDF-")
    assert made.stat().st_mode & 0o077 == 0
    assert printed(monkeypatch, tmp_path, typed, published(issuer)) == 1
    said = capsys.readouterr()
    assert "Ya hay un archivo" in said.err
    assert NAME not in said.out + said.err
    assert [one["name"] for one in sheet] == [NAME]
    assert sheet[0]["title"] == "CREANDO, demostración"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda typed: typed.replace(NAME, "Yuleisy Rondon Ñañez"), checking.NOT_THE_NAME),
        (lambda typed: typed.replace(NAME, "  "), checking.NOT_THE_NAME),
        (lambda typed: typed.replace(NAME, "\udcd1"), checking.NOT_THE_NAME),
        (lambda typed: typed.replace("/v/A", "/v/B"), checking.ALTERED),
        (lambda typed: typed.replace(".org", ".org:99999x"), "Falta la dirección entera"),
        (lambda typed: typed.replace("https", "http"), "Falta la dirección entera"),
        (lambda typed: "", "Falta la dirección entera"),
    ],
)
def test_what_is_not_good_is_told_and_nothing_is_written(
    issuer: Issuer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[str], str],
    sentence: str,
    sheet: list[dict[str, str]],
) -> None:
    typed = change(f"{shown(issuer)}\n{NAME}\n")
    assert printed(monkeypatch, tmp_path, typed, published(issuer)) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "c.pdf").exists()
    assert sheet == []


def test_the_issuer_has_to_be_one_that_signed_its_list(issuer: Issuer) -> None:
    said = published(issuer, "AAAAAAAAAAA")
    code, _, salt = shown(issuer).rpartition("/")[2].partition(".")
    with pytest.raises(SetupError, match="anulada"):
        checking.check(code, salt, NAME, checking.read_published(said))
    other = {**said, "keys": [make_pair().public]}
    for wrong in (other, {**said, "revoked": "a.b.c"}, {**said, "keys": [{}]}, {}, [], None):
        with pytest.raises(SetupError, match="no hay claves"):
            checking.read_published(wrong)
    two = {**said, "keys": [make_pair().public, *said["keys"]]}  # type: ignore[misc]
    by = checking.read_published({**two, "revoked": published(issuer)["revoked"]})
    assert checking.check(code, salt, NAME, by).edition == "demo"
    with pytest.raises(SetupError, match="No sabemos quién"):
        checking.check(code, salt, NAME, checking.Published("x", (make_pair(),), frozenset()))
    with pytest.raises(SetupError, match="Ese nombre no es"):
        checking.check(code, f"{salt}A", NAME, by)


@pytest.mark.parametrize(("typed", "neat"), VECTORS["names"])
def test_names_are_written_as_on_the_phone(typed: str, neat: str) -> None:
    assert neat_name(typed) == neat == neat_name(neat)


def test_it_says_what_the_phone_says(issuer: Issuer) -> None:
    code = shown(issuer).rpartition("/")[2].partition(".")[0]
    said = paper.words(read_code(code)[0], NAME, "CREANDO", "La Parada", shown(issuer))
    phone = (ROOT / "pwa/src/i18n/es-proof.ts").read_text(encoding="utf-8")
    for words in (paper.FINISHED, paper.WITHOUT_VALUE, paper.CHECK, paper.QR):
        assert f"'{words}'" in phone
    assert f"'{said['by'].replace('La Parada', '{0}').replace('AAAAAAAAAAA', '{1}')}'" in phone
    assert (said["month"], said["place"]) == ("setiembre de 2026", "creando.ejemplo.org")
    for words in (checking.ALTERED, checking.REVOKED, checking.NOT_THE_NAME):
        assert f"'{words}'" in phone
    official = paper.words(Short("", "2026-01", "", b"", "", True), NAME, "x", "y", PLACE)
    assert (official["value"], official["month"]) == ("", "enero de 2026")


@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        '#read("/etc/passwd") *Ana* $x$ \\ @b',
        "🌺 María José 🇻🇪",
        "محمد علي",
        "W" * 60,
        " ".join(["María"] * 33),
    ],
)
def test_any_name_fits_one_sheet(name: str) -> None:
    said = paper.words(Short("", "2026-11", "AAAAAAAAAAA", b"", ""), name, "x" * 60, "y", PLACE)
    assert re.findall(rb"/Type\s*/Pages\s*/Count\s+(\d+)", paper.render(said)) == [b"1"]


def test_without_typst_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(SetupError, match="make proof"):
        paper.render({})
