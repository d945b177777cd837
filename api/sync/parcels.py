"""Parcels: events that anybody on a phone may bring in and nobody but the server may read."""

from dataclasses import dataclass

from api.errors import ApiError, Invalid
from api.learners import service as learners
from api.sealing.hpke import KID_BYTES, PARCEL, SealedError, text_of, unseal
from api.sealing.keyring import Keyring
from api.sync.intake import inflate, parse
from api.sync.registry import Json
from api.sync.schemas import ParcelSchema
from api.sync.service import Exchange, kept_up_to, read_events, read_request, runs

SHAPE = frozenset({"request.encoding", "request.json", "request.invalid"})


@dataclass(frozen=True)
class Parcels:
    """The use case: the exchange's append, behind a seal."""

    exchange: Exchange
    keyring: Keyring

    def take(self, hashed: str, sealed: bytes) -> dict[str, Json]:
        """Open a parcel, append its events and give a receipt; raises ApiError."""
        try:
            asked = read_request(parse(inflate(self._open(sealed), "deflate")), ParcelSchema)
        except ApiError as fault:
            # It was sealed by its owner: whoever carries it can do nothing about its shape.
            raise Invalid("parcel.sealed") if fault.key in SHAPE else fault from fault
        events = read_events(asked)
        subject, tokens = asked["sub"], dict(asked.get("tok", {}))
        for kind in {"append", "session"} & set(tokens):
            tokens[kind] = learners.kept_hash(tokens[kind])
        taken = self.exchange.take_in(
            subject,
            events,
            lambda: learners.admit_parcel(subject, hashed, self.exchange.erased, tokens),
        )
        return {
            "ep": taken.epoch,
            "kept": kept_up_to(asked["held"]),
            "v": runs(taken.verdicts, False),
        }

    def _open(self, sealed: bytes) -> bytes:
        kid = text_of(sealed[:KID_BYTES])
        pair = next((one for one in self.keyring.parcels() if one.kid == kid), None)
        if pair is None:
            raise Invalid("parcel.sealed")
        try:
            return unseal(sealed[KID_BYTES:], pair.secret, PARCEL)
        except SealedError as fault:
            raise Invalid("parcel.sealed") from fault
