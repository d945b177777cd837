"""The first schema, frozen: never import today's models here."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CompositeKey,
    Database,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


def tables() -> list[type[Model]]:
    """Return the models of this migration, in the order they are made."""

    class Server(Model):
        id = IntegerField(primary_key=True)
        epoch = TextField()
        replica = TextField()
        seq = BigIntegerField()

        class Meta:
            table_name = "server"

    class Stream(Model):
        key = TextField(primary_key=True)
        last_n = BigIntegerField()

        class Meta:
            table_name = "stream"

    class Replica(Model):
        id = TextField(primary_key=True)
        subject = TextField(index=True)
        closed = BooleanField()

        class Meta:
            table_name = "replica"

    class EventRow(Model):
        r = TextField()
        q = BigIntegerField()
        of_r = TextField(null=True)
        of_q = BigIntegerField(null=True)
        h = TextField()
        stream = TextField()
        n = BigIntegerField(null=True)
        t = IntegerField()
        counts = BooleanField()
        reason = TextField(null=True)
        plain = TextField(null=True)
        received_at = BigIntegerField()

        class Meta:
            table_name = "event"
            primary_key = CompositeKey("r", "q")
            indexes = ((("stream", "n"), True),)

    class ActionKey(Model):
        r = TextField()
        q = BigIntegerField()
        h = TextField()

        class Meta:
            table_name = "action_key"
            primary_key = CompositeKey("r", "q", "h")

    class Cursor(Model):
        projection = TextField()
        stream = TextField()
        n = BigIntegerField()

        class Meta:
            table_name = "projection_cursor"
            primary_key = CompositeKey("projection", "stream")

    class Parked(Model):
        projection = TextField()
        stream = TextField()
        n = BigIntegerField()
        key = TextField()

        class Meta:
            table_name = "projection_parked"
            primary_key = CompositeKey("projection", "stream", "n")

    class Token(Model):
        hash = TextField(primary_key=True)
        subject = TextField(index=True)
        kind = TextField()
        created_at = BigIntegerField()

        class Meta:
            table_name = "token"

    class Edition(Model):
        slug = TextField(primary_key=True)
        title = TextField()
        definition = TextField()

        class Meta:
            table_name = "edition"

    class LessonRow(Model):
        subject = TextField()
        lesson = TextField()
        opened = BooleanField()
        finished = BooleanField()

        class Meta:
            table_name = "progress_lesson"
            primary_key = CompositeKey("subject", "lesson")

    class CardRow(Model):
        subject = TextField()
        lesson = TextField()
        card = BigIntegerField()
        rev = BigIntegerField()

        class Meta:
            table_name = "progress_card"
            primary_key = CompositeKey("subject", "lesson", "card")

    class Membership(Model):
        subject = TextField(primary_key=True)
        edition = TextField(index=True)
        channel = TextField(null=True)
        at = BigIntegerField()
        h = TextField()

        class Meta:
            table_name = "membership"

    return [
        *(Server, Stream, Replica, EventRow, ActionKey, Cursor, Parked),
        *(Token, Edition, LessonRow, CardRow, Membership),
    ]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make every table."""
    made = tables()
    db.bind(made)
    db.create_tables(made, safe=False)


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop every table."""
    made = tables()
    db.bind(made)
    db.drop_tables(made)
