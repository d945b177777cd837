"""Staff: accounts, roles, factors, sessions, limits, and the record that only grows."""

from typing import Any, cast

from peewee import (
    BigIntegerField,
    BooleanField,
    CompositeKey,
    Database,
    Model,
    SqliteDatabase,
    TextField,
)
from playhouse.migrate import SchemaMigrator


class Account(Model):
    """One person of the team."""

    id = TextField(primary_key=True)
    name = TextField(unique=True)
    password = TextField(null=True)
    totp = TextField(null=True)
    totp_step = BigIntegerField()
    ready = BooleanField()
    disabled = BooleanField()
    created_at = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "staff_account"


class Role(Model):
    """What an account may be in an edition."""

    account = TextField()
    edition = TextField()
    role = TextField()

    class Meta:
        """As made."""

        table_name = "staff_role"
        primary_key = CompositeKey("account", "edition", "role")


class Passkey(Model):
    """A public key."""

    id = TextField(primary_key=True)
    account = TextField(index=True)
    public_key = TextField()
    sign_count = BigIntegerField()
    created_at = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "staff_passkey"


class Session(Model):
    """A signed-in browser."""

    hash = TextField(primary_key=True)
    account = TextField(index=True)
    stage = TextField()
    created_at = BigIntegerField()
    seen_at = BigIntegerField()
    stepped_at = BigIntegerField()
    challenge = TextField(null=True)
    totp = TextField(null=True)

    class Meta:
        """As made."""

        table_name = "staff_session"


class Code(Model):
    """A one-time code."""

    hash = TextField(primary_key=True)
    account = TextField(index=True)
    kind = TextField()
    until = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "staff_code"


class Browser(Model):
    """A browser signed in from before."""

    hash = TextField()
    account = TextField(index=True)
    seen_at = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "staff_browser"
        primary_key = CompositeKey("hash", "account")


class Try(Model):
    """Failed tries under one key."""

    key = TextField(primary_key=True)
    fails = BigIntegerField()
    until = BigIntegerField()
    at = BigIntegerField(index=True)

    class Meta:
        """As made."""

        table_name = "staff_try"


class Ask(Model):
    """Help that waits for a second."""

    id = TextField(primary_key=True)
    edition = TextField(index=True)
    subject = TextField(index=True)
    why = TextField()
    by = TextField()
    second = TextField(null=True)
    at = BigIntegerField()

    class Meta:
        """As made."""

        table_name = "staff_ask"


class Entry(Model):
    """One line of the record."""

    n = BigIntegerField(primary_key=True)
    at = BigIntegerField()
    who = TextField()
    what = TextField()
    edition = TextField()
    whom = TextField()
    why = TextField()
    prev = TextField()
    hash = TextField()

    class Meta:
        """As made."""

        table_name = "staff_audit"


TABLES: list[type[Model]] = [Account, Role, Passkey, Session, Code, Browser, Try, Ask, Entry]

# What was written stays as it was, whoever asks the database.
SQLITE_GUARD = """
CREATE TRIGGER staff_audit_{verb} BEFORE {verb} ON staff_audit
BEGIN SELECT RAISE(ABORT, 'the record only grows'); END
"""
# A rule, not a trigger: it needs no function, so it goes wherever its table goes.
POSTGRES_GUARD = """
CREATE RULE staff_audit_{verb} AS ON {verb} TO staff_audit DO INSTEAD NOTHING
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make every table; let the record only grow."""
    db.bind(TABLES)
    db.create_tables(TABLES, safe=False)
    guard = SQLITE_GUARD if isinstance(db, SqliteDatabase) else POSTGRES_GUARD
    for verb in ("UPDATE", "DELETE"):
        cast(Any, db).execute_sql(guard.format(verb=verb))


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Drop every table."""
    db.bind(TABLES)
    db.drop_tables(TABLES)
