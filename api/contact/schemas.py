"""Wire shape of a contact."""

from marshmallow import Schema, fields, validate

from api.sync.schemas import SLUG


class ContactSchema(Schema):
    """A contact sealed to the edition's key, and the version of the text she agreed to."""

    edition = fields.String(required=True, validate=SLUG)
    kid = fields.String(required=True, validate=validate.Regexp(r"[A-Za-z0-9_-]{8}\Z"))
    ct = fields.String(required=True, validate=validate.Regexp(r"[A-Za-z0-9_-]{109,2048}\Z"))
    text_version = fields.Integer(
        required=True, strict=True, validate=validate.Range(min=1, max=9999)
    )
