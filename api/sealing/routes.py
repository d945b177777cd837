"""HTTP of the public keys."""

from flask import Response, jsonify
from flask_smorest import Blueprint

from api.sealing.keyring import Keyring
from api.sealing.schemas import KeysSchema

DAY = "public, max-age=86400"


def keys_blueprint(keyring: Keyring) -> Blueprint:
    """Serve what phones seal to."""
    blueprint = Blueprint("keys", __name__, description="What to seal to")

    @blueprint.route("/api/v1/keys", methods=["GET"])
    @blueprint.response(200, KeysSchema)
    def keys() -> Response:
        """Give the public keys; a parcel or a contact names the one it was sealed to."""
        answer = jsonify(
            seal=[one.public for one in keyring.parcels()],
            editions={name: pairs[0].public for name, pairs in keyring.contacts().items()},
        )
        answer.headers["Cache-Control"] = DAY
        return answer

    return blueprint
