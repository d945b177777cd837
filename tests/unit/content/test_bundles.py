"""Bundles: exact shape, exact bytes, names by hash."""

import hashlib
import json

import brotli
import pytest

from api.content.bundle import dumps


def test_every_kind_of_card_compiles_to_its_record(folder):
    module = folder.records()["precio"]
    assert list(module) == "f k id l t o p ls".split()
    assert {key: module[key] for key in "f k id l t o p".split()} == {
        "f": 1,
        "k": "module",
        "id": "precio",
        "l": "es",
        "t": "¿Cuánto cobro?",
        "o": "No vendo perdiendo.",
        "p": "tanda",
    }
    [lesson] = module["ls"]
    assert lesson[:5] == [
        "tanda",
        "Cuánto costó la tanda",
        5,
        "Primero sé cuánto me cuesta.",
        "tanda",
    ]
    assert lesson[5] == [
        [
            "idea",
            1,
            1,
            "Primero",
            [
                ["f", "tanda", "Yuleisy cuenta veinte arepas"],
                ["Gastó ", ["b", "18 soles"], " en ", ["i", "harina"], "."],
                ["u", "queso", "gas"],
                ["o", "suma", "divide"],
                ["r", "Primero sé cuánto me cuesta."],
            ],
        ],
        ["picture", 2, 1, "La mesa", [["f", "mesa", "Una mesa con arepas"], "La mesa de hoy."]],
        [
            "one",
            3,
            2,
            "¿Cuánto queda?",
            ["La vende a 1 sol."],
            [
                ["a", "1 sol", 0, ["Casi. Es lo que ", ["b", "entra"], "."]],
                ["b", "10 céntimos", 1, "Eso es."],
            ],
        ],
        [
            "many",
            4,
            1,
            "¿Qué se paga?",
            ["Marca lo que cuesta."],
            [["a", "Harina", 1, "Sí."], ["b", "Gas", 1, "Sí."], ["c", "Aire", 0, "No."]],
        ],
        [
            "order",
            5,
            1,
            "Ordena",
            ["¿Qué va primero?"],
            [[["a", "Sumo"], ["b", "Cuento"], ["c", "Divido"]], "Eso es.", "Mira otra vez."],
        ],
        [
            "match",
            6,
            1,
            "Une",
            ["Une cada cosa."],
            [[["a", "Harina", "Costo"], ["b", "Venta", "Entra"]], "Eso es.", "Casi."],
        ],
        [
            "number",
            7,
            1,
            "Calcula",
            ["¿Cuánto costó?"],
            [90, "centimos", 5, "Eso es.", "Divide."],
        ],
        [
            "story",
            8,
            1,
            "Cuenta Yuleisy",
            ["Ese día llovió.", ["s", "— Vendí poco."]],
            ["y1", "Doña Yuleisy"],
        ],
        ["think", 9, 1, "Piensa", ["¿Qué te costó más?"]],
        [
            "do",
            10,
            1,
            "Hazlo hoy",
            ["Con una sola cosa."],
            [
                ["Elige una", ["Suma ", ["b", "todo"]]],
                ["now", "closing"],
                ["stall"],
                "Hazlo con calma.",
            ],
        ],
    ]


def ids(record) -> list[str]:
    return [tree[1]["id"] for tree in record["defs"]]


def second_module(folder) -> None:
    text = folder.module.read_text("utf-8").replace("id: precio", "id: otro")
    folder.write("es/otro/module.md", text.replace("order: 4", "order: 5"))
    text = folder.lesson.read_text("utf-8").replace("id: tanda", "id: otra")
    folder.write("es/otro/01-otra.md", text)
    folder.spoil('["precio"]', '["otro", "precio"]', folder.root / "editions/demo.json")


def test_parts_of_one_module_travel_with_it_and_those_of_two_in_the_art_of_all(folder):
    records = folder.records()
    assert ids(records["art-precio"]) == ["cara", "t-zig", "y1"] and not ids(records["art"])
    second_module(folder)
    folder.relock()
    records = folder.records()
    assert ids(records["art"]) == ["cara", "t-zig", "y1"]
    assert all("defs" not in records[f"art-{one}"] for one in ("precio", "otro"))


def test_a_late_face_travels_with_every_module_that_shows_it_and_never_with_all(folder):
    folder.write("art/caras.txt", "y1\n")
    second_module(folder)
    folder.relock()
    records = folder.records()
    assert ids(records["art"]) == ["t-zig"]
    assert all("y1" in ids(records[f"art-{one}"]) for one in ("precio", "otro", "caras"))


def test_scenes_of_a_module_travel_in_its_art(folder):
    records = folder.records()
    assert list(records["art-precio"]) == ["f", "k", "id", "defs", "px"]
    assert [records["art-precio"][key] for key in ("f", "k", "id")] == [1, "art", "art-precio"]
    assert list(records["art-precio"]["px"]) == ["mesa", "tanda"]
    assert records["art-precio"]["px"]["tanda"] == [
        "svg",
        {"viewBox": "0 0 320 180"},
        ["path", {"class": "A z", "d": "M0 0h320v180H0z"}],
        ["use", {"href": "#y1", "x": "4"}],
    ]
    assert list(records["art"]) == ["f", "k", "id", "defs"]
    # y1 brings cara with it; the pattern comes by its fill; nobody draws `sobra`.
    assert [tree[:2] for tree in records["art-precio"]["defs"]] == [
        ["symbol", {"id": "cara", "viewBox": "0 0 80 80"}],
        ["pattern", {"id": "t-zig", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}],
        ["symbol", {"id": "y1", "viewBox": "0 0 80 80"}],
    ]


