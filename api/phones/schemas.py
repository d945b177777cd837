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
