"""Rows of editions."""

from peewee import TextField

from api.db import Row


class Edition(Row):
    """One edition; `definition` is its file lessons/editions/<slug>.json as JSON text."""

    slug = TextField(primary_key=True)
    title = TextField()
    definition = TextField()
