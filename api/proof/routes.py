"""HTTP of certificates."""

from flask import Response, jsonify, request
from flask_smorest import Blueprint

from api.learners.service import subject_of
from api.library.store import Store
from api.proof import service
from api.proof.issuer import Issuer
from api.proof.schemas import AskProofSchema, IssuerSchema, ProofSchema
from api.sync.reading import BODY, body, private
from api.wire import BEARER, refuses, takes

QUARTER = "public, max-age=900"
ASKING = {
    401: "`auth.token`: no usable token",
    403: "`auth.session`: this token only brings events",
    404: "`edition.unknown`",
    422: "`proof.missing`: her log here does not hold all yet; `request.invalid`",
    429: "`try.later`: too many, `Retry-After` says how long",
    503: "`server.busy`, `content.missing`, `proof.key`, `proof.edition`: wait `Retry-After`",
}


def proof_blueprint(store: Store, issuer: Issuer) -> Blueprint:
    """Serve giving a certificate, and what checks one."""
    blueprint = Blueprint("proof", __name__, description="What she finished, to be checked")

    @blueprint.route("/api/v1/learner/proof", methods=["POST"])
    @blueprint.doc(security=BEARER)
    @takes(blueprint, AskProofSchema)
    @refuses(blueprint, BODY | ASKING)
    @blueprint.response(200, ProofSchema)
    def give() -> Response:
        """Sign her certificate once her log holds all that her edition asks."""
        _subject()
        return private(service.give(_subject, body(AskProofSchema)["hash"], store, issuer))

    @blueprint.route("/api/v1/proofs", methods=["GET"])
    @refuses(blueprint, {503: "`server.busy`, `proof.key`: wait `Retry-After`"})
    @blueprint.response(200, IssuerSchema)
    def issuer_keys() -> Response:
        """Give the keys that certificates are checked with, and the list of those revoked."""
        answer = jsonify(service.issuer_said(issuer))
        answer.headers["Cache-Control"] = QUARTER
        return answer

    return blueprint


def _subject() -> str:
    return subject_of(request.headers.get("Authorization", ""))
