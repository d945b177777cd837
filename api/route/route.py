"""Put the stops of an edition in an order of her own. Pure; mirrored by pwa/src/domain/way.ts.

The rules are data (lessons/route.json). Both languages run tests/vectors/route.json and
route-cases.json. No module is locked: only short ones that fit nothing she told are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

# One question: its id, the reason for, the reason against, the weights by answer and by stop.
Group: TypeAlias = tuple[str, str, str, Mapping[str, Mapping[str, int]]]
Arg: TypeAlias = str | int
OWN_ORDER = "orden"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the weights are; `quiet` stops are proposed to nobody who did not look for them."""

    step: int
    short: int
    first: int
    started: int
    quiet: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A module with its number of lessons, or a short one: a lesson for one trouble."""

    id: str
    lessons: int = 1
    short: bool = False


@dataclass(frozen=True, slots=True)
class Learner:
    """What the route may know of her: what she told, and lessons finished by stop."""

    needs: Sequence[str] = ()
    about: Mapping[str, Sequence[str]] = field(default_factory=dict)
    finished: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A stop in its place, with the key of its reason and what stands in it."""

    id: str
    why: str
    args: tuple[Arg, ...] = ()


@dataclass(frozen=True, slots=True)
class _Push:
    weight: int
    why: str
    args: tuple[Arg, ...]


@dataclass(frozen=True, slots=True)
class _Ranked:
    step: Step
    score: int
    total: int
    is_short: bool
    is_done: bool


def route(who: Learner, stops: Sequence[Stop], rules: Rules) -> list[Step]:
    """Order modules and the short ones that fit; what she finished goes last, her order is kept."""
    ranked: list[_Ranked] = []
    place = 0
    for stop in stops:
        base = rules.short if stop.short else -rules.step * place
        place += not stop.short
        ranked.append(_rank(who, stop, base, rules))
    wanted = [one for one in ranked if not one.is_short or (one.score > 0 and not one.is_done)]
    wanted.sort(key=lambda one: (one.is_done, -one.score, one.step.id))
    own = who.about.get(OWN_ORDER, ())
    return _by_hand(wanted, own) if own else [one.step for one in wanted]


def _rank(who: Learner, stop: Stop, base: int, rules: Rules) -> _Ranked:
    pushes = list(_pushes(who, stop, rules))
    total = sum(push.weight for push in pushes)
    is_done = who.finished.get(stop.id, 0) >= stop.lessons
    why, args = ("w-done", ()) if is_done else _reason(pushes, total)
    return _Ranked(Step(stop.id, why, args), base + total, total, stop.short, is_done)


def _pushes(who: Learner, stop: Stop, rules: Rules) -> Iterator[_Push]:
    """Give what moves a stop, in the order of the rules."""
    finished = who.finished.get(stop.id, 0)
    if 0 < finished < stop.lessons:
        yield _Push(rules.started, "w-started", (finished, stop.lessons))
    for question, why, against, answers in rules.groups:
        told = who.needs if question == "needs" else who.about.get(question, ())
        for answer in told:
            weight = answers.get(answer, {}).get(stop.id, 0)
            if question == "needs" and weight and answer == told[0]:
                weight += rules.first
            if weight < 0:
                yield _Push(weight, against, ())
            elif weight and "*" in why:  # it stands for the need, or for the question
                key = answer if question == "needs" else question
                yield _Push(weight, why.replace("*", key), ())
            elif weight:  # the answer stands in the reason
                yield _Push(weight, why, (f"q-{question}-{answer}",))


def _reason(pushes: Sequence[_Push], total: int) -> tuple[str, tuple[Arg, ...]]:
    """Give the strongest reason that points where the stop went; the first of equals."""
    if not total:
        return "w-order", ()
    sign = 1 if total > 0 else -1
    best = max(pushes, key=lambda push: sign * push.weight)
    return best.why, best.args


def _by_hand(ranked: Sequence[_Ranked], own: Sequence[str]) -> list[Step]:
    """Put the modules in her order, new ones after; the short ones keep their places."""
    place = {ident: number for number, ident in reversed([*enumerate(own)])}
    modules = [one for one in ranked if not one.is_short]
    modules.sort(key=lambda one: place.get(one.step.id, len(own)))
    mine = iter(modules)
    return [one.step if one.is_short else _hers(next(mine)) for one in ranked]


def _hers(one: _Ranked) -> Step:
    if one.is_done or one.total > 0:
        return one.step
    return Step(one.step.id, "w-own")
