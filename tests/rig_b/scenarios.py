"""Short stories that end well on our phone, and badly on a broken one (mutants.py)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.rig_b.house import House
from tests.rig_b.phone import Dead, NodePhone
from tests.rig_b.world import World

Scenario = Callable[[World], None]


def known(world: World, people: int = 1) -> NodePhone:
    """Return a phone whose people the server knows."""
    phone = world.phone(people)
    phone.ask("send")
    return phone


def after_a_restore(world: World) -> None:
    """What was acknowledged after the backup comes back from the phone."""
    phone = known(world)
    world.backup()
    world.save(phone)
    phone.ask("send")
    world.restore(world.backups()[0])


def rolled_back(world: World) -> None:
    """A phone goes back to an older copy and does something else: both count."""
    phone = known(world)
    older = world.phone(copy_of=phone)
    world.save(phone)
    phone.ask("send")
    world.save(older)
    older.ask("send")


def twice_copied(world: World) -> None:
    """Two copies hold the same event and both must move it: it counts once (counterexample 1)."""
    first = known(world)
    second = world.phone(copy_of=first)
    world.save(first)
    first.ask("send")
    world.save(second)
    third = world.phone(copy_of=second)
    second.ask("send")
    third.ask("send")


def same_tap_twice(world: World) -> None:
    """Two copies do the same thing in the same second: two actions (counterexample 3)."""
    phone = known(world)
    other = world.phone(copy_of=phone)
    for one in (phone, other):
        one.ask("clock", n=1795000000)
        world.save(one, card=7)
        one.ask("send")


def full_disk(world: World) -> None:
    """A disk that refuses at the end: nothing is called saved that is not."""
    phone = world.phone(people=1)
    phone.ask("full", n=1)
    world.save(phone)
    # Still full: one that says so too early would else have time to write after all.
    world.revive(phone)
    phone.ask("full", n=1)
    world.save(phone)
    phone.ask("full", n=0)
    world.save(phone)


def lost_request(world: World) -> None:
    """A request never arrives and the phone dies: the work still waits there."""
    phone = known(world)
    world.save(phone)
    world.proxy.mood = "lost"
    phone.ask("send")
    world.revive(phone)


def lost_answer(world: World) -> None:
    """The server has committed, the answer is lost, the phone starts anew and sends again."""
    phone = known(world)
    world.save(phone)
    for mood in ("answer lost", "late", "doubled"):
        world.proxy.mood = mood
        phone.ask("send")
        world.revive(phone)


def answer_to_another(world: World) -> None:
    """An answer names the place but another event: it says nothing of what lies there."""
    phone = known(world)
    world.save(phone)
    phone.ask("answer", who=phone.people[0])


def killed_with_news(world: World) -> None:
    """Killed at each write of an answer that brings news: nothing of it is skipped."""
    phone = known(world)
    others = [world.phone(copy_of=phone) for _ in range(3)]
    for _ in range(3):
        world.save(phone)
    phone.ask("send")
    for count, other in enumerate(others, 1):
        other.ask("day")
        other.ask("die", n=count + 1)
        with suppress(Dead):
            other.ask("send")
        world.revive(other)


def gone_with_its_phone(world: World) -> None:
    """Pulled by one phone, then gone from the server and the phone it was made on (no. 9)."""
    phone = known(world)
    world.backup()
    other = world.phone(copy_of=phone)
    older, held = phone.clone(phone.disk.with_suffix(".copy")), set(world.holds[phone])
    world.save(phone)
    phone.ask("send")
    other.ask("day")
    other.ask("send")
    world.put_back(phone, older, held)
    world.restore(world.backups()[0])


def two_tabs(world: World, *, locks: bool) -> None:
    """Two tabs of one person with a key save at the same time."""
    phone = known(world)
    phone.ask("lock", who=phone.people[0])
    if not locks:
        phone.ask("nolocks")
    phone.ask("tab")
    for _ in range(3):
        world.together(phone, *(world.done(phone.people[0], tab) for tab in (0, 1) * 3))


def two_tabs_with_locks(world: World) -> None:
    """Where the browser has Web Locks."""
    two_tabs(world, locks=True)


def two_tabs_without_locks(world: World) -> None:
    """Where it has none: the number of the journal alone."""
    two_tabs(world, locks=False)


def never_comes_back(world: World) -> None:
    """She locks her things, works on, and does not come back: another's session carries it."""
    phone = known(world, people=2)
    phone.ask("lock", who=phone.people[0])
    world.save(phone)
    world.save(phone)
    world.forgotten[phone].add(phone.people[0])
    phone.ask("away")
    phone.ask("send")


