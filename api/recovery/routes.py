"""HTTP of the ways onto another phone."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from api.learners.models import Token
from api.learners.service import kept_hash, session
from api.recovery import cards, closing, llave, service
from api.recovery.arrival import Arriving, avatar_of
from api.recovery.models import Card, Llave
from api.recovery.schemas import (
    CardClaimSchema,
    CardSchema,
    CodeSchema,
    LinkClaimSchema,
    LlaveClaimSchema,
    LlaveSchema,
    LlaveSubjectSchema,
    SubjectSchema,
)
from api.sync.reading import BODY, body, empty, private
from api.sync.streams import learner_stream
from api.wire import BEARER, refuses, takes

ASKING = {
    401: "`auth.token`: no usable token",
    403: "`auth.session`: this token only brings events",
    503: "`server.busy`: wait `Retry-After`",
}
NEW = "`auth.session`; `phone.new`: this phone is too new to close a way back"
LATER = {429: "`try.later`: too many tries, `Retry-After` says how long"}
ARRIVING = BODY | {403: "`auth.subject`: one of the tokens is known already"}
Arrived = Callable[..., Response]


def recovery_blueprint(settled: Callable[[str], None]) -> Blueprint:
    """Serve the ways onto another phone; `settled` is told whose stream has grown."""
    blueprint = Blueprint("recovery", __name__, description="Onto another phone")

    def arrived(subject: str, **more: str) -> Response:
        settled(learner_stream(subject))
        avatar = avatar_of(subject)
        return private({"subject": subject} | ({"avatar": avatar} if avatar else {}) | more)

    _serve_links(blueprint, arrived)
    _serve_key(blueprint, arrived)
    _serve_card(blueprint, arrived)
    return blueprint


def _serve_links(blueprint: Blueprint, arrived: Arrived) -> None:
    @blueprint.route("/api/v1/learner/links", methods=["POST"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, ASKING | LATER)
    @blueprint.response(200, CodeSchema)
    def link() -> Response:
        """Make a code that lets one more phone of hers in, once; the one before is void."""
        return private({"code": service.link(_asking), "seconds": service.LINK_S})

    @blueprint.route("/api/v1/links/claim", methods=["POST"])
    @takes(blueprint, LinkClaimSchema)
    @refuses(blueprint, ARRIVING | {404: "`link.unknown`: used, old, or never was"})
    @blueprint.response(200, SubjectSchema)
    def claim_link() -> Response:
        """Let this phone in by a code, her phone's or a mentor's."""
        asked = body(LinkClaimSchema)
        return arrived(service.claim(asked["code"], _arriving(asked)))


def _serve_key(blueprint: Blueprint, arrived: Arrived) -> None:
    @blueprint.route("/api/v1/learner/key", methods=["PUT"])
    @blueprint.doc(security=BEARER)
    @takes(blueprint, LlaveSchema)
    @refuses(blueprint, BODY | ASKING | {403: NEW})
    @blueprint.response(204)
    def put_key() -> Response:
        """Keep what checks her llave, in place of the one before."""
        _asking()
        asked = body(LlaveSchema)
        llave.put(_asking, asked["id"], asked["auth"], asked["box"])
        return empty()

    @blueprint.route("/api/v1/learner/key", methods=["DELETE"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, ASKING | {403: NEW})
    @blueprint.response(204)
    def drop_key() -> Response:
        """Let her llave open nothing any more."""
        closing.drop(Llave, _asking)
        return empty()

    @blueprint.route("/api/v1/keys/claim", methods=["POST"])
    @takes(blueprint, LlaveClaimSchema)
    @refuses(blueprint, ARRIVING | LATER | {404: "`key.unknown`: used, or never was"})
    @blueprint.response(200, LlaveSubjectSchema)
    def claim_key() -> Response:
        """Let this phone in by her llave; it makes a new one, this one is spent."""
        asked = body(LlaveClaimSchema)
        subject, box = llave.claim(asked["id"], asked["auth"], _arriving(asked))
        return arrived(subject, box=box)


def _serve_card(blueprint: Blueprint, arrived: Arrived) -> None:
    @blueprint.route("/api/v1/learner/card", methods=["PUT"])
    @blueprint.doc(security=BEARER)
    @takes(blueprint, CardSchema)
    @refuses(blueprint, BODY | ASKING | LATER | {403: f"{NEW}; `card.taken`: another's"})
    @blueprint.response(204)
    def put_card() -> Response:
        """Make a printed card hers, in place of the one before."""
        _asking()
        asked = body(CardSchema)
        cards.bind(_asking, asked["number"], asked["pictures"])
        return empty()

    @blueprint.route("/api/v1/learner/card", methods=["DELETE"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, ASKING | {403: NEW})
    @blueprint.response(204)
    def drop_card() -> Response:
        """Let her card open nothing any more."""
        closing.drop(Card, _asking)
        return empty()

    @blueprint.route("/api/v1/cards/claim", methods=["POST"])
    @takes(blueprint, CardClaimSchema)
    @refuses(blueprint, ARRIVING | LATER | {404: "`card.unknown`: not this card and pictures"})
    @blueprint.response(200, SubjectSchema)
    def claim_card() -> Response:
        """Let this phone in by a card and its four pictures."""
        asked = body(CardClaimSchema)
        return arrived(cards.claim(asked["number"], asked["pictures"], _arriving(asked)))


def _asking() -> Token:
    return session(request.headers.get("Authorization", ""))


def _arriving(asked: dict[str, Any]) -> Arriving:
    append = asked.get("append")
    return Arriving(kept_hash(asked["session"]), kept_hash(append) if append else None)
