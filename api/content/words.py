"""Make the index that the search on the phone reads: words of lessons, and everyday words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from api.content.bundle import Bundle, dumps
from api.content.model import BUNDLE_FORMAT, Constant, Json, Lesson, Module, Synonyms

INDEX_BYTES = 3_000  # brotli
RULE_WORDS = (9, 2, 1, 0)  # of each rule, as many as the index has room for
LETTERS = re.compile(r"[a-z0-9]+")
# They stand in every sentence, so they find nothing.
COMMON = frozenset(
    "de la el en un al lo se me mi no si su ya yo te tu es ir va he ha le ni "
    "que los las una uno unos unas del con por para mis tus sus hay sin como cada entre asi les "
    "esta este eso mas muy donde cuando despues primero".split()
)


def folded(text: str) -> list[str]:
    """Split into words without accents and capitals, as pwa/src/domain/search.ts does."""
    bare = unicodedata.normalize("NFD", text.lower())
    return LETTERS.findall("".join(c for c in bare if not unicodedata.combining(c)))


def telling(texts: Iterable[str], known: Iterable[str] = ()) -> str:
    """Join the words that tell something and are not known yet, each once, in their order."""
    words = (word for text in texts for word in folded(text))
    passed = {*known, *COMMON}
    return " ".join(dict.fromkeys(w for w in words if len(w) > 1 and w not in passed))


def amounts_json(constants: Iterable[Constant]) -> list[Json]:
    """Give the dated amounts to a tool that compares with them; an open one goes without its value.

    The year is judged on the phone: a bundle may stay there for longer than the amount is valid.
    """

    def row(one: Constant) -> Json:
        value: list[Json] = [] if one.state == "open" else [one.value]
        return [one.id, one.unit, one.year, one.words.strip("()"), *value]

    return [*map(row, constants)]


def words_bundle(
    locale: str,
    modules: Sequence[Module],
    groups: Sequence[Synonyms],
    route: Mapping[str, Json] | None = None,
    amounts: Sequence[Json] = (),
) -> Bundle:
    """Pack what can be searched for in an edition, also of modules that are not on the phone.

    The rules of the `route` and the dated `amounts` travel with it: all are fetched after a first
    lesson. The rules do not count against the words.

    A large edition keeps of each rule the rarest words, or none: of a module on the phone the phone
    knows the rules itself (pwa/src/screens/places/search.tsx).
    """
    rules = (telling([one.rule]).split() for module in modules for one in module.lessons)
    often = Counter(word for rule in rules for word in rule)
    late: dict[str, Json] = {"constants": amounts}
    for most in RULE_WORDS:
        bundle = _bundle(locale, modules, groups, often, most, late)
        if len(bundle.brotli) <= INDEX_BYTES:
            break
    if route:
        bundle = _bundle(locale, modules, groups, often, most, {**late, "r": route})
    return bundle


def _bundle(
    locale: str,
    modules: Iterable[Module],
    groups: Iterable[Synonyms],
    often: Mapping[str, int],
    most: int,
    more: Mapping[str, Json],
) -> Bundle:
    def row(lesson: Lesson) -> Json:
        rule = telling([lesson.rule], folded(lesson.title)).split()
        rarest = sorted(rule, key=lambda word: often[word])[:most]
        return [lesson.id, lesson.title, " ".join(word for word in rule if word in rarest)]

    record: dict[str, Json] = {
        "f": BUNDLE_FORMAT,
        "k": "words",
        "id": f"words-{locale}",
        "l": locale,
        "ms": [
            [one.id, telling([one.outcome]) if most else "", [*map(row, one.lessons)]]
            for one in modules
        ],
        "g": [[telling(group.words), " ".join(group.needs)] for group in groups],
        **more,
    }
    return Bundle(f"words-{locale}", "words", "Palabras para buscar", locale, 1, dumps(record))
