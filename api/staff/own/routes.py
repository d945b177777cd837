"""HTTP of one's own account."""

import segno
from flask import Response
from flask_smorest import Blueprint

from api.staff import factors, schemas
from api.staff.door import Door
from api.staff.me import me_of
from api.staff.refusals import BODY, FACTOR, INSIDE, NOT_OURS, STEPPED, WAITS, WEAK
from api.staff.signin import Entrance
from api.sync.reading import body, empty, private
from api.wire import COOKIE, refuses, takes

NOT_OLD = {403: "`staff.password`: not the old one; `staff.step_up`; `staff.origin`"}
FULL_RING = {422: "`staff.passkeys`: ten already; `request.invalid`"}


def own_blueprint(entrance: Entrance) -> Blueprint:
    """Serve an account's password and second factors."""
    blueprint = Blueprint("staff-own", __name__, description="Staff: one's own account")
    door = Door(entrance.place)
    blueprint.before_request(door.check)
    _password(blueprint, door, entrance)
    _totp(blueprint, door, entrance)
    _passkeys(blueprint, door, entrance)
    _step_up(blueprint, door, entrance)
    return blueprint


def _password(blueprint: Blueprint, door: Door, entrance: Entrance) -> None:
    @blueprint.route("/api/v1/staff/password", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.PasswordSchema)
    @refuses(blueprint, BODY | INSIDE | WAITS | NOT_OLD | WEAK)
    @blueprint.response(204)
    def password() -> Response:
        """Change one's password; every other session of the account ends."""
        who, asked = door.inside(), body(schemas.PasswordSchema)
        entrance.change_password(who, asked["old"], asked["new"], door.browser)
        return empty()

    @blueprint.route("/api/v1/staff/recovery-codes", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE | STEPPED)
    @blueprint.response(200, schemas.CodesSchema)
    def recovery_codes() -> Response:
        """Give ten new recovery codes; the old ones are void."""
        return private({"recovery": entrance.renew_recovery(door.inside())})


def _totp(blueprint: Blueprint, door: Door, entrance: Entrance) -> None:
    @blueprint.route("/api/v1/staff/totp", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE | STEPPED)
    @blueprint.response(200, schemas.TotpSchema)
    def totp() -> Response:
        """Give a new secret for an authenticator app, in letters and as a QR code."""
        who = door.enrolling()
        secret = entrance.enrol_totp(who)
        uri = factors.totp_uri(secret, who.name)
        qr = segno.make(uri, error="m", micro=False)
        picture = qr.svg_data_uri(border=4, dark="#000", light="#fff")
        return private({"secret": secret, "uri": uri, "qr": picture})

    @blueprint.route("/api/v1/staff/totp/confirm", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.TotpCodeSchema)
    @refuses(blueprint, BODY | INSIDE | WAITS | FACTOR)
    @blueprint.response(200, schemas.CodesSchema)
    def confirm() -> Response:
        """Enrol the app that made this code; with the first factor come ten recovery codes."""
        who, asked = door.enrolling(), body(schemas.TotpCodeSchema)
        codes, cookie, known = entrance.confirm_totp(who, asked["code"], door.browser)
        return door.let_in(private({"recovery": codes}), cookie, known)


def _passkeys(blueprint: Blueprint, door: Door, entrance: Entrance) -> None:
    @blueprint.route("/api/v1/staff/passkeys/options", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE | STEPPED)
    @blueprint.response(200, {"type": "object"}, description="PublicKeyCredentialCreationOptions")
    def options() -> Response:
        """Give what the browser needs to make a passkey."""
        who = door.enrolling()
        return private(entrance.passkey_options(who))

    @blueprint.route("/api/v1/staff/passkeys", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.PasskeySchema)
    @refuses(blueprint, BODY | INSIDE | FACTOR | FULL_RING)
    @blueprint.response(200, schemas.CodesSchema)
    def passkey() -> Response:
        """Enrol a passkey just made; with the first factor come ten recovery codes."""
        who, asked = door.enrolling(), body(schemas.PasskeySchema)
        codes, cookie, known = entrance.add_passkey(
            who, asked["passkey"], door.browser, door.origin
        )
        return door.let_in(private({"recovery": codes}), cookie, known)


def _step_up(blueprint: Blueprint, door: Door, entrance: Entrance) -> None:
    @blueprint.route("/api/v1/staff/step-up/options", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @refuses(blueprint, NOT_OURS | INSIDE)
    @blueprint.response(200, schemas.HalfSchema)
    def step_up_options() -> Response:
        """Say which second factors there are, and give what the browser needs for a passkey."""
        who = door.inside()
        options = factors.request(who.account, who.session, entrance.place)
        return private({"factors": me_of(who)["factors"], "passkey": options})

    @blueprint.route("/api/v1/staff/step-up", methods=["POST"])
    @blueprint.doc(security=COOKIE)
    @takes(blueprint, schemas.SecondSchema)
    @refuses(blueprint, BODY | INSIDE | WAITS | FACTOR)
    @blueprint.response(204)
    def step_up() -> Response:
        """Show the second factor again; it counts for ten minutes."""
        who, shown = door.inside(), body(schemas.SecondSchema)
        entrance.step_up(who, shown, door.browser, door.origin)
        return empty()
