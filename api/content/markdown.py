"""Walk Markdown tokens into pieces: the few shapes a lesson may be made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.front_matter import front_matter_plugin

from api.content.model import Inline, Span

ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*\Z")
ATTRIBUTE = re.compile(r"""([a-z]+)=("[^"]*"|[^\s"]+)|[#.]([a-z0-9]+)|(\S+)""")
OPTION_ID = re.compile(r"\s*\{#([^{}]*)\}\s*\Z")
# Marks that did not pair up, tables and addresses would be read as they stand; what turns the
# direction of writing, or stands for a byte that was lost, cannot be read at all.
STRAY = re.compile(
    r"[*`]+|^\|.*\||(?P<link>https?://|\bwww\.)|(?P<broken>[\ufffd\u202a-\u202e\u2066-\u2069])"
)
SLOT = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")

Complain = Callable[[int, str, str], None]
Words = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in one paragraph or list item: its source lines."""

    lines: tuple[Inline, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A block: paragraph, rule, bullets, numbers, figure, or the heading of a variant."""

    kind: Literal["p", "r", "u", "o", "f", "h"]
    items: tuple[Item, ...]
    line: int
    picture: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and what its braces say."""

    title: str
    ident: str
    kind: str
    attributes: dict[str, str]
    line: int


class Section(NamedTuple):
    """A heading and the pieces under it."""

    heading: Heading
    pieces: tuple[Piece, ...]


def joined(lines: Iterable[Inline]) -> Inline:
    """Set lines one after another with a space between."""
    spans: list[Span] = []
    for line in lines:
        for span in (" ", *line) if spans else line:
            if spans and isinstance(span, str) and isinstance(spans[-1], str):
                spans[-1] += span
            else:
                spans.append(span)
    return tuple(spans)


def plain(inline: Inline) -> str:
    """Give the words without their marks."""
    return "".join(span if isinstance(span, str) else span[1] for span in inline)


def cut_start(inline: Inline, size: int) -> Inline:
    """Drop `size` characters from a line that begins with plain text."""
    first = inline[0] if inline else ""
    rest = first[size:].lstrip() if isinstance(first, str) else first
    return (rest, *inline[1:]) if rest else inline[1:]


def cut_option_id(inline: Inline) -> tuple[Inline, str]:
    """Take `{#a}` off the end of a line; the id is '' when there is none."""
    last = inline[-1] if inline else ""
    found = OPTION_ID.search(last) if isinstance(last, str) else None
    if found is None or not isinstance(last, str):
        return inline, ""
    rest = last[: found.start()]
    return ((*inline[:-1], rest) if rest else inline[:-1]), found[1]


@lru_cache(maxsize=512)
def _tree(text: str) -> SyntaxTreeNode:
    """Parse a document once: its front matter, each row of its table and previews ask again."""
    return SyntaxTreeNode(_PARSER.parse(text))


_PARSER = MarkdownIt("commonmark").use(front_matter_plugin)


class Reader:
    """Read one document; `complain(line, fault, mend)` hears of what does not belong."""

    def __init__(self, text: str, complain: Complain, words: Words) -> None:
        self._root = _tree(text)
        self._complain = complain
        self._words = words

    def front_matter(self) -> str:
        """Give the raw front matter, '' when there is none."""
        first = self._root.children[0] if self._root.children else None
        return first.content if first is not None and first.type == "front_matter" else ""

    def sections(self) -> Iterator[Section]:
        """Give each heading with what follows it."""
        heading: Heading | None = None
        pieces: list[Piece] = []
        for node in self._root.children:
            if node.type == "front_matter":
                continue
            if node.type == "heading" and node.tag == "h3" and heading:
                key = node.children[0].content.strip() if node.children else ""
                pieces.append(Piece("h", (), _line(node), key=key))
            elif node.type == "heading":
                if heading:
                    yield Section(heading, tuple(pieces))
                heading, pieces = self._heading(node), []
            elif heading is None:
                self._complain(_line(node), "hay texto antes de la primera tarjeta", _CARD_MEND)
            else:
                pieces.extend(self._piece(node))
        if heading:
            yield Section(heading, tuple(pieces))

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        line = _line(node)
        if node.tag != "h2":
            self._complain(line, "el título de una tarjeta lleva dos #", _CARD_MEND)
        raw = node.children[0].content if node.children else ""
        braces = ATTRIBUTES.search(raw)
        if braces is None:
            self._complain(line, "a la tarjeta le faltan sus llaves", _CARD_MEND)
        ident, kind, attributes = "", "", {}
        for name, value, short, junk in ATTRIBUTE.findall(braces[1] if braces else ""):
            if name:
                attributes[name] = value.strip('"')
            elif junk:
                bent = set("“”‘’«»") & set(braces[1] if braces else "")
                mend = 'Usa comillas rectas: name="Doña Rosa"' if bent else _CARD_MEND
                self._complain(line, f"no se entiende «{junk}» en las llaves", mend)
            elif short.isdigit():
                ident = short
            else:
                kind = short
        title = raw[: braces.start()] if braces else raw
        return Heading(self._filled(title.strip(), line), ident, kind, attributes, line)

    def _piece(self, node: SyntaxTreeNode) -> Iterator[Piece]:
        line = _line(node)
        kinds: dict[str, Literal["u", "o"]] = {"bullet_list": "u", "ordered_list": "o"}
        if node.type == "paragraph":
            yield self._paragraph(node, line)
        elif node.type in kinds:
            items = tuple(Item(self._lines(child), _line(child)) for child in node.children)
            yield Piece(kinds[node.type], items, line)
        elif node.type == "blockquote":
            yield Piece("r", (Item(self._lines(node), line),), line)
        else:
            self._complain(line, f"aquí no va {_NAMES.get(node.type, node.type)}", _BLOCK_MEND)

    def _paragraph(self, node: SyntaxTreeNode, line: int) -> Piece:
        inline = node.children[0]
        if len(inline.children) == 1 and inline.children[0].type == "image":
            image = inline.children[0]
            alt: Inline = (self._filled(image.content, line),) if image.content else ()
            source = str(image.attrs["src"])
            if image.attrs.get("title"):
                self._complain(line, "el dibujo lleva un título que nadie ve", _FIGURE_MEND)
            return Piece("f", (Item((alt,), line),), line, source)
        return Piece("p", (Item(self._lines(node), line),), line)

    def _lines(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        lines: list[Inline] = []
        for child in [node] if node.type == "paragraph" else node.children:
            if child.type != "paragraph":
                name = _NAMES.get(child.type, child.type)
                self._complain(_line(child), f"aquí dentro no va {name}", _BLOCK_MEND)
                continue
            lines.extend(self._inline(child.children[0]))
        return tuple(lines)

    def _inline(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        line = _line(node)
        spans: list[Span] = []
        for child in node.children:
            if child.type in ("softbreak", "hardbreak"):
                yield tuple(spans)
                spans, line = [], line + 1
            elif child.type == "text":
                spans.extend([self._read(child.content, line)] if child.content else [])
            elif child.type in ("strong", "em"):
                mark = "b" if child.type == "strong" else "i"
                spans.append((mark, self._marked(child, line)))
            else:
                name = _NAMES.get(child.type, child.type)
                self._complain(line, f"en el texto no va {name}", _INLINE_MEND)
        yield tuple(spans)

    def _marked(self, node: SyntaxTreeNode, line: int) -> str:
        if any(child.type != "text" for child in node.children):
            self._complain(line, "una marca dentro de otra", _INLINE_MEND)
        return self._read("".join(c.content for c in node.children if c.type == "text"), line)

    def _filled(self, text: str, line: int) -> str:
        """Put dated constants, what confirms a claim, and a table's words in their places."""

        def fill(found: re.Match[str]) -> str:
            words = self._words(found[1])
            if words is None:
                family = found[1].partition(".")[0]
                fault, mend = _SLOTS.get(family, _SLOTS["constant"])
                self._complain(line, f"{fault} «{found[1]}»", mend)
            return words or ""

        return SLOT.sub(fill, text)

    def _read(self, text: str, line: int) -> str:
        """Complain of what would stand in a text as no author meant it; fill the constants in."""
        for found in STRAY.finditer(text):
            fault, mend = f"hay un «{found[0]}» suelto", _INLINE_MEND
            if found["link"]:
                fault = "en el texto no va un enlace"
            elif found["broken"]:
                fault, mend = "hay un signo que no se puede leer", "Bórralo y escríbelo otra vez"
            self._complain(line, fault, mend)
        return self._filled(text, line)


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1


_NAMES = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "link": "un enlace",
    "image": "un dibujo en medio del texto",
    "code_inline": "código",
    "fence": "código",
    "code_block": "código (¿sobran espacios al inicio?)",
    "hr": "una línea",
    "bullet_list": "una lista",
    "ordered_list": "una lista",
    "blockquote": "una cita",
    "heading": "un título",
}
_CARD_MEND = "Escribe, por ejemplo: ## Mi título {#1 .idea rev=1}"
_BLOCK_MEND = "Usa párrafos, listas, una regla con > o un dibujo en su propia línea"
_INLINE_MEND = "Usa solo texto, **fuerte** y *énfasis*"
_FIGURE_MEND = "Deja solo ![qué se ve](id-del-dibujo)"
_SLOTS = {
    "constant": (
        "no existe la constante",
        "Escribe {{constant.id}} con un id de lessons/constants.json",
    ),
    "fact": ("no existe el dato", "Escribe {{fact.id}} con un id de facts, en la cabecera"),
    "ej": (
        "la tabla de ejemplos no tiene",
        "Escribe {{ej.columna}} con una columna de NN-nombre.ejemplos.yaml",
    ),
}
