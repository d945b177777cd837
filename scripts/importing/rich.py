"""Turn the HTML of others into the few shapes our lessons have: no scripts, no links, no tables.

What comes out is Markdown that our own reader takes without a complaint, with the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Literal

from api.content.card_checks import ALT_CHARS
from api.content.markdown import Reader, joined, plain
from scripts.new_lesson import PENDING, slug_of

GAP = "(…)"  # where a word is missing: read aloud it is a pause
Mark = Literal["", "b", "i"]
Spans = list[tuple[Mark, str]]
Lost = tuple[str, str]

SIGN = {"": "", "b": "**", "i": "*"}
STRONG: dict[str, Mark] = {"b": "b", "strong": "b", "i": "i", "em": "i"}
LISTS: dict[str, Literal["u", "o"]] = {"ul": "u", "ol": "o"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "div", "br", "hr", "section", "article", "blockquote", "pre", "table", "tr", "dd"}
BLOCKS |= {"figure", "figcaption", "dt", "dl", *HEADINGS}
SILENT = {"script", "style", "template", "noscript", "object", "head", "svg", "math", "title"}
SILENT |= {"iframe", "video", "audio", "canvas", "select", "button", "textarea"}
LOST: dict[str, Lost] = {
    "a": ("se quitó un enlace; quedaron sus palabras", "Di en el texto dónde se mira"),
    "address": ("se quitó una dirección de internet", "Ponla en sources, en la cabecera"),
    "table": ("una tabla se volvió párrafos", "Mira si se entiende; si no, haz una lista"),
    "iframe": ("traía algo de otra página", "Cuéntalo con palabras o pide un dibujo"),
    "video": ("traía un video", "Cuéntalo con palabras o pide un dibujo"),
    "audio": ("traía un audio", "Escribe lo que dice"),
    "math": ("traía una fórmula", "Escribe la cuenta con números y palabras"),
    "object": ("traía algo de otra página", "Cuéntalo con palabras o pide un dibujo"),
}
ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S*", re.IGNORECASE)
UNREADABLE = re.compile(r"[\ufffd\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")
DECLARATION = re.compile(r"<!(?!--)[^>]*>?")
LABEL = re.compile(r"^(Bien|Casi|Riesgo):")
TASK = re.compile(r"^\[[ xX]\]\s")
SPECIAL = re.compile(r"[\\<>_\[\]]|&(?=[#\w]+;)|!(?=\[)|~(?=~)|:(?=//)")
OPENS = re.compile(r"^(?=[#+=~-])|^(\d+)(?=[.)](?:\s|$))")
ODD = re.compile(r"[^\w\s.,;:¿?¡!()«»%/…-]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, list item or picture, as spans of plain and marked words."""

    kind: Literal["h", "p", "u", "o", "f"]
    spans: tuple[tuple[Mark, str], ...]
    name: str = ""  # of a picture: what it may be called

    def words(self) -> str:
        """Give the words without marks."""
        return tidy("".join(text for _, text in self.spans))

    def line(self) -> str:
        """Give one line of Markdown."""
        return paragraph(self.spans)

    def markdown(self) -> str:
        """Give a block of Markdown; a list item is a list of its own until it is joined."""
        if self.kind == "f":
            return f"![{alt_of(self.words())}](pedido:{self.name})"
        mark = {"u": "- ", "o": "1. "}.get(self.kind, "")
        return mark + self.line()


def tidy(text: str) -> str:
    """Take out what no lesson may hold; what is left are words on one line."""
    text = UNREADABLE.sub("", ADDRESS.sub(" ", unicodedata.normalize("NFC", text)))
    text = "".join(c if c.isprintable() else " " for c in text)
    text = re.sub(r"(?<=\d)\s*\*\s*(?=\d)", " × ", text)
    for old, new in (("*", "•"), ("`", "'"), ("{", "("), ("}", ")"), ("|", "/"), ("=>", "→")):
        text = text.replace(old, new)
    text = LABEL.sub(r"\1.", " ".join(text.split()))
    return TASK.sub("", text).strip()


def title_of(text: str, most: int) -> str:
    """Make a plain title, cut at a word where it is too long."""
    text = re.sub(r"[\s#]+$", "", tidy(text))
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0][: most - 1]}…"


def alt_of(text: str) -> str:
    """Make the description of a picture."""
    bare = tidy(text).translate(str.maketrans("[]\\", "()/"))
    return title_of(bare, ALT_CHARS) if len(bare) > 4 else f"{PENDING}: di qué se ve"


def name_of(text: str) -> str:
    """Make the name under which a drawing is asked for."""
    return slug_of(text) or "dibujo"


def escaped(text: str) -> str:
    """Write words so that Markdown reads them as they are."""
    text = SPECIAL.sub(r"\\\g<0>", text)
    return OPENS.sub(lambda found: f"{found[1]}\\" if found[1] else "\\", text)


