"""Rows of certificates: no name, no salt."""

from peewee import BigIntegerField, TextField

from api.db import Row


class Proof(Row):
    """One certificate; `hash` is of the salted name. Erased, only that there was one stays."""

    id = TextField(primary_key=True)
    subject = TextField(index=True)
    edition = TextField()
    hash = TextField()
    at = BigIntegerField()
    revoked_at = BigIntegerField(null=True)
