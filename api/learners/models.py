"""Rows of learners: nothing but tokens, and who else is the same person."""

from peewee import BigIntegerField, CompositeKey, TextField

from api.db import Row


class Token(Row):
    """What a phone shows to be let in; only its SHA-256 is kept.

    The tokens of one phone share `phone`, `how` it came to speak for its subject, `by` whose help,
    since when (`created_at`), and `via`, the phone that let it in while itself too new. `kind` is
    `session`, which does everything, or `append`, which may only bring events. A revoked one stays,
    so that what comes late is put aside, not lost.
    """

    hash = TextField(primary_key=True)
    subject = TextField(index=True)
    kind = TextField()
    created_at = BigIntegerField()
    phone = TextField()
    how = TextField()
    by = TextField(null=True)
    via = TextField(null=True)
    revoked_at = BigIntegerField(null=True)


class Twin(Row):
    """Two subjects that are one person, the smaller id first; `undone_at` when they are not."""

    one = TextField()
    other = TextField(index=True)
    at = BigIntegerField()
    undone_at = BigIntegerField(null=True)

    class Meta:
        """Linked once; undone and linked again it is the same row."""

        primary_key = CompositeKey("one", "other")
