"""Certificates. Frozen."""

from peewee import BigIntegerField, Database, Model, TextField
from playhouse.migrate import SchemaMigrator


class Proof(Model):
    """One certificate."""

    id = TextField(primary_key=True)
    subject = TextField(index=True)
    edition = TextField()
    hash = TextField()
    at = BigIntegerField()
    revoked_at = BigIntegerField(null=True)

    class Meta:
        """As made."""

        table_name = "proof"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table."""
    db.bind([Proof])
    db.create_tables([Proof], safe=False)


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop it."""
    db.bind([Proof])
    db.drop_tables([Proof])
