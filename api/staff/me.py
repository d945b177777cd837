"""What the page is told of who is asking."""

from typing import Any

from api.editions.service import slugs
from api.staff import factors
from api.staff.permissions import ANY, PERMISSIONS, editions
from api.staff.sessions import FULL, Who


def factors_of(who: Who) -> dict[str, Any]:
    """Return which second factors an account has."""
    return {
        "totp": who.account.totp is not None,
        "passkeys": len(factors.passkeys(who.account.id)),
        "recovery": factors.recovery_left(who.account.id),
    }


def me_of(who: Who) -> dict[str, Any]:
    """Return who is signed in, with what she may do and where; while setting up, nothing."""
    held = who.held if who.session.stage == FULL else ()
    mine = {edition for edition, _ in held}
    where = {one: sorted(editions(held, one)) for one in PERMISSIONS}
    return {
        "name": who.name,
        "stage": who.session.stage,
        "roles": [{"edition": edition, "role": role} for edition, role in who.held],
        "editions": slugs() if ANY in mine else sorted(mine),
        "may": {one: places for one, places in where.items() if places},
        "factors": factors_of(who),
        "step_up_s": who.step_up_s,
    }
