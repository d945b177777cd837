"""HTTP of signing in and out."""

from flask import Response
from flask_smorest import Blueprint

from api.db import write
from api.staff import accounts, factors, schemas, sessions
from api.staff.door import Door
from api.staff.me import factors_of, me_of
from api.staff.refusals import BODY, FACTOR, INSIDE, NOT_OURS, WAITS, WEAK
from api.staff.signin import Entrance
from api.sync.reading import body, empty, private
from api.wire import COOKIE, refuses, takes

NO_LINK = {404: "`staff.link`: used, old or never there"}
NO_NAME = {401: "`staff.refused`: not this name with this password"}


def staff_blueprint(entrance: Entrance) -> Blueprint:
    """Serve the ways in and the way out."""
    blueprint = Blueprint("staff", __name__, description="Staff: signing in")
    door = Door(entrance.place)
    blueprint.before_request(door.check)
    _two_steps(blueprint, door, entrance)
    _links(blueprint, door, entrance)
    _session(blueprint, door)
    return blueprint


def _two_steps(blueprint: Blueprint, door: Door, entrance: Entrance) -> None:
    @blueprint.route("/api/v1/staff/session", methods=["POST"])
    @takes(blueprint, schemas.FirstSchema)
    @refuses(blueprint, BODY | NO_NAME | WAITS)
    @blueprint.response(200, schemas.HalfSchema)
    def first() -> Response:
        """Begin to sign in with a name and a password.

        Unknown names answer as wrong passwords do. The cookie is good for the second step alone.
        """
        asked = body(schemas.FirstSchema)
        name, password = asked["name"], asked["password"]
        cookie, who = entrance.first(name, password, asked["recovery"], door.browser)
        options = factors.request(who.account, who.session, entrance.place)
        return door.let_in(private({"factors": factors_of(who), "passkey": options}), cookie)

    @blueprint.route("/api/v1/staff/session/second", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.SecondSchema)
    @refuses(blueprint, BODY | INSIDE | WAITS | FACTOR)
    @blueprint.response(200, schemas.MeSchema)
    def second() -> Response:
        """Finish signing in with the second factor."""
        who, shown = door.half(), body(schemas.SecondSchema)
        cookie, known = entrance.second(who, shown, door.browser, door.origin)
        inside = sessions.find(cookie, sessions.FULL)
        return door.let_in(private(me_of(inside)), cookie, known)


def _links(blueprint: Blueprint, door: Door, entrance: Entrance) -> None:
    @blueprint.route("/api/v1/staff/links/open", methods=["POST"])
    @takes(blueprint, schemas.LinkSchema)
    @refuses(blueprint, BODY | NO_LINK)
    @blueprint.response(200, schemas.OpenedSchema)
    def open_link() -> Response:
        """Say whose one-time link it is; that does not spend it."""
        return private({"name": accounts.of_link(body(schemas.LinkSchema)["code"]).name})

    @blueprint.route("/api/v1/staff/links/use", methods=["POST"])
    @takes(blueprint, schemas.UseLinkSchema)
    @refuses(blueprint, BODY | NO_LINK | WEAK)
    @blueprint.response(200, schemas.MeSchema)
    def use_link() -> Response:
        """Set the password by a one-time link; it is spent once a second factor is enrolled."""
        asked = body(schemas.UseLinkSchema)
        cookie, who = entrance.use_link(asked["code"], asked["password"])
        return door.let_in(private(me_of(who)), cookie)


def _session(blueprint: Blueprint, door: Door) -> None:
    @blueprint.route("/api/v1/staff/session", methods=["DELETE"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE)
    @blueprint.response(204)
    def out() -> Response:
        """Sign out."""
        who = door.anyone()
        with write():
            sessions.end(who.session)
        return door.let_out(empty())

    @blueprint.route("/api/v1/staff/me", methods=["GET"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE)
    @blueprint.response(200, schemas.MeSchema)
    def me() -> Response:
        """Say who is signed in, and what she may do where."""
        return private(me_of(door.enrolling()))
