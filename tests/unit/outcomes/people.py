"""Generated learners: what they truly did and when, and what of it the log holds."""

import random
from dataclasses import dataclass, field

from api.outcomes.life import FIRST_OF_SERVER
from api.outcomes.when import Said, start_of
from api.sync.fact import Fact
from api.sync.registry import CODES

DAY_S = 86_400
FIRST_DAY = 20_703  # Monday, 7 September 2026
RESULTS = ("worked", "half", "no", "couldnt", "unsafe")
TAKEN_BACK = "back"
LESSONS = tuple(f"leccion-{n}" for n in range(12))


@dataclass
class Done:
    """One thing that happened: who, what, the true second, when it came in, and how."""

    who: str
    name: str
    at: int
    received: int
    helped: bool
    d: dict


@dataclass
class Crowd:
    """Everything that happened, the same as the log holds it, and where some say they are from."""

    truth: list[Done] = field(default_factory=list)
    said: dict[str, list[Said]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)


def crowd(seed: int, learners: int, weeks: int, edition: str = "demo") -> Crowd:
    """Make learners who join over the first weeks, some with wrong clocks, helpers, late phones."""
    rng = random.Random(seed)
    made = Crowd()
    for n in range(learners):
        who = f"p{n:05d}".ljust(21, "x") + "A"
        things = _life(rng, who, weeks, edition)
        made.truth += things
        made.said[who] = _log(rng, who, things)
        origin = random.Random(f"{seed} {who}").choice(["otro", "peru", "", ""])
        if origin:
            made.origins[who] = origin
    return made


def _life(  # noqa: C901  one life, told once
    rng: random.Random, who: str, weeks: int, edition: str
) -> list[Done]:
    start = start_of(FIRST_DAY)
    end = start + weeks * 7 * DAY_S
    born = start + rng.randrange(max(1, weeks * 5) * DAY_S)
    keen, helper = rng.random(), rng.random() < 0.25
    things: list[Done] = []

    def did(name: str, at: int, **d: object) -> None:
        if at < end:
            helped = helper and rng.random() < 0.6
            things.append(Done(who, name, at, 0, helped, dict(d)))

    did("profile.created", born, avatar="y1")
    if rng.random() < 0.95:
        channel = rng.choice(["lima-norte", "arequipa", "radio", None, "viejo"])
        did(
            "edition.joined",
            born + rng.randrange(3 * DAY_S),
            edition=edition if rng.random() < 0.97 else "abierta",
            **({"channel": channel} if channel else {}),
        )
    for _ in range(rng.choice([0, 1, 1, 2])):
        told = rng.choice([["ojo"], ["oreja"], ["dos"], []])
        did("about.told", born + rng.randrange(20 * DAY_S), question="modo", answers=told)
    did("about.told", born + 5, question="rubro", answers=["oreja"])
    at = born
    while at < end:
        at += int(rng.expovariate(0.3 + keen) * DAY_S) + 1
        lesson = rng.choice(LESSONS)
        did("lesson.opened", at, lesson=lesson)
        if rng.random() < 0.7:
            did("lesson.finished", at + 300, lesson=lesson)
        if rng.random() < 0.4 * keen + 0.1:
            _deed(rng, did, at + 400, lesson)
        if rng.random() < 0.15:
            _rule(rng, did, at + 500, lesson)
    _meetings(random.Random(f"{who} {born}"), did, born, end)
    return things


def _deed(rng, did, at: int, lesson: str) -> None:
    did("action.taken", at, lesson=lesson, card=4, rev=1, when="manana", where="puesto")
    answered = at + rng.randrange(4 * DAY_S)
    for nth in range(rng.choice([1, 1, 1, 2])):  # some think again: the latest counts
        result = rng.choice((*RESULTS, TAKEN_BACK) if nth else RESULTS)
        did("action.done", answered, lesson=lesson, card=4, taken=at, round=0, result=result)
        answered += rng.randrange(1, DAY_S)
    if rng.random() < 0.5:
        again = answered + 7 * DAY_S
        result = rng.choice(RESULTS)
        did("action.done", again, lesson=lesson, card=4, taken=at, round=1, result=result)


def _rule(rng, did, at: int, lesson: str) -> None:
    did("habit.taken", at, lesson=lesson, on=1)
    week = (at - 5 * 3600) // DAY_S + 3
    for n in range(1, 9):
        if rng.random() < 0.8:
            answer = rng.choice(["yes", "yes", "part", "no", "notnow"])
            when = at + n * 7 * DAY_S
            did("habit.checked", when, lesson=lesson, week=week // 7 + n, answer=answer)
    if rng.random() < 0.2:
        did("habit.taken", at + 9 * DAY_S, lesson=lesson, on=0)


def _meetings(rng, did, born: int, end: int) -> None:
    """Some are met now and then, as a mentor notes a day later at most; not all say it was so."""
    if rng.random() < 0.1:
        did("phone.linked", born + rng.randrange(60 * DAY_S), how="mentor", phone="p")
    if rng.random() < 0.3:
        did("phone.linked", born + rng.randrange(60 * DAY_S), how="key", phone="p")
    at = born + rng.randrange(20 * DAY_S)
    for n in range(rng.choice([0, 0, 1, 2, 4])):
        met = {"meeting": f"m{n}", "kind": "call", "day": (at - 5 * 3600) // DAY_S, "on": 1}
        noted = at + rng.randrange(DAY_S)
        did("meeting.noted", noted, **met)
        for _ in range(rng.choice([0, 1, 1, 2])):
            noted += rng.randrange(1, 5 * DAY_S)
            answer = rng.choice(["yes", "yes", "yes", "no", "back"])
            did("meeting.confirmed", noted, meeting=f"m{n}", answer=answer)
        if rng.random() < 0.1:
            did("meeting.noted", noted + 60, **met | {"on": 0})
        at += rng.randrange(30 * DAY_S)


def _log(rng: random.Random, who: str, things: list[Done]) -> list[Said]:
    """Put them on one or two phones, one of them fast at times, that send now and then."""
    told = [one for one in things if CODES[one.name] >= FIRST_OF_SERVER]
    for one in told:
        one.received, one.helped = one.at, False
    replicas = [f"r{who}"] if rng.random() < 0.8 else [f"r{who}", f"s{who}"]
    # Of two phones the one that claims to be later wins, as on the phones: not both, then.
    fast = rng.choice([0, 0, 0, 3600, 400 * DAY_S]) if len(replicas) == 1 else 0
    said = [_said(who, f"server{who}", q, one, 0) for q, one in enumerate(told, 1)]
    queues: dict[str, list[Done]] = {}
    for one in sorted(things, key=lambda one: one.at):
        if one in told:
            continue
        queues.setdefault(rng.choice(replicas), []).append(one)
    for replica, queue in queues.items():
        wrong = fast
        sent = queue[0].at
        for q, one in enumerate(queue, 1):
            if wrong:
                one.received = one.at  # each send tells by how much its clock is fast
            else:
                if sent < one.at:
                    sent = one.at + rng.choice([0, 60, DAY_S, 9 * DAY_S])
                one.received = sent
            said.append(_said(who, replica, q, one, wrong))
    rng.shuffle(said)
    return said


def _said(who: str, replica: str, q: int, one: Done, wrong: int) -> Said:
    return Said(
        fact=Fact(
            who,
            (replica, q),
            f"{replica}{q:06d}",
            CODES[one.name],
            1,
            one.at + wrong,
            one.d,
        ),
        slot=(replica, q),
        boot=7,
        helped=one.helped,
        received=one.received,
    )
