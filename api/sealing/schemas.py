"""Wire shapes of the keys."""

from marshmallow import Schema, fields


class PublicKeySchema(Schema):
    """A public key: its short name, and its raw uncompressed point of P-256 as base64url."""

    kid = fields.String(required=True)
    pub = fields.String(required=True)


class KeysSchema(Schema):
    """What to seal to: `seal` for parcels, newest first; one for each edition with contacts."""

    seal = fields.List(fields.Nested(PublicKeySchema), required=True)
    editions = fields.Dict(
        keys=fields.String(), values=fields.Nested(PublicKeySchema), required=True
    )
