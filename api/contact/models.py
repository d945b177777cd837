"""Rows of contacts."""

from peewee import BigIntegerField, CompositeKey, TextField

from api.db import Row


class Contact(Row):
    """What she gave an edition to reach her by; `ct` is sealed to that edition's key `kid`."""

    subject = TextField()
    edition = TextField(index=True)
    kid = TextField()
    ct = TextField()
    text_version = BigIntegerField()
    at = BigIntegerField()

    class Meta:
        """One for each edition."""

        primary_key = CompositeKey("subject", "edition")
