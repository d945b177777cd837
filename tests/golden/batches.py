"""The batches of each finished piece of work, before that time's code packed and judged them."""

from typing import Any

from tests.fixtures.recording import name

Row = dict[str, Any]
AT = 1_795_000_000
HER, OTHER = name("golden her"), name("golden other")
CARD = {"lesson": "tanda", "card": 2, "rev": 1}
ENC = {"kid": "k1", "to": "self", "ct": "q83vEjRWeJA"}


def row(r: str, q: int, t: int, d: object = None, **more: Any) -> Row:
    body = {} if d is None else {"d": d}
    return {"r": name(r), "q": q, "t": t, "v": 1, "at": AT + 11 * q, "b": 7} | body | more


def main_job() -> list[tuple[str, str, list[Any]]]:
    """Name, sender and rows of each batch of 'The main job'."""
    every_type = [
        row("A", 1, 1, {"avatar": "y1"}),
        row("A", 2, 2, {"edition": "abierta"}),
        row("A", 3, 3, {"purpose": "data.sync", "text_version": 1}),
        row("A", 4, 11, {"needs": ["precio", "vender-mas"]}),
        row("A", 5, 5, {"lesson": "tanda"}),
        row("A", 6, 6, {"lesson": "tanda", "card": 1, "rev": 1}),
        row("A", 7, 7, CARD | {"option": "b"}),
        row("A", 8, 7, CARD | {"card": 3, "option": 18}),
        row("A", 9, 7, CARD | {"option": "a"}),
        row("A", 10, 9, {"lesson": "tanda", "card": 9, "rev": 1, "when": "hoy", "where": "casa"}),
        row("A", 11, 8, {"lesson": "tanda"}),
        row("A", 12, 4, {"purpose": "analysis"}),
        row("A", 13, 10, {"seq": 13, "reason": "http-422"}),
    ]
    headers = [
        row("A", 14, 5, {"lesson": "precio"}, a=OTHER, via="helper"),
        row("A", 15, 6, {"lesson": "precio", "card": 1, "rev": 2}, at=0),
        row("A", 16, 6, {"lesson": "precio", "card": 2, "rev": 2}, at=AT * 2, b=4294967295),
        row("A", 17, 7, enc=ENC),
        row("A", 18, 9999, {"future": [1, ["x"]]}),
    ]
    newer = [row("A", 19, 5, {"lesson": "precio", "more": 1}, v=2)]
    moved = [
        row("B", 1, 6, {"lesson": "tanda", "card": 1, "rev": 1}, at=AT + 66, of=[name("A"), 6]),
        row("B", 2, 6, {"lesson": "tanda", "card": 4, "rev": 3}, of=[name("Z"), 1]),
        row("B", 3, 6, {"lesson": "tanda", "card": 5, "rev": 3}, of=[name("Z"), 2]),
    ]
    fork = [row("A", 19, 5, {"lesson": "bolsillos"}), row("A", 20, 5, {"lesson": "cuentas"})]
    broken = [
        row("C", 1, 6, {"lesson": "tanda"}),
        row("C", 2, 6, {"lesson": "tanda", "card": "1", "rev": 1}),
        row("C", 3, 100, {"title": "Aviso", "text": "Hoy hay feria."}),
        row("C", 4, 5, {"lesson": "tanda"}, s=OTHER),
        row("C", 5, 2, {"edition": "demo", "channel": "mercado"}),
        row("C", 6, 2, {"edition": "demo", "channel": "mercado", "invite": "no-lo-es"}),
        row("C", 7, 9999, {"text": "cafe\u0301"}),
        row("C", 8, 9999, {"text": "\ud83d"}),
        row("C", 9, 5, {"lesson": "tanda"}, at="hoy"),
        row("C", 10, 9999, {"deep": [[[[[[1]]]]]]}),
        row("C", 11, 9999, {"real": 1.5}),
        row("C", -1, 5, {"lesson": "tanda"}),
        {"t": 5, "v": 1, "at": AT, "b": 7, "d": {"lesson": "tanda"}},
        "no event at all",
        row("C", 12, 5, {"lesson": "mañana"}),
        row("C", 13, 5, {"lesson": "manana"}),
    ]
    foreign = [row("A", 1, 1, {"avatar": "y1"}), row("D", 1, 1, {"avatar": "y2"})]
    return [
        ("every type a learner writes", HER, every_type),
        ("the same again", HER, every_type),
        ("all headers, clocks astray, an unknown type", HER, headers),
        ("a later version of a known type", HER, newer),
        ("moved events, one of them counted before", HER, moved),
        ("a clone of the phone", HER, fork),
        ("broken events beside whole ones", HER, broken),
        ("another person on a replica that is not hers", OTHER, foreign),
    ]


def about() -> list[tuple[str, str, list[Any]]]:
    """What she came for and what she tells of her business, one question at a time."""
    told = [
        row("E", 1, 1, {"avatar": "y3"}),
        row("E", 2, 11, {"needs": ["celular", "sin-clientes"]}),
        row("E", 3, 5, {"lesson": "perfil"}),
        row("E", 4, 12, {"question": "rubro", "answers": ["comida"]}),
        row("E", 5, 12, {"question": "donde", "answers": ["puesto", "celular"]}),
        row("E", 6, 12, {"question": "rubro", "answers": ["ropa"]}),
        row("E", 7, 12, {"question": "donde", "answers": []}),
    ]
    broken = [
        row("E", 8, 12, {"question": "rubro", "answers": "ropa"}),
        row("E", 9, 12, {"question": "rubro"}),
        row("E", 10, 12, {"question": "rubro", "answers": ["ropa"], "why": "x"}),
    ]
    return [
        ("what presses her, and answers about her business", HER, told),
        ("answers of the wrong shape", HER, broken),
    ]


BATCHES = {"main-job": main_job, "about": about}
