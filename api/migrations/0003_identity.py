"""What a token may do and on which phone, ways back in, and twins. Frozen."""

import base64

from peewee import BigIntegerField, CompositeKey, Database, Model, TextField
from playhouse.migrate import SchemaMigrator

NEW = {"phone": TextField(default=""), "how": TextField(default="start")}
EMPTY = {"by": TextField(null=True), "revoked_at": BigIntegerField(null=True)}


class Token(Model):
    """A token, as far as this step needs it."""

    hash = TextField(primary_key=True)
    kind = TextField()
    phone = TextField()

    class Meta:
        """As made."""

        table_name = "token"


class Link(Model):
    """A code that lets one phone in."""

    code = TextField(primary_key=True)
    subject = TextField(index=True)
    how = TextField()
    by = TextField(null=True)
    made_at = BigIntegerField()
    until = BigIntegerField()
    session = TextField(null=True)

    class Meta:
        """As made."""

        table_name = "link"


class Llave(Model):
    """What stands for twelve characters she keeps."""

    subject = TextField(primary_key=True)
    id = TextField(unique=True)
    auth = TextField()
    box = TextField()
    made_at = BigIntegerField()
    session = TextField(null=True)
    used_at = BigIntegerField(null=True)

    class Meta:
        """As made."""

        table_name = "llave"


class Card(Model):
    """A paper card bound to its owner."""

    subject = TextField(primary_key=True)
    number = TextField(unique=True)
    pictures = TextField()
    made_at = BigIntegerField()
    wrong = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "paper_card"


class Tries(Model):
    """How often something was tried in its hour."""

    key = TextField(primary_key=True)
    n = BigIntegerField()
    since = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "tries"


class Twin(Model):
    """Two subjects that are one person."""

    one = TextField()
    other = TextField(index=True)
    at = BigIntegerField()
    undone_at = BigIntegerField(null=True)

    class Meta:
        """As made."""

        table_name = "twin"
        primary_key = CompositeKey("one", "other")


TABLES: list[type[Model]] = [Link, Llave, Card, Tries, Twin]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add all of it; every token of before reads too, and is a phone of its own."""
    for name, field in (NEW | EMPTY).items():
        migrator.migrate(migrator.add_column("token", name, field))
    db.bind([Token, *TABLES])
    db.create_tables(TABLES, safe=False)
    for token in list(Token.select()):
        name = base64.urlsafe_b64encode(bytes.fromhex(token.hash)[:16]).decode().rstrip("=")
        Token.update(kind="session", phone=name).where(Token.hash == token.hash).execute()


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop it again."""
    db.bind([Token, *TABLES])
    db.drop_tables(TABLES)
    Token.update(kind="append").execute()
    for name in NEW | EMPTY:
        migrator.migrate(migrator.drop_column("token", name))
