"""HTTP of the exchange."""

from flask import Response, jsonify, request
from flask_smorest import Blueprint

from api.errors import WrongEncoding
from api.learners.service import token_hash
from api.sync.intake import inflate, parse
from api.sync.parcels import Parcels
from api.sync.reading import sent
from api.sync.schemas import HealthSchema, ReceiptSchema, SyncAnswerSchema, SyncRequestSchema
from api.sync.service import Exchange
from api.sync.streams import epoch
from api.wire import BEARER, refuses

REFUSALS = {
    400: "`request.json`: not strict JSON, or half of it",
    401: "`auth.token`: no usable token",
    403: "`auth.subject`: the subject has another token; `auth.erased`: it was erased",
    413: "`request.too_large`: over 64 KB as sent, 512 KB inflated or 500 events",
    415: "`request.encoding`: not JSON, or neither zlib nor plain",
    422: "`sync.columns`: send the same events as rows; `request.invalid`: not this contract",
    503: "`server.busy`: wait `Retry-After`",
}

PARCEL_REFUSALS = {
    401: "`auth.token`: no usable token",
    403: "`auth.subject`: the token is not the owner's; `auth.erased`: she was erased",
    413: "`request.too_large`: over 64 KB as sent, 512 KB inflated or 500 events",
    415: "`request.encoding`: not `application/octet-stream`",
    422: "`parcel.sealed`: to another key, or not a parcel inside; `sync.columns`: as rows",
    503: "`server.busy`: wait `Retry-After`",
}
OCTETS = "application/octet-stream"


def sync_blueprint(exchange: Exchange, parcels: Parcels) -> Blueprint:
    """Serve the one request that takes the unsent out and brings news back."""
    blueprint = Blueprint("sync", __name__, description="What a learner does, exactly once")

    @blueprint.route("/api/v1/sync", methods=["POST"])
    @blueprint.doc(
        security=BEARER,
        requestBody={
            "required": True,
            "description": "JSON, plain or with `Content-Encoding: deflate` (zlib, RFC 1950)",
            "content": {"application/json": {"schema": SyncRequestSchema}},
        },
    )
    @refuses(blueprint, REFUSALS)
    @blueprint.response(200, SyncAnswerSchema)
    def sync() -> Response:
        """Exchange events: append what is new, answer with verdicts and news.

        The contract is docs/sync-protocol.md. An unknown token with an unknown subject registers
        both. The answer is 200 once the request itself is understood; each event has its verdict.
        """
        hashed = token_hash(request.headers.get("Authorization", ""))
        encoding = request.headers.get("Content-Encoding", "").strip().lower()
        body = inflate(sent("application/json"), encoding)
        return jsonify(exchange.run(hashed, parse(body)))

    @blueprint.route("/api/v1/parcels", methods=["POST"])
    @blueprint.doc(
        security=BEARER,
        requestBody={
            "required": True,
            "description": "6 bytes of the key's name, then the sealed box of GET /api/v1/keys",
            "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
        },
    )
    @refuses(blueprint, PARCEL_REFUSALS)
    @blueprint.response(200, ReceiptSchema)
    def parcel() -> Response:
        """Take in a sealed parcel under its owner's token, whoever brings it.

        Inside are the events of a locked profile; the contract is docs/sync-protocol.md. A first
        contact registers her tokens.
        """
        hashed = token_hash(request.headers.get("Authorization", ""))
        if request.headers.get("Content-Encoding"):
            raise WrongEncoding("request.encoding")
        return jsonify(parcels.take(hashed, sent(OCTETS)))

    @blueprint.route("/api/v1/health", methods=["GET"])
    @refuses(blueprint, {503: "`server.busy`: the log does not answer"})
    @blueprint.response(200, HealthSchema)
    def health() -> Response:
        """Say whether the API answers and can read its log."""
        return jsonify(status="ok", ep=epoch())

    return blueprint
