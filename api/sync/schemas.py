"""Wire shapes of the exchange (docs/sync-protocol.md section 3)."""

from typing import Any, cast

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from api.errors import Invalid, Malformed
from api.sync.intake import Doubled
from api.sync.registry import Json

MAX_HELD = 200
ID = validate.Regexp(r"[A-Za-z0-9_-]{21}[AQgw]\Z")
SLUG = validate.Regexp(r"[a-z0-9][a-z0-9-]{0,63}\Z")
EPOCH = validate.Regexp(r"([A-Za-z0-9_-]{11})?\Z")
SHORT = validate.Regexp(r"[A-Za-z0-9_-]{0,64}\Z")
HASH = validate.Regexp(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]\Z")
MAX_TWINS = 8
NUMBER = validate.Range(min=0, max=2**53 - 1)


def shaped(parsed: Json, schema: type[Schema], **how: Any) -> dict[str, Any]:
    """Read parsed JSON as one shape; raises Malformed or Invalid."""
    if isinstance(parsed, Doubled):
        raise Malformed("request.json")
    try:
        return cast("dict[str, Any]", schema(**how).load(cast(Any, parsed)))
    except ValidationError as fault:
        raise Invalid("request.invalid") from fault


class HealthSchema(Schema):
    """Signs of life; `ep` names this life of the log."""

    status = fields.String(required=True)
    ep = fields.String(required=True)


class CursorSchema(Schema):
    """The last number seen of the learner's and of the edition's stream."""

    class Meta:
        """A newer phone may say more."""

        unknown = EXCLUDE

    l = fields.Integer(required=True, strict=True, validate=NUMBER)  # noqa: E741
    e = fields.Integer(required=True, strict=True, validate=NUMBER)


class AppendTokenSchema(Schema):
    """The SHA-256 of an append token, to be known beside the one that asks."""

    class Meta:
        """A newer phone may say more."""

        unknown = EXCLUDE

    append = fields.String(required=True, validate=HASH)


class ParcelTokensSchema(AppendTokenSchema):
    """The SHA-256 of both tokens of a phone; `old` is the session token they take the place of."""

    session = fields.String(required=True, validate=HASH)
    old = fields.String(validate=HASH)


class EventsSchema(Schema):
    """Events of one subject, as `rows` or as `cols`, and every replica its phone holds."""

    class Meta:
        """A newer phone may say more."""

        unknown = EXCLUDE

    sub = fields.String(required=True, validate=ID)
    held = fields.List(
        fields.String(validate=ID), required=True, validate=validate.Length(max=MAX_HELD)
    )
    rows = fields.List(fields.Raw(allow_none=True), metadata={"maxItems": 500})
    cols = fields.Raw(metadata={"type": "object"})  # unpacked, and judged, by columns.py
    sum = fields.String(validate=validate.Regexp(r"[A-Za-z0-9_-]{8}\Z"))


class ParcelSchema(EventsSchema):
    """What is inside a parcel."""

    tok = fields.Nested(ParcelTokensSchema)


class SyncRequestSchema(EventsSchema):
    """One request: who, what is known, and what is new."""

    ed = fields.String(required=True, validate=SLUG)
    ep = fields.String(required=True, validate=EPOCH)
    cat = fields.String(required=True, validate=SHORT)
    cur = fields.Nested(CursorSchema, required=True)
    tok = fields.Nested(AppendTokenSchema)
    tw = fields.Dict(
        keys=fields.String(validate=ID),
        values=fields.Integer(strict=True, validate=NUMBER),
        validate=validate.Length(max=MAX_TWINS),
    )


class ReceiptSchema(Schema):
    """What became of the events of a parcel."""

    ep = fields.String(required=True)
    kept = fields.List(fields.Integer(), required=True)
    v = fields.List(
        fields.Raw(),
        required=True,
        metadata={
            "items": {
                "type": "array",
                "prefixItems": [{"type": "string"}, {"type": "integer"}],
                "minItems": 2,
                "maxItems": 2,
            }
        },
    )


class SyncAnswerSchema(ReceiptSchema):
    """The answer to any request that was understood."""

    cur = fields.Nested(CursorSchema, required=True)
    tw = fields.Dict(keys=fields.String(), values=fields.Integer())
    cat = fields.String()
    more = fields.Boolean()
    news = fields.List(fields.Dict())
