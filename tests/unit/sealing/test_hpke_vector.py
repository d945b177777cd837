"""The bytes that pwa/tests/hpke.test.ts seals, opened as the server opens them."""

import json
from pathlib import Path

import pytest

from api.sealing.hpke import CONTACT, PARCEL, SealedError, point_of, raw_of, text_of, unseal

VECTOR = json.loads(
    (Path(__file__).parents[2] / "vectors" / "hpke.json").read_text(encoding="utf-8")
)
SECRET = raw_of(VECTOR["private"]["d"])


def test_what_the_phone_seals_the_server_opens() -> None:
    assert VECTOR["info"].encode() == PARCEL
    plain = unseal(raw_of(VECTOR["sealed"]), SECRET, PARCEL)
    assert plain.decode() == VECTOR["plain"]


def test_the_public_half_is_the_one_the_phone_seals_to() -> None:
    assert text_of(point_of(SECRET)) == VECTOR["public"]
    ephemeral = point_of(raw_of(VECTOR["ephemeral"]["d"]))
    assert raw_of(VECTOR["sealed"]).startswith(ephemeral)


def test_it_opens_for_nothing_else() -> None:
    sealed = raw_of(VECTOR["sealed"])
    for box, purpose in ((sealed, CONTACT), (sealed[:-1], PARCEL)):
        with pytest.raises(SealedError):
            unseal(box, SECRET, purpose)
