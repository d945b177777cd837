"""HTTP of a learner's phones and twins."""

from collections.abc import Callable

from flask import Response, request
from flask_smorest import Blueprint

from api.learners.service import kept_hash, session
from api.phones import service, twins
from api.phones.schemas import PhoneSchema, TokensSchema, TwinSchema, TwinTokenSchema
from api.sync.reading import BODY, body, empty, private
from api.sync.streams import learner_stream
from api.wire import BEARER, refuses, takes

ASKING = {
    401: "`auth.token`: no usable token",
    403: "`auth.session`: this token only brings events",
    503: "`server.busy`: wait `Retry-After`",
}
TAKEN = {403: "`auth.session`; `auth.subject`: one of the tokens is another phone's"}
NEW = "`auth.session`; `phone.new`: this phone came by a card or a mentor today"


def phones_blueprint(settled: Callable[[str], None]) -> Blueprint:
    """Serve which phones speak for a learner; `settled` is told whose stream has grown."""
    blueprint = Blueprint("phones", __name__, description="The phones that speak for a learner")

    @blueprint.route("/api/v1/learner/tokens", methods=["POST"])
    @blueprint.doc(security=BEARER)
    @takes(blueprint, TokensSchema)
    @refuses(blueprint, ASKING | BODY | TAKEN)
    @blueprint.response(204)
    def renew() -> Response:
        """Give this phone new tokens; all it had before are gone.

        Sent again, with the new session token, it changes nothing.
        """
        asking = _asking()
        asked = body(TokensSchema)
        append = kept_hash(asked["append"]) if "append" in asked else None
        service.renew(asking, kept_hash(asked["session"]), append)
        return empty()

    @blueprint.route("/api/v1/learner/phones", methods=["GET"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, ASKING)
    @blueprint.response(200, PhoneSchema(many=True))
    def phones() -> Response:
        """List the phones that speak for her."""
        return private(service.phones_of(session(_asking())))

    @blueprint.route("/api/v1/learner/phones/<string:phone>", methods=["DELETE"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, ASKING | {403: NEW, 404: "`phone.unknown`: not one of hers"})
    @blueprint.response(204)
    def revoke(phone: str) -> Response:
        """Let a phone speak for her no more: one that was lost, or that she objects to."""
        service.revoke(_asking(), phone)
        return empty()

    _serve_twins(blueprint, settled)
    return blueprint


def _serve_twins(blueprint: Blueprint, settled: Callable[[str], None]) -> None:
    def tell(both: tuple[str, str]) -> None:
        for subject in both:
            settled(learner_stream(subject))

    @blueprint.route("/api/v1/learner/twins", methods=["GET"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, ASKING)
    @blueprint.response(200, TwinSchema(many=True))
    def twins_of() -> Response:
        """List the subjects she has linked with this one."""
        return private(twins.twins_of(session(_asking()).subject))

    @blueprint.route("/api/v1/learner/twins", methods=["POST"])
    @blueprint.doc(security=BEARER)
    @takes(blueprint, TwinTokenSchema)
    @refuses(
        blueprint,
        ASKING
        | BODY
        | {403: f"{NEW}; `twin.many`: eight already", 404: "`twin.unknown`: no session token"},
    )
    @blueprint.response(204)
    def link() -> Response:
        """Link this subject with another of hers: both tokens prove it. Each keeps its own log."""
        asking = _asking()
        tell(twins.link(asking, body(TwinTokenSchema)["token"]))
        return empty()

    @blueprint.route("/api/v1/learner/twins/<string:subject>", methods=["DELETE"])
    @blueprint.doc(security=BEARER)
    @refuses(
        blueprint,
        ASKING
        | {
            403: "`auth.session`; `twin.settled`: it was linked more than 30 days ago",
            404: "`twin.unknown`: never linked",
        },
    )
    @blueprint.response(204)
    def unlink(subject: str) -> Response:
        """Undo a link, within 30 days."""
        tell(twins.unlink(_asking(), subject))
        return empty()


def _asking() -> str:
    """Return the Authorization header of a session; raises Unauthorized or Forbidden."""
    given = request.headers.get("Authorization", "")
    session(given)
    return given
