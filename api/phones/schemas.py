"""Wire shapes of phones."""

from marshmallow import Schema, ValidationError, fields, validates_schema

from api.sync.schemas import HASH


class TokensSchema(Schema):
    """The SHA-256 of a phone's new tokens; without `append` it has none."""

    session = fields.String(required=True, validate=HASH)
    append = fields.String(validate=HASH)

    @validates_schema
    def _differ(self, asked: dict[str, str], **_: object) -> None:
        if asked["session"] == asked.get("append"):
            raise ValidationError("one token cannot be both")


class PhoneSchema(Schema):
    """A phone that speaks for her: how it came, by whose help, since when, whether it is this."""

    id = fields.String(required=True)
    how = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.Integer(required=True)
    this = fields.Boolean(required=True)


class TwinTokenSchema(Schema):
    """A session token of the other subject."""

    token = fields.String(required=True, validate=HASH)


class TwinSchema(Schema):
    """Who else is the same person, since when, and until when that can be undone."""

    subject = fields.String(required=True)
    at = fields.Integer(required=True)
    until = fields.Integer(required=True)
