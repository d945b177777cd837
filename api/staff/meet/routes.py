"""HTTP of noting that a learner was met."""

from collections.abc import Callable

from flask import Response
from flask_smorest import Blueprint

from api.errors import NotFound
from api.staff import schemas
from api.staff.door import Door
from api.staff.meet import service
from api.staff.place import Place
from api.staff.refusals import BODY, INSIDE, NOT_OURS, ROLE
from api.sync.reading import body, empty, private
from api.sync.streams import learner_stream
from api.wire import COOKIE, refuses, takes

NO_MEMBER = {404: "`staff.member`: nobody with this number in your editions"}
NO_MEETING = {404: "`staff.meeting`: not noted, or undone; `staff.member`"}


def meet_blueprint(place: Place, after_append: Callable[[str], None]) -> Blueprint:
    """Serve noting and undoing; `after_append` follows her stream."""
    blueprint = Blueprint("staff-meet", __name__, description="Staff: in touch with a learner")
    door = Door(place)
    blueprint.before_request(door.check)

    @blueprint.route("/api/v1/staff/meetings", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.MeetSchema)
    @refuses(blueprint, BODY | INSIDE | ROLE | NO_MEMBER)
    @blueprint.response(200, schemas.NotedSchema)
    def note() -> Response:
        """Note that a member was called, met or answered today or yesterday; once a day and kind.

        Her phone asks her whether it was so, and only then it counts.
        """
        who, asked = door.inside(), body(schemas.MeetSchema)
        noted = service.note(who, asked["subject"], asked["kind"], asked["days_ago"])
        after_append(learner_stream(asked["subject"]))
        return private(noted)

    @blueprint.route("/api/v1/staff/meetings/<subject>/<meeting>", methods=["DELETE"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE | ROLE | NO_MEETING)
    @blueprint.response(204)
    def undo(subject: str, meeting: str) -> Response:
        """Take a note back; her phone asks no more."""
        who = door.inside()
        if "\0" in subject:  # PostgreSQL has no such text
            raise NotFound("staff.member")
        service.undo(who, subject, meeting)
        after_append(learner_stream(subject))
        return empty()

    return blueprint
