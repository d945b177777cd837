"""Small schedules without chance: each shows one thing that must hold, and catches a mutant."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.rig_b.phone import Dead, Phone
from tests.rig_b.world import SECRET, Home, World

Scenario = Callable[[World], Awaitable[None]]


async def someone(world: World) -> tuple[Phone, str]:
    """One phone and one person who agreed."""
    phone = await world.new_phone()
    who = await world.person(phone)
    assert who
    return phone, who


async def full_disk(world: World) -> None:
    """The put succeeds and the transaction aborts: nothing may be said saved (I2)."""
    phone, who = await someone(world)
    await phone.call("quota", count=1)
    await world.do(phone, who)
    await world.do(phone, who)


async def dead_at_commit(world: World) -> None:
    """Killed just before a write lasts, and just after (I2)."""
    phone, who = await someone(world)
    for when in ("before", "after"):
        await phone.call("die", count=1, when=when)
        await world.do(phone, who)
        await phone.open()
        await world.do(phone, who)


async def lost_request(world: World) -> None:
    """The request never arrives: what it carried is still unsent."""
    phone, who = await someone(world)
    await world.do(phone, who)
    world.net.choose = lambda _: "lost"
    await phone.call("sync")
    await phone.kill()


async def lost_answer(world: World) -> None:
    """The server has committed, the answer is lost, the app starts again and sends again (I3)."""
    phone, who = await someone(world)
    await world.do(phone, who)
    world.net.choose = lambda _: "unanswered"
    await phone.call("sync")
    await phone.kill()
    await phone.open()
    world.net.choose = lambda _: "doubled"
    await phone.call("sync")


async def twins(world: World) -> None:
    """Two clones each do something of their own."""
    phone, who = await someone(world)
    other = await world.clone(phone)
    for one in (phone, other):
        await world.do(one, who)
        await world.do(one, who)
    await phone.call("sync")
    await other.call("sync")


async def cloned_twice(world: World) -> None:
    """Counterexample 1 of the model: two clones hold the same event, and both must move it."""
    phone, who = await someone(world)
    other = await world.clone(phone)
    await world.do(phone, who)
    await world.do(other, who)
    third = await world.clone(other)
    for one in (phone, other, third):
        await one.call("sync")


async def restored(world: World) -> None:
    """Sent and answered, then the server goes back to before it."""
    phone, who = await someone(world)
    await world.do(phone, who)
    await phone.call("sync")
    await world.home.operate(world.home.backup)
    await world.do(phone, who)
    await world.do(phone, who)
    await phone.call("sync")
    assert await world.home.operate(world.home.restore)


async def two_tabs(world: World, locks: bool) -> None:
    """Two tabs of one person with a key save at the same time."""
    phone, who = await someone(world)
    await world.new_key(phone, who)
    await phone.call("tab", locks=locks)
    if not locks:
        await phone.call("tab", locks=False)
    tabs = (0, 1) if locks else (1, 2)
    for tab in tabs:
        await phone.call("unlock", who=who, secret=SECRET, tab=tab)
    phone.tabs = 1
    for _ in range(4):
        await asyncio.gather(*(world.do(phone, who, tab) for tab in tabs * 2))


async def two_tabs_with_locks(world: World) -> None:
    """Two tabs, Web Locks there."""
    await two_tabs(world, True)


async def two_tabs_without_locks(world: World) -> None:
    """Two tabs where the browser has no Web Locks: the number of the journal alone."""
    await two_tabs(world, False)


async def answer_to_another(world: World) -> None:
    """An answer names the slot but another hash: it says nothing about what is in the slot."""
    phone, who = await someone(world)
    await phone.call("sync")
    await world.do(phone, who)
    await phone.call("answer", who=who)


async def killed_with_news(world: World) -> None:
    """Killed at each of the writes of an answer that brings news: nothing is skipped (I5)."""
    phone, who = await someone(world)
    await phone.call("sync")
    others = [await world.clone(phone) for _ in range(2)]
    for _ in range(3):
        await world.do(phone, who)
    await phone.call("sync")
    for count, other in zip((2, 3), others, strict=True):
        await other.call("tomorrow")
        await other.call("die", count=count, when="before")
        try:
            await other.call("sync")
        except Dead:
            world.counts["killed"] += 1
    assert world.counts["killed"]


async def gone_with_its_phone(world: World) -> None:
    """Pulled by one phone, then lost by the server and by the phone it came from."""
    phone, who = await someone(world)
    await phone.call("sync")
    await world.home.operate(world.home.backup)
    other = await world.clone(phone)
    world.keep_copy(phone)
    await world.do(phone, who)
    await phone.call("sync")
    await other.call("tomorrow")
    await other.call("sync")
    assert await world.home.operate(world.home.restore)
    await world.roll_back(0)


async def late_receipt(world: World) -> None:
    """Another posts her parcel while she, in another tab, does one thing more."""
    phone, who = await someone(world)
    neighbour = await world.person(phone)
    assert neighbour
    await phone.call("sync")
    await world.new_key(phone, who)
    await world.do(phone, who)
    await phone.call("tab", locks=True)
    world.net.choose = lambda path: "stall" if path.endswith("parcels") else ""
    posting = asyncio.ensure_future(phone.call("sync", tab=1))
    await asyncio.wait_for(world.net.arrived("/api/v1/parcels"), 30)
    await world.do(phone, who)
    await posting
    world.net.choose = lambda _: "lost"
    await phone.call("close", who=who)
    await phone.call("unlock", who=who, secret=SECRET)


async def forgotten_key(world: World) -> None:
    """She forgets her key; a neighbour's phone time carries what she did, also after a restore."""
    phone, who = await someone(world)
    neighbour = await world.person(phone)
    assert neighbour
    await world.do(phone, who)
    await phone.call("sync")
    await world.home.operate(world.home.backup)
    await world.new_key(phone, who)
    for _ in range(3):
        await world.do(phone, who)
    phone.lost_key.add(who)
    await phone.kill()
    await phone.open()
    await phone.call("sync")
    assert await world.home.operate(world.home.restore)
    await world.do(phone, neighbour)


async def several_people(world: World) -> None:
    """Four people of one phone, mixed, over a net that loses answers (I15: each her own)."""
    phone, _ = await someone(world)
    for _ in range(3):
        await world.person(phone)
    dice = iter(["unanswered", "", "doubled", "portal", "", "late"] * 20)
    world.net.choose = lambda _: next(dice, "")
    for _ in range(3):
        for who in phone.people:
            await world.do(phone, who)
        await phone.call("sync")


async def play(home: Home, scenario: Scenario, **words: object) -> list[str]:
    """Play a scenario on the real code, or on `app`; return what is wrong."""
    world = World(home, **words)  # type: ignore[arg-type]
    try:
        await scenario(world)
        await world.settle()
        return world.judge()
    finally:
        await world.close()


SCENARIOS: dict[str, Scenario] = {
    one.__name__: one
    for one in (
        full_disk,
        dead_at_commit,
        lost_request,
        lost_answer,
        twins,
        cloned_twice,
        restored,
        two_tabs_with_locks,
        two_tabs_without_locks,
        answer_to_another,
        killed_with_news,
        gone_with_its_phone,
        late_receipt,
        forgotten_key,
        several_people,
    )
}
