"""Wire shapes of the ways back in."""

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.recovery.pictures import PICTURES
from api.sync.schemas import HASH, ID

BOX = validate.Regexp(r"[A-Za-z0-9_-]{1,512}\Z")


class ArrivingSchema(Schema):
    """The SHA-256 of the tokens the new phone has made."""

    session = fields.String(required=True, validate=HASH)
    append = fields.String(validate=HASH)

    @validates_schema
    def _differ(self, asked: dict[str, object], **_: object) -> None:
        if asked["session"] == asked.get("append"):
            raise ValidationError("one token cannot be both")


class CodeSchema(Schema):
    """A code to type or scan on the other phone, and how long it lives."""

    code = fields.String(required=True)
    seconds = fields.Integer(required=True)


class LinkClaimSchema(ArrivingSchema):
    """A code as it was typed."""

    code = fields.String(required=True, validate=validate.Regexp(r"[0-9A-Za-z -]{8,16}\Z"))


class SubjectSchema(Schema):
    """For whom this phone speaks now, and her drawing if the server knows it."""

    subject = fields.String(required=True)
    avatar = fields.String()


class LlaveNameSchema(Schema):
    """What the phone draws from the twelve characters: a name of 16 bytes, a proof of 32."""

    id = fields.String(required=True, validate=ID)
    auth = fields.String(required=True, validate=HASH)


class LlaveSchema(LlaveNameSchema):
    """The same, and her own keys wrapped so that only the characters open them."""

    box = fields.String(required=True, validate=BOX)


class LlaveClaimSchema(LlaveNameSchema, ArrivingSchema):
    """A llave, by what is drawn from it."""


class LlaveSubjectSchema(SubjectSchema):
    """For whom this phone speaks now, and her own keys, wrapped."""

    box = fields.String(required=True)


class CardSchema(Schema):
    """The number of a card and its four pictures in order."""

    number = fields.String(required=True, validate=validate.Regexp(r"[0-9]{8}\Z"))
    pictures = fields.List(
        fields.String(validate=validate.OneOf(sorted(PICTURES))),
        required=True,
        validate=validate.Length(equal=4),
    )


class CardClaimSchema(CardSchema, ArrivingSchema):
    """A card, from a phone that is new."""