def first_post_fails(world: World) -> None:
    """The parcel of somebody who does not come back is lost on its way, and goes again."""
    phone = known(world, people=2)
    phone.ask("lock", who=phone.people[0])
    world.save(phone)
    world.forgotten[phone].add(phone.people[0])
    phone.ask("away")
    for mood in ("lost", "answer lost", "portal", "truncated"):
        world.proxy.mood = mood
        phone.ask("send")


def never_comes_back_after_a_restore(world: World) -> None:
    """The server goes back to before her work; her parcels bring it again without her."""
    phone = known(world, people=2)
    world.backup()
    phone.ask("lock", who=phone.people[0])
    world.save(phone)
    phone.ask("send")
    world.forgotten[phone].add(phone.people[0])
    phone.ask("away")
    phone.ask("send")
    world.restore(world.backups()[0])
    world.save(phone, who=1)
    phone.ask("send")
    phone.ask("send")


def late_receipt(world: World) -> None:
    """Another posts her parcel while she does one thing more: the receipt says nothing of that."""
    phone = known(world, people=2)
    phone.ask("lock", who=phone.people[0])
    world.save(phone)
    phone.ask("tab")
    world.proxy.mood = "slow"
    sending = {"do": "send", "tab": 1}
    world.together(phone, sending, world.done(phone.people[0]), world.done(phone.people[0]))
    # Only what waits is sent from here on; nothing but her own receipt has spoken of it.
    world.proxy.mood = "lost"
    phone.ask("away")
    phone.ask("unlock", who=phone.people[0])


def dies_while_a_key_is_set(world: World) -> None:
    """Whenever the phone dies while a log is sealed, one of the two forms is whole and is hers."""
    for count in range(1, 10):
        phone = world.phone(people=1)
        world.save(phone)
        phone.ask("die", n=count)
        with suppress(Dead):
            phone.ask("lock", who=phone.people[0])
        world.revive(phone)
        world.save(phone)


def forgotten_far_from_the_server(world: World) -> None:
    """Sealed where nothing could carry it: who is helped in does not throw it away."""
    phone = known(world)
    world.proxy.mood = "refused"
    phone.ask("lock", who=phone.people[0])
    world.save(phone)
    phone.ask("away")
    world.proxy.mood = "well"
    world.help_in(phone, phone.people[0])


def copied_before_her_key(world: World) -> None:
    """A copy of her phone is out when she sets a key, and works on once she is helped into it."""
    phone = known(world)
    copy = world.phone(copy_of=phone)
    phone.ask("lock", who=phone.people[0])
    world.save(phone)
    phone.ask("send")
    world.save(copy)
    copy.ask("send")
    world.help_in(copy, copy.people[0])


def key_set_on_the_copy(world: World) -> None:
    """One of two like phones sets a key far from the server; the other goes on (105, 262)."""
    phone = known(world)
    copy = world.phone(copy_of=phone)
    world.proxy.mood = "refused"
    copy.ask("lock", who=copy.people[0])
    world.save(copy)
    world.save(phone)
    world.proxy.mood = "well"
    phone.ask("send")


def helped_in_then_restored(world: World) -> None:
    """She forgot her key and begins anew on the same phone; the server goes back, twice (I7)."""
    phone = known(world, people=2)
    world.backup()
    phone.ask("lock", who=phone.people[0])
    world.save(phone)
    world.save(phone)
    phone.ask("send")
    phone.ask("away")
    world.help_in(phone, phone.people[0])
    world.save(phone)
    phone.ask("send")
    for _ in range(2):
        world.restore(world.backups()[0])
        world.save(phone, who=1)
        phone.ask("send")
        phone.ask("send")


SCENARIOS: tuple[Scenario, ...] = (
    after_a_restore,
    rolled_back,
    twice_copied,
    same_tap_twice,
    full_disk,
    lost_request,
    lost_answer,
    answer_to_another,
    killed_with_news,
    gone_with_its_phone,
    two_tabs_with_locks,
    two_tabs_without_locks,
    never_comes_back,
    first_post_fails,
    never_comes_back_after_a_restore,
    late_receipt,
    dies_while_a_key_is_set,
    forgotten_far_from_the_server,
    copied_before_her_key,
    key_set_on_the_copy,
    helped_in_then_restored,
)


def play(scenario: Scenario, house: House, code: Path | None = None) -> list[str]:
    """Play a story to its end; return what is wrong then."""
    world = World(house, code)
    try:
        scenario(world)
        return world.settle().wrong
    finally:
        world.close()