def test_what_the_app_itself_draws_joins_the_art_scenes_as_symbols(folder):
    folder.write("art/app.txt", "sobra\nsin-uso # portada\n")
    ids = [tree[1]["id"] for tree in folder.records()["art"]["defs"]]
    assert ids == ["sin-uso", "sobra"]


def test_a_pack_holds_each_bundle_of_its_locale_byte_for_byte(folder):
    second_module(folder)
    folder.relock()
    bodies = {bundle.id: bundle.body for bundle in folder.compile().bundles}
    head = '{"f":1,"k":"pack","id":"pack-%s","l":"%s","ms":['
    for locale, idents in {
        "es": ["precio", "otro"],
        "zxx": ["art", "art-precio", "art-otro"],
    }.items():
        records = b",".join(bodies[ident] for ident in idents)
        assert bodies[f"pack-{locale}"] == (head % (locale, locale)).encode() + records + b"]}"


def test_drawings_carry_no_words_and_a_translation_shares_them(folder):
    before = {bundle.id: bundle for bundle in folder.compile().bundles}
    folder.write("qu/precio/module.md", folder.module.read_text("utf-8"))
    text = folder.lesson.read_text("utf-8").replace("Una mesa con arepas", "Mesa arepakunawan")
    folder.write("qu/precio/01-tanda.md", text)
    folder.spoil('["es"]', '["qu", "es"]', folder.root / "editions/demo.json")
    library = folder.compile()
    after = {bundle.id: bundle for bundle in library.bundles}
    assert after["precio"].locale == "qu" and after["precio"].body != before["precio"].body
    for ident in ("art", "art-precio", "pack-zxx"):
        assert after[ident] == before[ident]
        assert after[ident].locale == "zxx"
        assert b"arepa" not in after[ident].body
    kinds = {entry["id"]: entry["kind"] for entry in library.index["editions"]["demo"]["entries"]}
    assert kinds == {
        "edition-demo": "edition",
        "precio": "module",
        "pack-qu": "pack",
        "art": "art",
        "art-precio": "art",
        "pack-zxx": "pack",
        "words-qu": "words",
    }
    drawings = [weight.id for weight in library.weights if weight.kind == "art"]
    assert drawings == ["art", "art-precio"]


def test_an_edition_says_who_runs_it_and_what_consent_means(folder):
    assert folder.records()["edition-demo"] == {
        "f": 1,
        "k": "edition",
        "id": "edition-demo",
        "t": "Demostración",
        "tz": "America/Lima",
        "ls": ["es"],
        "ch": [["radio", "Radio"]],
        "by": "Nadie",
        "cs": [["data.sync", 1, "¿Copia?", ["Nada."]]],
    }


def test_the_same_sources_give_the_same_bytes_in_every_encoding(folder):
    first, second = folder.compile(), folder.compile()
    assert [(b.id, b.body, b.brotli, b.gzip) for b in first.bundles] == [
        (b.id, b.body, b.brotli, b.gzip) for b in second.bundles
    ]
    assert first.index == second.index
    for bundle in first.bundles:
        assert brotli.decompress(bundle.brotli) == bundle.body
        assert bundle.sha256 == hashlib.sha256(bundle.body).hexdigest()


def test_the_catalogue_is_named_by_its_own_hash_and_tells_true_sizes(folder):
    library = folder.compile()
    found = library.index["editions"]["demo"]
    rest = {"edition": "demo", "entries": found["entries"]}
    assert found["version"] == hashlib.sha256(dumps(rest)).hexdigest()[:8]
    bundles = {bundle.id: bundle for bundle in library.bundles}
    assert [entry["id"] for entry in found["entries"]] == list(bundles)
    for entry in found["entries"]:
        bundle = bundles[entry["id"]]
        assert entry["url"] == f"/api/v1/bundles/{bundle.id}/{bundle.sha256}"
        assert entry["transfer_bytes"] == len(bundle.brotli)
        assert entry["stored_bytes"] == len(bundle.body)
    module = next(entry for entry in found["entries"] if entry["kind"] == "module")
    assert (module["rev"], module["order"], module["minutes"], module["lessons"]) == (11, 4, 5, 1)


def test_a_draft_stays_out_of_editions_that_show_no_drafts(folder):
    folder.spoil("order: 4", "order: 4\ndraft: true", folder.module)
    assert not {"precio", "art-precio"} & folder.records().keys()
    folder.spoil('"drafts": false', '"drafts": true', folder.root / "editions/demo.json")
    assert "precio" in folder.records()


@pytest.mark.parametrize(
    ("unit", "value", "state", "shown"),
    [
        ("centimos", 1050, "confirmed", "S/ 10.50"),
        ("centimos", 535000, "confirmed", "S/ 5350"),
        ("por-ciento", 18, "confirmed", "18 %"),
        ("centimos", 1, "open", "confirma en la SUNAT"),
    ],
)
def test_constants_stand_in_the_text_and_open_ones_never_as_an_amount(
    folder, unit, value, state, shown
):
    constant = {"id": "uit", "value": value, "unit": unit, "year": 2026, "source": "SUNAT"}
    constant |= {"state": state, "words": "confirma en la SUNAT"}
    folder.write("constants.json", json.dumps({"constants": [constant]}))
    folder.spoil("La mesa de hoy.", "Vale {{constant.uit}} hoy.")
    folder.relock()
    [lesson] = folder.records()["precio"]["ls"]
    assert lesson[5][1][4][1] == f"Vale {shown} hoy."
