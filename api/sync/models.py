"""Rows of the log. Times are whole seconds UTC."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CompositeKey,
    IntegerField,
    TextField,
)

from api.db import Row


class Server(Row):
    """This life of the log: its epoch and the server's own replica. One row.

    `minted` is false in every backup: what was restored by any other way than the command that
    mints a new epoch does not start (rule 13).
    """

    id = IntegerField(primary_key=True)
    epoch = TextField()
    replica = TextField()
    seq = BigIntegerField()
    minted = BooleanField()


class Stream(Row):
    """A gapless sequence of events; `l:<subject>` or `e:<edition>`."""

    key = TextField(primary_key=True)
    last_n = BigIntegerField()


class Replica(Row):
    """One log of one profile on one phone."""

    id = TextField(primary_key=True)
    subject = TextField(index=True)
    closed = BooleanField()


class Kept(Row):
    """Up to where every restorable backup holds the same of a replica as the log (rule 15)."""

    replica = TextField(primary_key=True)
    n = BigIntegerField()


class EventRow(Row):
    """One slot of a replica. `n` is empty for quarantined rows, `plain` for erased ones."""

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

    @property
    def of(self) -> tuple[str, int] | None:
        """Return the first identity of an event that moved."""
        return (self.of_r, self.of_q) if self.of_r and self.of_q else None

    class Meta:
        """A slot is taken once; a number of a stream is given once."""

        table_name = "event"
        primary_key = CompositeKey("r", "q")
        indexes = ((("stream", "n"), True),)


class ActionKey(Row):
    """What counts once: first identity and hash. Never pruned."""

    r = TextField()
    q = BigIntegerField()
    h = TextField()

    class Meta:
        """The key is the row."""

        table_name = "action_key"
        primary_key = CompositeKey("r", "q", "h")


class Cursor(Row):
    """How far a projection has followed a stream."""

    projection = TextField()
    stream = TextField()
    n = BigIntegerField()

    class Meta:
        """One cursor for each pair."""

        table_name = "projection_cursor"
        primary_key = CompositeKey("projection", "stream")


class Parked(Row):
    """An event a projection failed on; the rest went on."""

    projection = TextField()
    stream = TextField()
    n = BigIntegerField()
    key = TextField()

    class Meta:
        """Parked once."""

        table_name = "projection_parked"
        primary_key = CompositeKey("projection", "stream", "n")
