"""Two hundred learners from one seed, and their routes: `python -m tests.unit.route.learners`."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from api.content.route_rules import compact
from api.route.route import Learner, Rules, Step, Stop, route

ROOT = Path(__file__).resolve().parents[3]
VECTORS = ROOT / "tests/vectors/route.json"
RULES = json.loads((ROOT / "lessons/route.json").read_text("utf-8"))
SEED, COUNT = 6, 200

MODULES = (
    *(("traigo", 4), ("cliente", 4), ("distinto", 5), ("precio", 5), ("cajones", 5)),
    *(("comprar", 4), ("guardar", 5), ("cobrar", 5), ("whatsapp", 5), ("fotos", 5)),
    *(("vuelvan", 4), ("formal", 5), ("papeles", 5), ("bien", 5), ("juntos", 5), ("cuidarme", 6)),
)
SHORT = (
    "hoy-no-vendi mala-resena guerra-precios plantado me-deben todo-subio mi-ayudante colecta "
    "inspeccion-manana no-alcanza-tiempo me-copiaron me-amenazaron domicilio higiene "
    "trato-escrito menu-doce por-prenda paquete hora-telar cotizacion"
).split()
STOPS = [*(Stop(*one) for one in MODULES), *(Stop(one, short=True) for one in SHORT)]
ANSWERS = {one["question"]: list(one["answers"]) for one in RULES["groups"]}
MOST = {"needs": 2, "rubro": 2, "donde": 3}


@cache
def rules() -> Rules:
    """The rules of the lessons, as the phone gets them."""
    wire: Any = compact(RULES)
    return Rules(**{**wire, "groups": tuple(tuple(one) for one in wire["groups"])})


def learners() -> Iterator[Learner]:
    """From somebody who told nothing to somebody who told and did nearly everything."""
    dice = random.Random(SEED)
    for number in range(COUNT):
        told = {
            question: dice.sample(
                answers, dice.randint(0, min(MOST.get(question, 1), len(answers)))
            )
            for question, answers in ANSWERS.items()
            if dice.random() < number / COUNT
        }
        if dice.random() < 0.15:
            own = [one.id for one in STOPS if not one.short]
            dice.shuffle(own)
            # Also what a later edition left out, and what came twice.
            told["orden"] = [*own[: dice.randint(1, len(own))], "viejo", own[0]]
        finished = {
            one.id: dice.randint(1, one.lessons + 1)
            for one in STOPS
            if dice.random() < number / COUNT / 2
        }
        yield Learner(told.pop("needs", []), told, finished)


def written(steps: list[Step]) -> str:
    """The bytes that both languages must give."""
    rows = [{"id": one.id, "why": one.why, "args": list(one.args)} for one in steps]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def row(who: Learner) -> list[Any]:
    """What she told and did, and the first digits of the hash of her route."""
    text = written(route(who, STOPS, rules()))
    return [who.needs, who.about, who.finished, hashlib.sha256(text.encode()).hexdigest()[:16]]


def vectors() -> str:
    """The file: the stops, then a line for each learner."""
    stops = [[one.id, one.lessons, int(one.short)] for one in STOPS]
    lines = ",\n".join(json.dumps(row(who), separators=(",", ":")) for who in learners())
    return f'{{"stops":{json.dumps(stops, separators=(",", ":"))},\n"learners":[\n{lines}\n]}}\n'


if __name__ == "__main__":
    VECTORS.write_text(vectors(), "utf-8")
