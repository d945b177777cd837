"""Rows of staff. Times are whole seconds UTC; every secret is hashed or sealed."""

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField

from api.db import Row


class Account(Row):
    """One person of the team. `ready` once a second factor is enrolled."""

    id = TextField(primary_key=True)
    name = TextField(unique=True)
    password = TextField(null=True)
    totp = TextField(null=True)
    totp_step = BigIntegerField()
    ready = BooleanField()
    disabled = BooleanField()
    created_at = BigIntegerField()

    class Meta:
        """As in the migration."""

        table_name = "staff_account"


class Role(Row):
    """What an account may be in an edition; the edition `*` is all of them."""

    account = TextField()
    edition = TextField()
    role = TextField()

    class Meta:
        """Held once."""

        table_name = "staff_role"
        primary_key = CompositeKey("account", "edition", "role")


class Passkey(Row):
    """A public key of an account's; `id` is the credential's in base64url."""

    id = TextField(primary_key=True)
    account = TextField(index=True)
    public_key = TextField()
    sign_count = BigIntegerField()
    created_at = BigIntegerField()

    class Meta:
        """As in the migration."""

        table_name = "staff_passkey"


class Session(Row):
    """A signed-in browser; `hash` is of its cookie. `stage` is enrol, half or full."""

    hash = TextField(primary_key=True)
    account = TextField(index=True)
    stage = TextField()
    created_at = BigIntegerField()
    seen_at = BigIntegerField()
    stepped_at = BigIntegerField()
    challenge = TextField(null=True)
    totp = TextField(null=True)

    class Meta:
        """As in the migration."""

        table_name = "staff_session"


class Code(Row):
    """A one-time code: `link` opens the door once, `recovery` stands in for a lost factor."""

    hash = TextField(primary_key=True)
    account = TextField(index=True)
    kind = TextField()
    until = BigIntegerField()

    class Meta:
        """As in the migration."""

        table_name = "staff_code"


class Browser(Row):
    """A browser an account has signed in from; its tries are counted apart from strangers'."""

    hash = TextField()
    account = TextField(index=True)
    seen_at = BigIntegerField()

    class Meta:
        """Two of a team may share one browser."""

        table_name = "staff_browser"
        primary_key = CompositeKey("hash", "account")


class Try(Row):
    """Failed tries under one key, and when the next is allowed."""

    key = TextField(primary_key=True)
    fails = BigIntegerField()
    until = BigIntegerField()
    at = BigIntegerField(index=True)

    class Meta:
        """As in the migration."""

        table_name = "staff_try"


class Ask(Row):
    """Help for somebody far away: waits for a second member of staff."""

    id = TextField(primary_key=True)
    edition = TextField(index=True)
    subject = TextField(index=True)
    why = TextField()
    by = TextField()
    second = TextField(null=True)
    at = BigIntegerField()

    class Meta:
        """As in the migration."""

        table_name = "staff_ask"


class Entry(Row):
    """One line of the record; `hash` is over the line and the hash before it."""

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
        """As in the migration."""

        table_name = "staff_audit"
