"""Rows of the ways back in. No code, llave, picture or address is kept, only what checks it.

`via` is the phone of hers that made one: sent away, it takes what it made with it.
"""

from peewee import BigIntegerField, TextField

from api.db import Row


class Link(Row):
    """A code that lets one phone in, once; `code` is its SHA-256, `session` who took it."""

    code = TextField(primary_key=True)
    subject = TextField(index=True)
    how = TextField()
    by = TextField(null=True)
    via = TextField(null=True)
    made_at = BigIntegerField()
    until = BigIntegerField()
    session = TextField(null=True)


class Llave(Row):
    """What stands for the twelve characters she keeps: their name, their proof, and her own keys.

    `auth` is Argon2id of the proof; `box` holds her keys, wrapped so that only the characters open
    it. Used once: `session` is who took it.
    """

    subject = TextField(primary_key=True)
    id = TextField(unique=True)
    auth = TextField()
    box = TextField()
    via = TextField(null=True)
    made_at = BigIntegerField()
    session = TextField(null=True)
    used_at = BigIntegerField(null=True)


class Card(Row):
    """A paper card: `pictures` is Argon2id of the four; `wrong` counts all that were not."""

    subject = TextField(primary_key=True)
    number = TextField(unique=True)
    pictures = TextField()
    via = TextField(null=True)
    made_at = BigIntegerField()
    wrong = BigIntegerField()

    class Meta:
        """Cards of a lesson are another thing."""

        table_name = "paper_card"


class Tries(Row):
    """How often something was tried since its hour began; whoever asked is not noted."""

    key = TextField(primary_key=True)
    n = BigIntegerField()
    since = BigIntegerField()
