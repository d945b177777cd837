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


class Server(Model):
    """This life of the log."""

    id = IntegerField(primary_key=True)
    epoch = TextField()
    replica = TextField()
    seq = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "server"


class Stream(Model):
    """A gapless sequence."""

    key = TextField(primary_key=True)
    last_n = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "stream"


class Replica(Model):
    """One log of one profile."""

    id = TextField(primary_key=True)
    subject = TextField(index=True)
    closed = BooleanField()

    class Meta:
        """As made."""

        table_name = "replica"


class EventRow(Model):
    """One slot of a replica."""

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
        """As made."""

        table_name = "event"
        primary_key = CompositeKey("r", "q")
        indexes = ((("stream", "n"), True),)


class ActionKey(Model):
    """What counts once."""

    r = TextField()
    q = BigIntegerField()
    h = TextField()

    class Meta:
        """As made."""

        table_name = "action_key"
        primary_key = CompositeKey("r", "q", "h")


class Cursor(Model):
    """How far a projection has come."""

    projection = TextField()
    stream = TextField()
    n = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "projection_cursor"
        primary_key = CompositeKey("projection", "stream")


class Parked(Model):
    """What a projection failed on."""

    projection = TextField()
    stream = TextField()
    n = BigIntegerField()
    key = TextField()

    class Meta:
        """As made."""

        table_name = "projection_parked"
        primary_key = CompositeKey("projection", "stream", "n")


class Token(Model):
    """Who may speak for a subject."""

    hash = TextField(primary_key=True)
    subject = TextField(index=True)
    kind = TextField()
    created_at = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "token"


class Edition(Model):
    """One edition."""

    slug = TextField(primary_key=True)
    title = TextField()
    definition = TextField()

    class Meta:
        """As made."""

        table_name = "edition"


class LessonRow(Model):
    """Progress in a lesson."""

    subject = TextField()
    lesson = TextField()
    opened = BooleanField()
    finished = BooleanField()

    class Meta:
        """As made."""

        table_name = "progress_lesson"
        primary_key = CompositeKey("subject", "lesson")


class CardRow(Model):
    """A card done."""

    subject = TextField()
    lesson = TextField()
    card = BigIntegerField()
    rev = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "progress_card"
        primary_key = CompositeKey("subject", "lesson", "card")


class Membership(Model):
    """The edition joined last."""

    subject = TextField(primary_key=True)
    edition = TextField(index=True)
    channel = TextField(null=True)
    at = BigIntegerField()
    h = TextField()

    class Meta:
        """As made."""

        table_name = "membership"


TABLES: list[type[Model]] = [
    *(Server, Stream, Replica, EventRow, ActionKey, Cursor, Parked),
    *(Token, Edition, LessonRow, CardRow, Membership),
]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make every table."""
    db.bind(TABLES)
    db.create_tables(TABLES, safe=False)


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop every table."""
    db.bind(TABLES)
    db.drop_tables(TABLES)
