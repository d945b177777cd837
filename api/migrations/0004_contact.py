"""How to reach her, sealed to her edition. Frozen."""

from peewee import BigIntegerField, CompositeKey, Database, Model, TextField
from playhouse.migrate import SchemaMigrator


class Contact(Model):
    """What she gave an edition to reach her by."""

    subject = TextField()
    edition = TextField(index=True)
    kid = TextField()
    ct = TextField()
    text_version = BigIntegerField()
    at = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "contact"
        primary_key = CompositeKey("subject", "edition")


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the table."""
    db.bind([Contact])
    db.create_tables([Contact], safe=False)


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop it."""
    db.bind([Contact])
    db.drop_tables([Contact])
