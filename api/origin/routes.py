"""HTTP of origins: told and taken back. There is no way to ask for anybody's."""

from flask import Response, request
from flask_smorest import Blueprint

from api.learners.service import subject_of
from api.origin import service
from api.origin.schemas import OriginSchema
from api.sync.reading import BODY, body, empty
from api.wire import BEARER, refuses, takes

ASKING = {
    401: "`auth.token`: no usable token",
    403: "`auth.session`: this token only brings events",
    503: "`server.busy`: wait `Retry-After`",
}
TELLING = BODY | {422: "`request.invalid`"}


def origin_blueprint() -> Blueprint:
    """Serve telling and taking back where she is from."""
    blueprint = Blueprint("origin", __name__, description="Where she is from, apart from her log")

    @blueprint.route("/api/v1/learner/origin", methods=["PUT"])
    @blueprint.doc(security=BEARER)
    @takes(blueprint, OriginSchema)
    @refuses(blueprint, ASKING | TELLING)
    @blueprint.response(204)
    def tell() -> Response:
        """Keep her answer in place of the one before."""
        service.put(_subject(), body(OriginSchema), _subject)
        return empty()

    @blueprint.route("/api/v1/learner/origin", methods=["DELETE"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, ASKING)
    @blueprint.response(204)
    def take_back() -> Response:
        """Remove her answer."""
        service.drop(_subject())
        return empty()

    return blueprint


def _subject() -> str:
    return subject_of(request.headers.get("Authorization", ""))
