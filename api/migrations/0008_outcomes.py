"""Figures of the outcomes as they were shown. Frozen."""

from peewee import BigIntegerField, CompositeKey, Database, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class ShownRow(Model):
    """One row of a report as it was shown."""

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
        """As made."""

        table_name = "outcome_shown"
        primary_key = CompositeKey("edition", "figure", "split", "member", "day", "known")


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table."""
    db.bind([ShownRow])
    db.create_tables([ShownRow], safe=False)


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop it."""
    db.bind([ShownRow])
    db.drop_tables([ShownRow])
