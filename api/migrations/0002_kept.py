"""What every restorable backup holds, and whether this database was minted. Frozen."""

from peewee import BigIntegerField, BooleanField, Database, Model, TextField
from playhouse.migrate import SchemaMigrator


class Kept(Model):
    """Up to where a replica is in every restorable backup."""

    replica = TextField(primary_key=True)
    n = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "kept"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table; a database that is here already was never restored without minting."""
    db.bind([Kept])
    db.create_tables([Kept], safe=False)
    migrator.migrate(migrator.add_column("server", "minted", BooleanField(default=True)))


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop both."""
    db.bind([Kept])
    db.drop_tables([Kept])
    migrator.migrate(migrator.drop_column("server", "minted"))
