"""Rows of figures that were shown: multiples of ten, nothing of anybody."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from api.db import Row


class ShownRow(Row):
    """One row of a report as it was shown; an empty count is a hidden one.

    `day` is the last day that counts, in Lima, as days since 1970; what came in later than the
    second `known` was not in it. `cut` is the hash that names it.
    """

    edition = TextField()
    figure = TextField()
    split = TextField()
    member = TextField()
    day = IntegerField()
    known = BigIntegerField()
    cut = TextField()
    of = IntegerField()
    reached = IntegerField(null=True)
    helped = IntegerField(null=True)
    heard = IntegerField(null=True)

    class Meta:
        """Shown once."""

        table_name = "outcome_shown"
        primary_key = CompositeKey("edition", "figure", "split", "member", "day", "known")
