"""HTTP of helping a learner back in."""

from flask import Response, request
from flask_smorest import Blueprint

from api.editions.service import exists
from api.errors import NotFound
from api.staff import schemas
from api.staff.door import Door
from api.staff.help import service
from api.staff.place import Place
from api.staff.refusals import BODY, INSIDE, NOT_OURS, ROLE, SELF
from api.staff.schemas import SLUG
from api.sync.reading import body, empty, private
from api.wire import COOKIE, refuses, takes

NO_MEMBER = {404: "`staff.member`: nobody with this number in your editions; `learner.unknown`"}
OFTEN = {429: "`try.later`: she was helped five times this hour, `Retry-After`"}
NO_ASK = {404: "`staff.ask`: done, old or of another edition; `learner.unknown`"}
TWO = {403: "`staff.second`: a second person has to agree first; `staff.role`; `staff.step_up`"}
EDITION = {"in": "query", "name": "edition", "required": True, "schema": {"type": "string"}}


def help_blueprint(place: Place) -> Blueprint:
    """Serve what a mentor does for the members of her edition."""
    blueprint = Blueprint("staff-help", __name__, description="Staff: helping a learner back in")
    door = Door(place)
    blueprint.before_request(door.check)
    _face_to_face(blueprint, door)
    _from_afar(blueprint, door)
    return blueprint


def _face_to_face(blueprint: Blueprint, door: Door) -> None:
    @blueprint.route("/api/v1/staff/members", methods=["GET"])
    @blueprint.doc(security=COOKIE, parameters=[EDITION])
    @refuses(blueprint, NOT_OURS | INSIDE | ROLE | {404: "`edition.unknown`"})
    @blueprint.response(200, schemas.MembersSchema)
    def members() -> Response:
        """List the members of an edition by number and drawing; the record keeps who looked."""
        who, edition = door.inside(), request.args.get("edition", "")
        if not SLUG.fullmatch(edition) or not exists(edition):
            raise NotFound("edition.unknown")
        return private({"members": service.see(who, edition)})

    @blueprint.route("/api/v1/staff/recoveries", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.HelpSchema)
    @refuses(blueprint, BODY | INSIDE | ROLE | NO_MEMBER | OFTEN)
    @blueprint.response(200, schemas.HelpedSchema)
    def recover() -> Response:
        """Help a member onto a new phone.

        `face`: she stands here, and the code is answered. `afar`: the answer is the number of a
        request that a second member of staff has to agree to.
        """
        who, asked = door.inside(), body(schemas.HelpSchema)
        return private(service.bring_back(who, asked["subject"], asked["how"], asked["why"]))


def _from_afar(blueprint: Blueprint, door: Door) -> None:
    @blueprint.route("/api/v1/staff/recoveries", methods=["GET"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE | ROLE)
    @blueprint.response(200, schemas.AsksSchema)
    def waiting() -> Response:
        """List the requests of one's editions that wait for a second."""
        return private({"asks": service.waiting(door.inside())})

    @blueprint.route("/api/v1/staff/recoveries/<ask>/second", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE | SELF | NO_ASK)
    @blueprint.response(204)
    def second(ask: str) -> Response:
        """Agree to somebody else's request."""
        service.second(door.inside(), ask)
        return empty()

    @blueprint.route("/api/v1/staff/recoveries/<ask>/code", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE | TWO | NO_ASK | OFTEN)
    @blueprint.response(200, schemas.RecoveryCodeSchema)
    def take(ask: str) -> Response:
        """Give the code of one's own request once a second has agreed; a single time."""
        return private({"code": service.take(door.inside(), ask)})
