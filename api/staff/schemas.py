"""Wire shapes of staff."""

import json
import re
from collections.abc import Callable
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from api.staff.permissions import ROLES

UNSOUND = re.compile("[\x00\ud800-\udfff]")


def sound(text: str) -> None:
    """Refuse what is no text at all, and the character that PostgreSQL cannot hold."""
    if UNSOUND.search(text):
        raise ValidationError("text")


def text(least: int, most: int) -> list[Callable[[str], Any]]:
    """Check a text of so many letters."""
    return [validate.Length(min=least, max=most), sound]


NAME, WHY, SECRET, CODE = text(1, 64), text(0, 160), text(0, 400), text(1, 64)
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
EDITION = validate.Regexp(rf"(\*|{SLUG.pattern})\Z")
SUBJECT = validate.Regexp(r"[A-Za-z0-9_-]{21}[AQgw]\Z")
ROLE = validate.OneOf(ROLES)
MEETINGS = ("call", "visit", "session", "message")


class Asked(Schema):
    """A request's body; a newer page may say more."""

    class Meta:
        """What is not known is left aside."""

        unknown = EXCLUDE


def _credential(shown: dict[str, Any]) -> None:
    """Refuse a credential with such text anywhere inside."""
    sound(json.dumps(shown, ensure_ascii=False).replace("\\u0000", "\x00"))


class FirstSchema(Asked):
    """A name and a password; with a recovery code when strangers make her wait."""

    name = fields.String(required=True, validate=NAME)
    password = fields.String(required=True, validate=SECRET)
    recovery = fields.String(load_default="", validate=SECRET)


class SecondSchema(Asked):
    """One second factor: the app's `code`, a `passkey`, or a `recovery` code."""

    code = fields.String(validate=CODE)
    recovery = fields.String(validate=CODE)
    passkey = fields.Dict(keys=fields.String(), validate=_credential)

    @validates_schema
    def one(self, data: dict[str, Any], **_: Any) -> None:
        """Take exactly one."""
        if len(data) != 1:
            raise ValidationError("one of code, recovery, passkey")


class LinkSchema(Asked):
    """A one-time code."""

    code = fields.String(required=True, validate=CODE)


class UseLinkSchema(LinkSchema):
    """A one-time code and the password to set."""

    password = fields.String(required=True, validate=SECRET)


class PasswordSchema(Asked):
    """A change of password."""

    old = fields.String(required=True, validate=SECRET)
    new = fields.String(required=True, validate=SECRET)


class TotpCodeSchema(Asked):
    """The first code of an app."""

    code = fields.String(required=True, validate=CODE)


class PasskeySchema(Asked):
    """A passkey just made, as its `toJSON()` says."""

    passkey = fields.Dict(keys=fields.String(), required=True, validate=_credential)


class RoleSchema(Asked):
    """A role in an edition; `*` is every edition."""

    edition = fields.String(required=True, validate=EDITION)
    role = fields.String(required=True, validate=ROLE)


class InviteSchema(Asked):
    """A new account and its roles."""

    name = fields.String(required=True, validate=NAME)
    roles = fields.List(
        fields.Nested(RoleSchema), required=True, validate=validate.Length(min=1, max=20)
    )
    why = fields.String(load_default="", validate=WHY)


class WhySchema(Asked):
    """A reason for the record."""

    why = fields.String(load_default="", validate=WHY)


class DisabledSchema(WhySchema):
    """Stop an account, or let it in again."""

    disabled = fields.Boolean(required=True, truthy={True}, falsy={False})


class RolesSchema(WhySchema):
    """The roles an account is to have in one edition."""

    roles = fields.List(
        fields.String(validate=ROLE), required=True, validate=validate.Length(max=5)
    )


class HelpSchema(Asked):
    """Whom to help: `face` when she stands here, `afar` when she does not."""

    subject = fields.String(required=True, validate=SUBJECT)
    how = fields.String(required=True, validate=validate.OneOf(["face", "afar"]))
    why = fields.String(required=True, validate=text(3, 160))


