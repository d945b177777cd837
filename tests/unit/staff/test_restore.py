"""What a backup carries of the team."""

import pytest

from api import db
from api.backups import snapshot
from api.settings import Settings
from api.staff.models import Session
from tests.conftest import start
from tests.team import admin


@pytest.mark.usefixtures("cheap_hashes")
def test_a_backup_brings_back_accounts_but_no_session(either: Settings) -> None:
    admin(start(either))
    assert Session.select().count() == 1
    with snapshot.still(either) as link:
        head = snapshot.new_head(either, link)
        tables = {str(line["table"]) for line in snapshot.lines(head, link) if "table" in line}
    assert {"staff_account", "staff_role", "staff_audit", "staff_code"} <= tables
    assert "staff_session" not in tables
    assert "staff.key" in head.files
    db.dispose()
