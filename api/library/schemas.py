"""Wire shapes of the catalogue."""

from marshmallow import Schema, fields


class EntrySchema(Schema):
    """One bundle on offer; `kind` tells modules, packs, art, words and editions apart."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    url = fields.String(required=True)
    sha256 = fields.String(required=True)
    transfer_bytes = fields.Integer(required=True, metadata={"description": "with brotli"})
    stored_bytes = fields.Integer(required=True)
    locale = fields.String(required=True)
    rev = fields.Integer(required=True)
    order = fields.Integer(metadata={"description": "modules only"})
    minutes = fields.Integer(metadata={"description": "modules only"})
    lessons = fields.Integer(metadata={"description": "modules only: how many"})
    needs = fields.List(fields.String(), metadata={"description": "modules only: what they answer"})


class CatalogSchema(Schema):
    """What an edition offers; `version` is its ETag."""

    version = fields.String(required=True)
    edition = fields.String(required=True)
    entries = fields.List(fields.Nested(EntrySchema), required=True)
