"""Random schedules from a seed: people act, phones die, are cloned and set back, the net fails."""

from __future__ import annotations

import asyncio
import random

from tests.rig_b.net import FAULTS
from tests.rig_b.phone import Dead, Phone
from tests.rig_b.world import SECRET, Home, World

STEPS = {
    "act": 10,
    "burst": 3,
    "send": 8,
    "kill": 4,
    "die": 3,
    "tab": 2,
    "person": 1,
    "clone": 1,
    "copy": 1,
    "back": 1,
    "lock": 1,
    "shut": 2,
    "forget": 1,
    "tomorrow": 1,
    "server": 0.25,
    "backup": 0.2,
    "restore": 0.2,
}


class Run:
    """One schedule under way."""

    def __init__(self, home: Home, seed: int) -> None:
        self.home, self.seed = home, seed
        self.random = random.Random(seed)
        self.world = World(home)
        self.under_way: list[asyncio.Task[object]] = []

    async def whole(self) -> list[str]:
        """Run it, let everything settle, and return what is wrong."""
        world, dice = self.world, self.random
        badness = dice.choice([0.1, 0.4, 0.8])
        net = random.Random(self.seed + 1)
        # A bound on what is bad in a row keeps a schedule short; what is after it is whole.
        self.world.net.choose = lambda _: net.choice(FAULTS) if net.random() < badness else ""
        try:
            await world.person(await world.new_phone())
            for _ in range(dice.randint(8, 26)):
                await self.step()
            await asyncio.gather(*self.under_way, return_exceptions=True)
            await self.home.settles(1)
            try:
                await world.settle()
                return world.judge()
            finally:
                await self.home.settles(-1)
        except Exception as error:
            return [f"rig: {type(error).__name__}: {error}"]
        finally:
            await world.close()

    async def step(self) -> None:
        """Do one thing to one phone."""
        dice = self.random
        name = dice.choices(list(STEPS), list(STEPS.values()))[0]
        phone = dice.choice(self.world.phones)
        self.world.counts[name] += 1
        if not phone.on:
            await phone.open()
        try:
            await getattr(self, name)(phone)
        except Dead:
            pass

    def start(self, work: asyncio.Future[object]) -> None:
        """Let something go on while the next step is taken, or wait for it."""

        async def quiet() -> object:
            try:
                return await work
            except (Dead, RuntimeError):
                return None

        self.under_way.append(asyncio.create_task(quiet()))

    def who(self, phone: Phone) -> str | None:
        return self.random.choice(phone.people) if phone.people else None

    async def act(self, phone: Phone, times: int = 1) -> None:
        who = self.who(phone)
        for _ in range(times if who else 0):
            assert who
            await self.world.do(phone, who, self.random.randrange(phone.tabs))

    async def burst(self, phone: Phone) -> None:
        """Two things at once, perhaps in two tabs, and something else may happen meanwhile."""
        who = self.who(phone)
        for _ in range(self.random.randint(2, 6) if who else 0):
            assert who
            tab = self.random.randrange(phone.tabs)
            self.under_way.append(asyncio.create_task(self.world.do(phone, who, tab)))
        await asyncio.sleep(self.random.random() * 0.02)

    async def send(self, phone: Phone) -> None:
        sending = phone.order("sync", tab=self.random.randrange(phone.tabs))
        self.start(sending)
        if self.random.random() < 0.6:
            await asyncio.wait([sending], timeout=30)
        else:
            await asyncio.sleep(self.random.random() * 0.05)

    async def kill(self, phone: Phone) -> None:
        self.start(phone.order("sync"))
        await asyncio.sleep(self.random.random() * 0.04)
        await phone.kill()

    async def die(self, phone: Phone) -> None:
        """The phone will die at one of its next writes: just before it lasts, or just after."""
        when = self.random.choice(["before", "after"])
        await phone.call("die", count=self.random.randint(1, 4), when=when)

    async def tab(self, phone: Phone) -> None:
        if phone.tabs < 3 and not phone.secrets:
            await phone.call("tab", locks=self.random.random() < 0.7)
            phone.tabs += 1

    async def person(self, phone: Phone) -> None:
        if len(phone.people) < 4:
            await self.world.person(phone)

    async def clone(self, phone: Phone) -> None:
        if len(self.world.phones) < 4:
            await self.world.clone(phone)

    async def copy(self, phone: Phone) -> None:
        self.world.keep_copy(phone)

    async def back(self, _: Phone) -> None:
        await self.world.roll_back(self.random.randrange(8))

    async def lock(self, phone: Phone) -> None:
        who = self.who(phone)
        if not who or who in phone.secrets or phone.tabs > 1 or len(phone.people) < 2:
            return
        # Asked for first: a phone that dies in between may have either form.
        phone.secrets[who] = SECRET
        await phone.call("lock", who=who, secret=SECRET)

    async def shut(self, phone: Phone) -> None:
        """Who has a key closes, or opens, what is hers."""
        for who in phone.secrets:
            if self.random.random() < 0.5 and who not in phone.lost_key:
                await phone.call("unlock", who=who, secret=SECRET)
            else:
                await phone.call("close", who=who)

    async def forget(self, phone: Phone) -> None:
        """A key is forgotten for good: others carry what she did."""
        if phone.secrets and self.random.random() < 0.5:
            phone.lost_key.add(self.random.choice(list(phone.secrets)))

    async def tomorrow(self, phone: Phone) -> None:
        await phone.call("tomorrow")

    async def server(self, phone: Phone) -> None:
        self.start(phone.order("sync"))
        await asyncio.sleep(self.random.random() * 0.05)
        await self.home.operate(self.home.kill_server)

    async def backup(self, _: Phone) -> None:
        await self.home.operate(self.home.backup)

    async def restore(self, _: Phone) -> None:
        if await self.home.operate(self.home.restore):
            self.world.counts["restores"] += 1


async def one(home: Home, seed: int) -> World:
    """Run the schedule of a seed; its world tells what came of it."""
    run = Run(home, seed)
    run.world.faults = await run.whole()
    return run.world
