"""HTTP of a learner's rights: see everything, erase everything."""

import json
from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from api.learners.schemas import LearnerSchema
from api.learners.service import session, settled, subject_of
from api.wire import BEARER, refuses

REFUSALS = {
    401: "`auth.token`: no usable token",
    403: "`auth.session`: this token only brings events",
    503: "`server.busy`: wait `Retry-After`",
}
NEW = {403: "`auth.session`; `phone.new`: this phone came by a card or a mentor today"}


def learners_blueprint(
    held: Callable[[str], dict[str, Any]], erase: Callable[[str], None]
) -> Blueprint:
    """Serve access and erasure; both need every feature, so they are handed in."""
    blueprint = Blueprint("learners", __name__, description="A learner's own data")

    @blueprint.route("/api/v1/learner", methods=["GET"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, REFUSALS)
    @blueprint.response(200, LearnerSchema)
    def see() -> Response:
        """Give everything the server holds of this token's learner."""
        # In ASCII: what was quarantined for its letters must still reach its owner.
        answer = Response(json.dumps(held(_asking())), content_type="application/json")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @blueprint.route("/api/v1/learner", methods=["DELETE"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, REFUSALS | NEW)
    @blueprint.response(204)
    def erase_me() -> Response:
        """Erase this token's learner, for ever.

        The name goes on a list outside the database first; no backup brings anything back.
        """
        asking = session(request.headers.get("Authorization", ""))
        settled(asking)
        erase(asking.subject)
        gone = Response(status=204)
        gone.headers.remove("Content-Type")
        return gone

    return blueprint


def _asking() -> str:
    return subject_of(request.headers.get("Authorization", ""))
