"""Where she says she is from, apart from her log. Frozen."""

from peewee import BigIntegerField, Database, Model, TextField
from playhouse.migrate import SchemaMigrator


class Origin(Model):
    """One of two answers."""

    subject = TextField(primary_key=True)
    answer = TextField()
    text_version = BigIntegerField()
    at = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "origin"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table."""
    db.bind([Origin])
    db.create_tables([Origin], safe=False)


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop it."""
    db.bind([Origin])
    db.drop_tables([Origin])