class MeetSchema(Asked):
    """Who was met, how, and whether today (0) or yesterday (1)."""

    subject = fields.String(required=True, validate=SUBJECT)
    kind = fields.String(required=True, validate=validate.OneOf(MEETINGS))
    days_ago = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=1))


class FactorsSchema(Schema):
    """Which second factors an account has."""

    totp = fields.Boolean(required=True)
    passkeys = fields.Integer(required=True)
    recovery = fields.Integer(required=True)


class HalfSchema(Schema):
    """The password was right: which second factors are left to show, and how."""

    factors = fields.Nested(FactorsSchema, required=True)
    passkey = fields.Dict(required=True, allow_none=True)


class MeSchema(Schema):
    """Who is signed in, in which editions, and what she may do where (`*`: in all of them)."""

    name = fields.String(required=True)
    stage = fields.String(required=True)
    roles = fields.List(fields.Nested(RoleSchema), required=True)
    editions = fields.List(fields.String(), required=True)
    may = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    factors = fields.Nested(FactorsSchema, required=True)
    step_up_s = fields.Integer(required=True)


class OpenedSchema(Schema):
    """Whose link it is."""

    name = fields.String(required=True)


class TotpSchema(Schema):
    """A new secret for an authenticator app; `qr` is its picture as a data address."""

    secret = fields.String(required=True)
    uri = fields.String(required=True)
    qr = fields.String(required=True)


class CodesSchema(Schema):
    """Recovery codes, shown once; none when there were some already."""

    recovery = fields.List(fields.String(), required=True)


class NewLinkSchema(Schema):
    """A one-time code, to be opened as `/equipo#<code>`."""

    code = fields.String(required=True)
    seconds = fields.Integer(required=True)


class AccountSchema(Schema):
    """An account as its admin sees it."""

    name = fields.String(required=True)
    ready = fields.Boolean(required=True)
    disabled = fields.Boolean(required=True)
    roles = fields.List(fields.Nested(RoleSchema), required=True)


class AccountsSchema(Schema):
    """The accounts of the asker's editions."""

    accounts = fields.List(fields.Nested(AccountSchema), required=True)


class RecordLineSchema(Schema):
    """One line of the record."""

    n = fields.Integer(required=True)
    at = fields.Integer(required=True)
    who = fields.String(required=True)
    what = fields.String(required=True)
    edition = fields.String(required=True)
    whom = fields.String(required=True)
    why = fields.String(required=True)
    hash = fields.String(required=True)


class AuditSchema(Schema):
    """Lines of the record, newest first."""

    lines = fields.List(fields.Nested(RecordLineSchema), required=True)


class NotedSchema(Schema):
    """What stands noted, and on which day in Lima, as days since 1970; not what she answered."""

    meeting = fields.String(required=True)
    kind = fields.String(required=True)
    day = fields.Integer(required=True)


class MemberSchema(Schema):
    """A learner of an edition: a number, a drawing, and when the team noted it met her."""

    subject = fields.String(required=True)
    avatar = fields.String(required=True, allow_none=True)
    joined_at = fields.Integer(required=True)
    met = fields.List(fields.Nested(NotedSchema), required=True)


class MembersSchema(Schema):
    """The learners of an edition, newest first."""

    members = fields.List(fields.Nested(MemberSchema), required=True)


class HelpedSchema(Schema):
    """A code for the new phone, or the number of a request that waits for a second."""

    code = fields.String(required=True, allow_none=True)
    id = fields.String(required=True, allow_none=True)


class AskSchema(Schema):
    """A request that waits."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    member = fields.String(required=True)
    why = fields.String(required=True)
    by = fields.String(required=True)
    second = fields.String(required=True, allow_none=True)
    mine = fields.Boolean(required=True)


class AsksSchema(Schema):
    """The requests that wait in the asker's editions."""

    asks = fields.List(fields.Nested(AskSchema), required=True)


class RecoveryCodeSchema(Schema):
    """The eight letters to type on the new phone."""

    code = fields.String(required=True)
