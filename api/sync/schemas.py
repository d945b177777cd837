"""Wire shapes of the exchange (docs/sync-protocol.md section 3)."""

from marshmallow import EXCLUDE, Schema, fields, validate

MAX_HELD = 200
ID = validate.Regexp(r"[A-Za-z0-9_-]{21}[AQgw]\Z")
SLUG = validate.Regexp(r"[a-z0-9][a-z0-9-]{0,63}\Z")
EPOCH = validate.Regexp(r"([A-Za-z0-9_-]{11})?\Z")
SHORT = validate.Regexp(r"[A-Za-z0-9_-]{0,64}\Z")
NUMBER = validate.Range(min=0, max=2**53 - 1)


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


class SyncRequestSchema(Schema):
    """One request: who, what is known, and what is new as `rows` or as `cols`."""

    class Meta:
        """A newer phone may say more."""

        unknown = EXCLUDE

    sub = fields.String(required=True, validate=ID)
    ed = fields.String(required=True, validate=SLUG)
    ep = fields.String(required=True, validate=EPOCH)
    cat = fields.String(required=True, validate=SHORT)
    cur = fields.Nested(CursorSchema, required=True)
    held = fields.List(
        fields.String(validate=ID), required=True, validate=validate.Length(max=MAX_HELD)
    )
    rows = fields.List(fields.Raw(allow_none=True), metadata={"maxItems": 500})
    cols = fields.Raw(metadata={"type": "object"})  # unpacked, and judged, by columns.py
    sum = fields.String(validate=validate.Regexp(r"[A-Za-z0-9_-]{8}\Z"))


class SyncAnswerSchema(Schema):
    """The answer to any request that was understood."""

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
    cur = fields.Nested(CursorSchema, required=True)
    cat = fields.String()
    more = fields.Boolean()
    news = fields.List(fields.Dict())
