"""Wire shapes of a learner's own data."""

from marshmallow import Schema, fields


class TokenSchema(Schema):
    """A token, without the token: of which phone, how it came, by whose help, until when."""

    kind = fields.String(required=True)
    created_at = fields.Integer(required=True)
    phone = fields.String(required=True)
    how = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    revoked_at = fields.Integer(required=True, allow_none=True)


class LearnerSchema(Schema):
    """Everything this server holds of one learner."""

    subject = fields.String(required=True)
    tokens = fields.List(fields.Nested(TokenSchema), required=True)
    twins = fields.List(fields.Dict(), required=True)
    contacts = fields.List(fields.Dict(), required=True)
    origin = fields.Dict(required=True)
    proofs = fields.List(fields.Dict(), required=True)
    ways = fields.Dict(required=True)
    replicas = fields.List(fields.Dict(), required=True)
    events = fields.List(fields.Dict(), required=True)
    lessons = fields.List(fields.Dict(), required=True)
    membership = fields.Dict(required=True, allow_none=True)
