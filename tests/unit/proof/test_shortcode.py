"""The short code: what both sides read, what fits, and that a change is seen by another library."""

import base64
import json
import os
import random
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from api.proof.shortcode import SLUG_BYTES, Short, code_of, head_of, read_code
from api.proof.signing import sign_bytes
from api.sealing.hpke import raw_of, text_of
from api.sealing.keyring import Pair, make_pair

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "proofcode.json").read_text(encoding="utf-8")
)
MOST_LETTERS = 180
SALT_LETTERS = 17  # 12 bytes and the dot before them


@pytest.fixture(scope="module")
def pair() -> Pair:
    return make_pair()


def made(pair: Pair, edition: str = "abierta") -> str:
    head = head_of(Short(pair.kid, "2026-11", text_of(os.urandom(8)), os.urandom(32), edition))
    return code_of(head, sign_bytes(head, pair))


def is_good(code: str, pair: Pair) -> bool:
    """Check as others would: plain `cryptography`, none of what signs."""
    try:
        said, head, signature = read_code(code)
        r, s = (int.from_bytes(signature[i : i + 32], "big") for i in (0, 32))
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), pair.point)
        key.verify(encode_dss_signature(r, s), head, ECDSA(SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return said.kid == pair.kid


def test_it_says_what_was_put_in(pair: Pair) -> None:
    for official in (False, True):
        about = (text_of(b"\xfb" * 8), b"\xff" * 16, "lima-norte-2031", official)
        said = Short(pair.kid, "2031-01", *about)
        head = head_of(said)
        assert read_code(code_of(head, sign_bytes(head, pair)))[0] == said


def test_it_is_short_enough_for_a_small_code(pair: Pair) -> None:
    assert len(made(pair, "x" * SLUG_BYTES)) + SALT_LETTERS <= MOST_LETTERS
    for slug in ("", "x" * (SLUG_BYTES + 1)):
        with pytest.raises(ValueError, match="edition"):
            made(pair, slug)


def test_a_hundred_changed_codes_fail(pair: Pair) -> None:
    code, draw = made(pair), random.Random(6)
    assert is_good(code, pair)
    letters = [*"ABCXYZabcxyz0189-_"]
    for _ in range(100):
        at = draw.randrange(len(code))
        other = draw.choice([one for one in letters if one != code[at]])
        assert not is_good(code[:at] + other + code[at + 1 :], pair)
    for changed in (code[:-1], code + "A", code[1:], "", code + "=", code.replace("A", "é", 1)):
        assert not is_good(changed, pair)
    assert not is_good(code, make_pair())


def test_the_last_letter_is_written_in_one_way(pair: Pair) -> None:
    code = made(pair, "demo")  # 102 bytes: no letter is left half used
    other = made(pair, "demo1")
    assert (len(raw_of(code)) % 3, len(raw_of(other)) % 3) == (0, 1)
    alphabet = base64.urlsafe_b64encode(bytes(range(256))).decode()
    same = [x for x in {*alphabet} - {"="} if raw_of(other[:-1] + x) == raw_of(other)]
    assert len(same) > 1
    assert [one for one in same if is_good(other[:-1] + one, pair)] == [other[-1]]


@pytest.mark.parametrize("case", VECTORS["codes"], ids=[one["name"] for one in VECTORS["codes"]])
def test_the_vectors_of_both_sides(case: dict) -> None:
    point = raw_of(VECTORS["pub"])
    good = is_good(case["code"], Pair(VECTORS["kid"], point))
    assert good is (case["expect"] != "altered")
    if good:
        said = read_code(case["code"])[0]
        assert (said.edition, said.month, said.id) == ("abierta", "2026-11", VECTORS["id"])
