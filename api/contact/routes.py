"""HTTP of contacts."""

from flask import Response, request
from flask_smorest import Blueprint

from api.contact import service
from api.contact.schemas import ContactSchema
from api.learners.service import subject_of
from api.sealing.keyring import Keyring
from api.sync.reading import BODY, body, empty
from api.wire import BEARER, refuses, takes

ASKING = {
    401: "`auth.token`: no usable token",
    403: "`auth.session`: this token only brings events",
    503: "`server.busy`: wait `Retry-After`",
}
GIVING = BODY | {
    404: "`edition.unknown`",
    422: "`contact.key`: not a key of this edition, ask for the keys again; `request.invalid`",
}


def contact_blueprint(keyring: Keyring) -> Blueprint:
    """Serve giving and taking back a contact."""
    blueprint = Blueprint("contact", __name__, description="How to reach her, sealed")

    @blueprint.route("/api/v1/learner/contact", methods=["PUT"])
    @blueprint.doc(security=BEARER)
    @takes(blueprint, ContactSchema)
    @refuses(blueprint, ASKING | GIVING)
    @blueprint.response(204)
    def give() -> Response:
        """Keep a contact that only the edition's data officer can read."""
        subject = _subject()
        asked = body(ContactSchema)
        service.put(subject, asked, keyring.contacts().get(asked["edition"], ()), _subject)
        return empty()

    @blueprint.route("/api/v1/learner/contact", methods=["DELETE"])
    @blueprint.doc(security=BEARER)
    @refuses(blueprint, ASKING)
    @blueprint.response(204)
    def take_back() -> Response:
        """Remove every contact she gave."""
        service.drop(_subject())
        return empty()

    return blueprint


def _subject() -> str:
    return subject_of(request.headers.get("Authorization", ""))