@lru_cache(maxsize=1024)
def paragraph(spans: tuple[tuple[Mark, str], ...]) -> str:
    """Write spans as one line; marks are left out where they would not be read as such."""
    kept = list(spans)
    wanted = tidy("".join(text for _, text in kept))
    if not wanted:
        return ""
    marked = " ".join("".join(_marked(kept)).split())
    for attempt in (marked, escaped(wanted)):
        if _reads_as(attempt, wanted):
            return attempt
    safe = " ".join(ODD.sub(" ", wanted).split()).lstrip("-— ")
    return safe if _reads_as(safe, safe) else re.sub(r"[^\w\s]|_", " ", safe).strip()


def _marked(spans: Spans) -> Iterator[str]:
    for mark, text in spans:
        inside = tidy(text)
        before = " " if text[:1].isspace() else ""
        after = " " if text[-1:].isspace() else ""
        sign = SIGN[mark] if inside else ""
        yield f"{before}{sign}{escaped(inside)}{sign}{after}"


def _reads_as(markdown: str, wanted: str) -> bool:
    """Tell whether our own reader takes this line for one paragraph with these words."""
    faults: list[str] = []
    text = f"## T {{#1 .idea rev=1}}\n\n{markdown}\n"
    reader = Reader(text, lambda _line, fault, _mend: faults.append(fault), lambda _: None)
    [section] = list(reader.sections())[:1]
    if faults or [piece.kind for piece in section.pieces] != ["p"]:
        return False
    inline = joined(section.pieces[0].items[0].lines)
    if len(inline) > 1 and inline[0] in ("r", "u", "o", "f", "s"):
        return False  # the wire form of a card would take the letter for a kind of block
    return plain(inline) == wanted


class Rich(HTMLParser):
    """Hear the tags of a text; unknown ones are passed over, their words kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.lost: list[Lost] = []
        self._spans: Spans = []
        self._marks: list[Mark] = []
        self._lists: list[Literal["u", "o"]] = []
        self._kind: Literal["h", "p", "u", "o"] = "p"
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what the tag stands for."""
        if self._silent:
            return
        if tag in LOST:
            self._lose(tag)
        if tag in SILENT:
            self._silent = tag
        elif tag in STRONG:
            self._marks.append(STRONG[tag])
        elif tag == "img":
            self._picture({name: value or "" for name, value in attrs})
        else:
            self._begin_block(tag)

    def _begin_block(self, tag: str) -> None:
        if tag in LISTS:
            self._flush()
            self._lists.append(LISTS[tag])
        elif tag == "li":
            self._flush(self._lists[-1] if self._lists else "u")
        elif tag in ("td", "th"):
            self._spans.append(("", " "))
        elif tag in BLOCKS and not (self._lists and tag in ("p", "div")):
            self._flush("h" if tag in HEADINGS else "p")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag in STRONG and self._marks:
            self._marks.pop()
        elif tag in LISTS:
            self._flush()
            self._lists = self._lists[:-1]
        elif tag == "li" or (tag in BLOCKS and not self._lists):
            self._flush()

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self._silent:
            return
        if ADDRESS.search(data):
            self._lose("address")
        self._spans.append((self._marks[0] if self._marks else "", data))

    def whole(self) -> list[Piece]:
        """Give all pieces, once everything was heard."""
        self.close()
        self._flush()
        return self.pieces

    def _lose(self, what: str) -> None:
        if LOST[what] not in self.lost:
            self.lost.append(LOST[what])

    def _picture(self, attributes: dict[str, str]) -> None:
        kind = self._kind
        self._flush()
        alt = tidy(attributes.get("alt", ""))
        self.pieces.append(Piece("f", (("", alt),), name_of(alt)))
        self._kind = kind

    def _flush(self, then: Literal["h", "p", "u", "o"] = "p") -> None:
        piece = Piece(self._kind, tuple(_fused(self._spans)))
        if piece.line():
            self.pieces.append(piece)
        self._spans, self._kind = [], then


def _fused(spans: Spans) -> Spans:
    """Join neighbours of one mark."""
    fused: Spans = []
    for mark, text in spans:
        if fused and fused[-1][0] == mark:
            fused[-1] = (mark, fused[-1][1] + text)
        else:
            fused.append((mark, text))
    return fused


def rich(html: str) -> tuple[list[Piece], list[Lost]]:
    """Read HTML into pieces, and say what had to stay behind."""
    try:
        return _heard(html)
    except AssertionError:  # a declaration that the parser of the standard library cannot take
        return _heard(DECLARATION.sub(" ", html))


def _heard(html: str) -> tuple[list[Piece], list[Lost]]:
    reader = Rich()
    reader.feed(html)
    return reader.whole(), reader.lost


def blocks_of(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Write pieces as blocks; the items of a list stand under each other."""
    blocks: list[str] = []
    last = ""
    for piece in pieces:
        if piece.kind in ("u", "o") and piece.kind == last:
            blocks[-1] += f"\n{piece.markdown()}"
        else:
            blocks.append(piece.markdown())
        last = piece.kind
    return tuple(blocks)
