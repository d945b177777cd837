"""Wire shape of an origin."""

from marshmallow import Schema, fields, validate

PERU, OTHER = "peru", "otro"


class OriginSchema(Schema):
    """One of two answers, and the version of the text she agreed to."""

    answer = fields.String(required=True, validate=validate.OneOf((PERU, OTHER)))
    text_version = fields.Integer(
        required=True, strict=True, validate=validate.Range(min=1, max=9999)
    )
