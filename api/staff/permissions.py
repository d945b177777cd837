"""Who may do what: one table, nothing implied by rank. Pure."""

from collections.abc import Iterable

ROLES = ("mentor", "organiser", "moderator", "officer", "admin")
ANY = "*"  # as an edition: all of them

# A role that is not named may not, admin included: whoever gives roles reads nobody's things.
PERMISSIONS: dict[str, frozenset[str]] = {
    "account.see": frozenset({"admin"}),
    "account.invite": frozenset({"admin"}),
    "account.stop": frozenset({"admin"}),
    "role.change": frozenset({"admin"}),
    "audit.read": frozenset({"officer", "admin"}),
    "member.see": frozenset({"mentor"}),
    "meeting.note": frozenset({"mentor"}),
    "recovery.help": frozenset({"mentor"}),
    "recovery.second": frozenset({"mentor", "organiser"}),
}
Held = Iterable[tuple[str, str]]  # (edition, role)


def editions(held: Held, permission: str) -> frozenset[str]:
    """Return the editions in which roles give a permission; `*` stands for all."""
    return frozenset(edition for edition, role in held if role in PERMISSIONS[permission])


def may(held: Held, permission: str, edition: str) -> bool:
    """Tell whether roles give a permission in an edition. Only `*` covers `*`."""
    return not editions(held, permission).isdisjoint({edition, ANY})
