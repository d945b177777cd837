"""Which phone opened the way for which. Frozen."""

from peewee import Database, TextField
from playhouse.migrate import SchemaMigrator

TABLES = ("token", "link", "llave", "paper_card")


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add it; of what is there already nobody knows."""
    for table in TABLES:
        migrator.migrate(migrator.add_column(table, "via", TextField(null=True)))


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop it again."""
    for table in TABLES:
        migrator.migrate(migrator.drop_column(table, "via"))
