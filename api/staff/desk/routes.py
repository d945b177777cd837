"""HTTP of accounts, roles and the record."""

from flask import Response, request
from flask_smorest import Blueprint

from api.errors import Invalid
from api.staff import accounts, audit, schemas
from api.staff.door import Door
from api.staff.place import Place
from api.staff.refusals import BODY, INSIDE, NOT_OURS, ROLE, SELF
from api.sync.reading import body, empty, private
from api.wire import COOKIE, refuses, takes

NO_ACCOUNT = {404: "`staff.account`: no such account in your editions"}
NEW_ACCOUNT = {
    422: "`staff.name`: letters and numbers; `staff.name_taken`; `staff.roles`; `request.invalid`"
}


def desk_blueprint(place: Place) -> Blueprint:
    """Serve what an admin and a data officer do."""
    blueprint = Blueprint("staff-desk", __name__, description="Staff: accounts and the record")
    door = Door(place)
    blueprint.before_request(door.check)
    _accounts(blueprint, door)
    _account(blueprint, door)
    _record(blueprint, door)
    return blueprint


def _accounts(blueprint: Blueprint, door: Door) -> None:
    @blueprint.route("/api/v1/staff/accounts", methods=["GET"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE | ROLE)
    @blueprint.response(200, schemas.AccountsSchema)
    def see() -> Response:
        """List the accounts with a role in one's editions."""
        return private({"accounts": accounts.listed(door.inside())})

    @blueprint.route("/api/v1/staff/accounts", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.InviteSchema)
    @refuses(blueprint, BODY | INSIDE | ROLE | NEW_ACCOUNT)
    @blueprint.response(200, schemas.NewLinkSchema)
    def invite() -> Response:
        """Make an account with roles; answer its one-time code."""
        who, asked = door.inside(), body(schemas.InviteSchema)
        roles = [(one["edition"], one["role"]) for one in asked["roles"]]
        code = accounts.invite(who, asked["name"].strip().lower(), roles, asked["why"])
        return private({"code": code, "seconds": accounts.LINK_S})


def _account(blueprint: Blueprint, door: Door) -> None:
    @blueprint.route("/api/v1/staff/accounts/<name>/link", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.WhySchema)
    @refuses(blueprint, BODY | INSIDE | SELF | NO_ACCOUNT)
    @blueprint.response(200, schemas.NewLinkSchema)
    def link(name: str) -> Response:
        """Give a new one-time code to somebody who lost password or factors."""
        who, asked = door.inside(), body(schemas.WhySchema)
        code = accounts.link_again(who, name, asked["why"])
        return private({"code": code, "seconds": accounts.LINK_S})

    @blueprint.route("/api/v1/staff/accounts/<name>/disabled", methods=["PUT"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.DisabledSchema)
    @refuses(blueprint, BODY | INSIDE | SELF | NO_ACCOUNT)
    @blueprint.response(204)
    def disabled(name: str) -> Response:
        """Stop an account, sessions and all, or let it in again."""
        who, asked = door.inside(), body(schemas.DisabledSchema)
        accounts.set_disabled(who, name, asked["disabled"], asked["why"])
        return empty()

    @blueprint.route("/api/v1/staff/accounts/<name>/roles/<edition>", methods=["PUT"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.RolesSchema)
    @refuses(blueprint, BODY | INSIDE | SELF | {404: "`staff.account`; `edition.unknown`"})
    @blueprint.response(204)
    def roles(name: str, edition: str) -> Response:
        """Set what somebody else is in one edition; it counts from her next request."""
        who, asked = door.inside(), body(schemas.RolesSchema)
        accounts.set_roles(who, name, edition, asked["roles"], asked["why"])
        return empty()


def _record(blueprint: Blueprint, door: Door) -> None:
    @blueprint.route("/api/v1/staff/audit", methods=["GET"])
    @blueprint.doc(security=COOKIE, parameters=[BEFORE])
    @refuses(blueprint, NOT_OURS | INSIDE | ROLE | {422: "`request.invalid`"})
    @blueprint.response(200, schemas.AuditSchema)
    def lines() -> Response:
        """Show a hundred lines of the record of one's editions, newest first."""
        where = door.inside().editions("audit.read")
        before = request.args.get("before", "")
        if before and not (before.isascii() and before.isdecimal() and len(before) <= MAX_DIGITS):
            raise Invalid("request.invalid")
        return private({"lines": audit.page(where, int(before) if before else None)})


MAX_DIGITS = 15
BEFORE = {
    "in": "query",
    "name": "before",
    "required": False,
    "schema": {"type": "integer", "minimum": 0, "maximum": 10**MAX_DIGITS - 1},
}
