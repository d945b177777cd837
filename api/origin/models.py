"""Rows of origins."""

from peewee import BigIntegerField, TextField

from api.db import Row


class Origin(Row):
    """What she answered and to which text; who would rather not say has no row."""

    subject = TextField(primary_key=True)
    answer = TextField()
    text_version = BigIntegerField()
    at = BigIntegerField()
