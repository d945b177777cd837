"""Rows made from events; disposable, `python -m api.cli rebuild` makes them anew."""

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField

from api.db import Row


class LessonRow(Row):
    """One lesson of one learner."""

    subject = TextField()
    lesson = TextField()
    opened = BooleanField()
    finished = BooleanField()

    class Meta:
        """One row for each pair."""

        table_name = "progress_lesson"
        primary_key = CompositeKey("subject", "lesson")


class CardRow(Row):
    """One card done by one learner, at its highest revision."""

    subject = TextField()
    lesson = TextField()
    card = BigIntegerField()
    rev = BigIntegerField()

    class Meta:
        """One row for each card."""

        table_name = "progress_card"
        primary_key = CompositeKey("subject", "lesson", "card")


class Membership(Row):
    """The edition a learner joined last, and through which channel; no row: the default one."""

    subject = TextField(primary_key=True)
    edition = TextField(index=True)
    channel = TextField(null=True)
    at = BigIntegerField()
    h = TextField()
