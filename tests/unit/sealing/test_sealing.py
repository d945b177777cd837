"""Seals: the vector of the RFC, the keyring and its rotation."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import SetupError
from api.sealing.hpke import (
    CONTACT,
    PARCEL,
    POINT_BYTES,
    SealedError,
    kid_of,
    new_secret,
    point_of,
    seal,
    unseal,
)
from api.sealing.keyring import Keyring, make_pair

# RFC 9180, appendix A.3 has AES-128; the same KEM and KDF, so its key pair checks the point.
SKR = "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2"
PKR = (
    "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3"
    "d30ad6aa8f80e30f1d128aafd68a2ce72ea0"
)


def test_the_public_half_is_the_one_of_the_rfc() -> None:
    assert point_of(bytes.fromhex(SKR)).hex() == PKR


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_to_the_same(plain: bytes) -> None:
    secret = new_secret()
    sealed = seal(plain, point_of(secret), PARCEL)
    assert len(sealed) == POINT_BYTES + len(plain) + 16
    assert unseal(sealed, secret, PARCEL) == plain


def test_nothing_else_opens() -> None:
    secret, other = new_secret(), new_secret()
    sealed = seal(b"hola", point_of(secret), PARCEL)
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for box, key, purpose in (
        (sealed, other, PARCEL),
        (sealed, secret, CONTACT),
        (changed, secret, PARCEL),
        (sealed[:64], secret, PARCEL),
        (b"", secret, PARCEL),
        (bytes(POINT_BYTES + 20), secret, PARCEL),
    ):
        with pytest.raises(SealedError):
            unseal(box, key, purpose)


def test_two_keys_are_valid_at_a_time(tmp_path: Path) -> None:
    ring, server = Keyring(tmp_path / "keys"), Keyring(tmp_path / "keys")
    assert ring.parcels() == ()
    ring.make()
    first = server.parcels()[0]
    ring.make()
    assert server.parcels() == (first,)
    second = ring.rotate()
    assert server.parcels() == (second, first)
    third = ring.rotate()
    assert server.parcels() == (third, second)
    assert kid_of(third.point) == third.kid and len(third.kid) == 8


def test_only_the_owner_of_the_files_reads_them(tmp_path: Path) -> None:
    Keyring(tmp_path / "keys").make()
    path = tmp_path / "keys" / "parcels.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["parcels.json"]


def test_an_edition_has_public_keys_only(tmp_path: Path) -> None:
    ring, pair = Keyring(tmp_path / "keys"), make_pair()
    ring.add_contact("abierta", pair)
    newer = make_pair()
    ring.add_contact("abierta", newer)
    ring.add_contact("abierta", make_pair())
    known = ring.contacts()["abierta"]
    assert [one.secret for one in known] == [b"", b""]
    assert known[1].kid == newer.kid
    assert "secret" not in (tmp_path / "keys" / "contacts.json").read_text()


def test_a_broken_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "parcels.json").write_text("{")
    with pytest.raises(SetupError, match=r"parcels\.json"):
        Keyring(tmp_path).parcels()
