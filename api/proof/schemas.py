"""Wire shapes of certificates."""

from marshmallow import Schema, fields, validate

from api.sealing.schemas import PublicKeySchema


class AskProofSchema(Schema):
    """SHA-256 of a salt and her name; both stay on her phone."""

    hash = fields.String(
        required=True, validate=validate.Regexp(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]\Z")
    )


class ProofSchema(Schema):
    """A certificate: the credential as a JWT, and the short code for a QR."""

    id = fields.String(required=True)
    credential = fields.String(required=True)
    code = fields.String(required=True)


class IssuerSchema(Schema):
    """Who signs, with which keys, newest first, and the signed list of what was revoked."""

    name = fields.String(required=True)
    url = fields.String(required=True)
    keys = fields.List(fields.Nested(PublicKeySchema), required=True)
    revoked = fields.String(
        required=True, metadata={"description": "a JWT by the newest key: `iat`, `revoked`: ids"}
    )
