"""Rows of learners: nothing but tokens."""

from peewee import BigIntegerField, TextField

from api.db import Row


class Token(Row):
    """What a phone shows to be let in; only its SHA-256 is kept. A subject may have several."""

    hash = TextField(primary_key=True)
    subject = TextField(index=True)
    kind = TextField()
    created_at = BigIntegerField()
