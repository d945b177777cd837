"""HTTP of a learner's phones."""

from flask import Response, request
from flask_smorest import Blueprint

from api.learners.service import kept_hash, session
from api.phones import service
from api.phones.schemas import TokensSchema
from api.sync.reading import BODY, body, empty
from api.wire import BEARER, refuses, takes

ASKING = {
    401: "`auth.token`: no usable token",
    403: "`auth.session`: this token only brings events",
    503: "`server.busy`: wait `Retry-After`",
}
TAKEN = {403: "`auth.session`; `auth.subject`: one of the tokens is another phone's"}


def phones_blueprint() -> Blueprint:
    """Serve which phones speak for a learner."""
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

    return blueprint


def _asking() -> str:
    """Return the Authorization header of a session; raises Unauthorized or Forbidden."""
    given = request.headers.get("Authorization", "")
    session(given)
    return given
