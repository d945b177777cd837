"""Random schedules from a seed: people act, phones die, are cloned and set back, all else fails."""

from __future__ import annotations

import time
from pathlib import Path

from tests.rig_b.house import House
from tests.rig_b.phone import Dead, NodePhone, Said
from tests.rig_b.world import Action, Figures, World

PEOPLE, MOST_PHONES, MOST_TABS = 2, 3, 3
LEAST_STEPS, MOST_STEPS = 8, 20
WEIGHTS = {
    "act": 26,
    "send": 20,
    "at_once": 12,
    "kill_phone": 5,
    "kill_while_sending": 8,
    "kill_while_saving": 5,
    "die_at_a_write": 8,
    "power_cut": 4,
    "power_cut_while_sending": 6,
    "tab": 3,
    "lock": 5,
    "away": 7,
    "forget": 3,
    "help_in_who_forgot": 3,
    "roll_back": 4,
    "clone": 2,
    "nightly": 5,
    "go_back": 5,
    "day": 3,
    "weather": 10,
}


class Schedule(World):
    """Carry out one seed."""

    def __init__(self, house: House, seed: int) -> None:
        """Give two families a phone each."""
        super().__init__(house, seed=seed)
        self.copies: dict[NodePhone, tuple[Path, set[Action]]] = {}
        self.keyed: set[str] = set()
        # Phones on which somebody forgot her key: neither copied nor set back.
        self.rooted: set[NodePhone] = set()
        for _ in range(2):
            self.phone(people=PEOPLE)

    def run(self) -> Figures:
        """Carry out the steps, let the faults stop, and look."""
        names, weights = list(WEIGHTS), list(WEIGHTS.values())
        for _ in range(self.rng.randint(LEAST_STEPS, MOST_STEPS)):
            step = self.rng.choices(names, weights)[0]
            self.figures.steps.append(step)
            phone = self.rng.choice(self.phones)
            try:
                getattr(self, step)(phone)
            except Dead:
                self.revive(phone)
        return self.settle()

    def someone(self, phone: NodePhone) -> str | None:
        """Choose one of the people of a phone who did not forget her key."""
        there = [one for one in phone.people if one not in self.forgotten[phone]]
        return self.rng.choice(there) if there else None

    def orders(self, phone: NodePhone, many: int) -> list[Said]:
        """Return so many things that one person does, each in any tab."""
        who = self.someone(phone)
        return [self.done(who, self.rng.randrange(phone.tabs)) for _ in range(many if who else 0)]

    # What people do

    def act(self, phone: NodePhone) -> None:
        """Somebody does a few things, one after the other."""
        for order in self.orders(phone, self.rng.randint(1, 6)):
            self.note(phone, phone.ask(**order))

    def send(self, phone: NodePhone) -> None:
        """The phone speaks."""
        phone.ask("send", tab=self.rng.randrange(phone.tabs))

    def at_once(self, phone: NodePhone) -> None:
        """People do things at the same time, perhaps in two tabs, while the phone speaks."""
        orders = [
            {"do": "send", "tab": self.rng.randrange(phone.tabs)},
            *self.orders(phone, self.rng.randint(1, 3)),
            *self.orders(phone, self.rng.randint(0, 3)),
        ]
        self.rng.shuffle(orders)
        self.together(phone, *orders)

    def tab(self, phone: NodePhone) -> None:
        """The app is opened once more on the same phone."""
        if phone.tabs < MOST_TABS:
            phone.tabs = int(phone.ask("tab")["tabs"])

    def lock(self, phone: NodePhone) -> None:
        """Somebody sets a key; who copied her phone before is out, and is helped in at the end."""
        who = self.someone(phone)
        # Another key where a copy has one too: it must be taken off there before anybody can help.
        if who and not (who in self.keyed and self.is_elsewhere(phone, who)):
            self.keyed.add(who)
            phone.ask("lock", who=who)

    def away(self, phone: NodePhone) -> None:
        """Everybody with a key is away; the phone speaks."""
        phone.ask("away")
        phone.ask("send")

    def forget(self, phone: NodePhone) -> None:
        """Somebody forgets her key for good: the others carry what she did."""
        who = self.someone(phone)
        # A fork waits for its owner, so who never comes back has one phone that never goes back.
        if not who or self.is_elsewhere(phone, who):
            return
        self.keyed.add(who)
        # Nor can anybody carry what was sealed before the phone ever met the server's key: she has
        # a key from then on, and remembers it.
        if phone.ask("lock", who=who).get("carried"):
            phone.ask("away")
            self.forgotten[phone].add(who)
            self.rooted.add(phone)

    def help_in_who_forgot(self, phone: NodePhone) -> None:
        """Somebody recognises who forgot her key: she begins anew on the same phone."""
        for who in sorted(self.forgotten[phone]):
            if self.help_in(phone, who):
                self.forgotten[phone].remove(who)
                return

    def is_elsewhere(self, phone: NodePhone, who: str) -> bool:
        """Tell whether she is on another phone too, or in a copy of this one."""
        others = any(who in one.people for one in self.phones if one is not phone)
        return others or phone in self.copies

    def day(self, phone: NodePhone) -> None:
        """A day passes: the phone asks what is new."""
        phone.ask("day")

    def weather(self, _: NodePhone) -> None:
        """The network turns bad, or good again."""
        self.proxy.mood = "" if self.proxy.mood else "well"

    # Pulled batteries

    def kill_phone(self, phone: NodePhone) -> None:
        """The battery of an idle phone is pulled."""
        self.revive(phone)

    def kill_while_sending(self, phone: NodePhone) -> None:
        """The battery is pulled in the middle of an exchange."""
        phone.tell("send")
        time.sleep(self.rng.uniform(0, 0.12))
        self.revive(phone)

    def kill_while_saving(self, phone: NodePhone) -> None:
        """The battery is pulled while things are being saved."""
        for order in self.orders(phone, 20):
            phone.tell(**order)
        time.sleep(self.rng.uniform(0, 0.15))
        self.revive(phone)

    def die_at_a_write(self, phone: NodePhone) -> None:
        """The phone will die at one of its next writes: just before it lasts, or just after."""
        phone.ask("die", n=self.rng.randint(1, 5), when=self.rng.choice(["before", "after"]))

    def power_cut(self, _: NodePhone) -> None:
        """The server's power is cut."""
        self.kill_server()

    def power_cut_while_sending(self, phone: NodePhone) -> None:
        """The server's power is cut in the middle of an exchange."""
        phone.tell("send")
        time.sleep(self.rng.uniform(0, 0.1))
        self.kill_server()
        phone.read()

    # Disks that go back, and servers

    def roll_back(self, phone: NodePhone) -> None:
        """The phone returns to an earlier copy of its disk; without one, it is made."""
        if phone in self.copies:
            self.put_back(phone, *self.copies.pop(phone))
        elif phone not in self.rooted:
            copy = phone.clone(phone.disk.with_suffix(".copy"))
            self.copies[phone] = copy, set(self.holds[phone])

    def clone(self, phone: NodePhone) -> None:
        """Another phone begins with the same disk."""
        if len(self.phones) < MOST_PHONES and phone not in self.rooted:
            self.phone(copy_of=phone)

    def nightly(self, _: NodePhone) -> None:
        """The operator takes a backup."""
        self.backup()

    def go_back(self, _: NodePhone) -> None:
        """The operator restores any backup; without one, it is taken."""
        if backups := self.backups():
            self.restore(self.rng.choice(backups))
        else:
            self.backup()
