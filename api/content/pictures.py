"""Compile SVG drawings to small trees of allow-listed elements and attributes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from api.content.model import Json
from api.content.notes import Notes

SVG = "{http://www.w3.org/2000/svg}"
TAGS = frozenset("svg g path circle ellipse rect line polyline polygon use symbol pattern".split())
ATTRIBUTES = frozenset(
    "class d cx cy r rx ry x y x1 y1 x2 y2 width height viewBox points transform href id fill "
    "patternUnits offset".split()
)
CLASSES = frozenset(
    "A N R V T Z B K C M P H Q W Az z f e x c pt agz az ag av va bl cf ct mt hl fl lb gr "
    "gk lu tz vz hilo p1 p2 p3 p4 p5 h1 h2 h3 h4 q1 q2 q3 q4 q5 q6 q7 q8 q9 q10 q11 q12".split()
)
FILL = re.compile(r"url\(#(t-[a-z0-9-]+)\)")
HREF = re.compile(r"#([a-z][a-z0-9-]*)")
NUMBERS = re.compile(r"[A-Za-z0-9(),.\s+-]*")
MEND = "La gramática del dibujo está en docs/guia-autores.md"


@dataclass(frozen=True, slots=True)
class Tree:
    """An element with its attributes in written order."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Tree, ...]

    def json(self) -> list[Json]:
        """Give the bundle's form."""
        return [self.tag, dict(self.attributes), *(child.json() for child in self.children)]

    def walk(self) -> Iterator[Tree]:
        """Give this element and all inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def refers_to(self) -> Iterator[str]:
        """Give the ids of the shared parts that it draws."""
        for tree in self.walk():
            found = HREF.fullmatch(tree.attributes.get("href", ""))
            filled = FILL.fullmatch(tree.attributes.get("fill", ""))
            yield from (match[1] for match in (found, filled) if match)


@dataclass(frozen=True, slots=True)
class Art:
    """All drawings by id: scenes travel with their modules' art, parts in the shared one.

    `wanted` are those that the app draws itself, `sets` those that it asks for later, by name.
    """

    scenes: Mapping[str, Tree]
    parts: Mapping[str, Tree]
    wanted: tuple[str, ...]
    sets: Mapping[str, tuple[str, ...]]

    def symbol(self, ident: str) -> Tree:
        """Give a part, or a scene turned into one."""
        if ident in self.parts:
            return self.parts[ident]
        scene = self.scenes[ident]
        return Tree("symbol", {"id": ident, **scene.attributes}, scene.children)

    def closure(self, ids: Iterable[str]) -> list[str]:
        """Give the known ids with everything they refer to, sorted; loops are harmless."""
        seen: set[str] = set()
        waiting = list(ids)
        while waiting:
            ident = waiting.pop()
            if ident in seen or not (ident in self.parts or ident in self.scenes):
                continue
            seen.add(ident)
            waiting.extend(self.symbol(ident).refers_to())
        return sorted(seen)


def read_art(root: Path, notes: Notes) -> Art:
    """Read lessons/art; drawings with faults are noted and left out."""
    scenes: dict[str, Tree] = {}
    parts: dict[str, Tree] = {}
    for folder, found in (("parts", parts), ("scenes", scenes)):
        for file in sorted((root / "art" / folder).glob("*.svg")):
            tree = _read(file, f"{root.name}/art/{folder}/{file.name}", notes)
            if tree is not None:
                found[file.stem] = _as_part(tree, file.stem) if folder == "parts" else tree
    for ident in sorted(scenes.keys() & parts.keys()):
        file_name = f"{root.name}/art/scenes/{ident}.svg"
        notes.fault(file_name, 1, f"«{ident}» es escena y parte a la vez", "Cambia un nombre")
    known = scenes.keys() | parts.keys()
    lists = {
        file.stem: tuple(_listed(file, f"{root.name}/art/{file.name}", known, notes))
        for file in sorted((root / "art").glob("*.txt"))
    }
    art = Art(scenes, parts, lists.pop("app", ()), lists)
    _check_links(art, root, notes)
    return art


def _read(file: Path, name: str, notes: Notes) -> Tree | None:
    text = file.read_text(encoding="utf-8", errors="replace")  # the grammar refuses the rest
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        notes.fault(name, 1, "el dibujo declara DOCTYPE o ENTITY", "Quita esas líneas")
        return None
    try:
        root = ET.fromstring(text)  # noqa: S314 -- entities were refused above
    except ET.ParseError as error:
        notes.fault(name, error.position[0], "el dibujo no es XML", "Cierra todas sus etiquetas")
        return None
    before = len(notes.found)
    tree = _tree(root, _Place(name, text, notes))
    if root.tag.removeprefix(SVG) == "svg" and "viewBox" not in root.attrib:
        notes.fault(name, 1, "falta viewBox", 'Escribe <svg viewBox="0 0 320 180">')
    return tree if len(notes.found) == before else None


def _as_part(tree: Tree, ident: str) -> Tree:
    """Give a part its id and its tag: a file holds one symbol or one pattern."""
    if tree.tag == "svg" and len(tree.children) == 1 and tree.children[0].tag == "pattern":
        tree = tree.children[0]
    tag = "symbol" if tree.tag == "svg" else tree.tag
    return Tree(tag, {**{"id": ident}, **tree.attributes, "id": ident}, tree.children)


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    text: str
    notes: Notes

    def fault(self, needle: str, fault: str) -> None:
        """Note a fault at the first line that has the needle."""
        at = self.text.find(needle)
        self.notes.fault(self.name, self.text.count("\n", 0, max(at, 0)) + 1, fault, MEND)


def _tree(element: ET.Element, place: _Place) -> Tree:
    tag = element.tag.removeprefix(SVG)
    if tag not in TAGS:
        place.fault(f"<{tag}", f"«{tag}» no se dibuja aquí")
    if (element.text or "").strip() or (element.tail or "").strip():
        place.fault((element.text or element.tail or "").strip(), "hay texto suelto en el dibujo")
    attributes = {}
    for name, raw in element.attrib.items():
        value = " ".join(raw.split())
        if not _allowed(name, value):
            place.fault(f"{name}=", f'«{name}="{value[:40]}"» no se permite')
        attributes[name] = value
    return Tree(tag, attributes, tuple(_tree(child, place) for child in element))


def _allowed(name: str, value: str) -> bool:
    if name not in ATTRIBUTES:
        return False
    if name == "class":
        return all(word in CLASSES for word in value.split())
    if name == "href":
        return HREF.fullmatch(value) is not None
    if name == "fill":
        return FILL.fullmatch(value) is not None
    return NUMBERS.fullmatch(value) is not None


def _listed(file: Path, name: str, known: Set[str], notes: Notes) -> Iterator[str]:
    """Read the ids of a list: one a line, `#` starts a comment."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        ident = line.partition("#")[0].strip()
        if ident and ident not in known:
            notes.fault(name, number, f"no existe el dibujo «{ident}»", "Quita esa línea")
        elif ident:
            yield ident


def _check_links(art: Art, root: Path, notes: Notes) -> None:
    for folder, trees in (("parts", art.parts), ("scenes", art.scenes)):
        for ident, tree in trees.items():
            for target in sorted(set(tree.refers_to()) - art.parts.keys()):
                name = f"{root.name}/art/{folder}/{ident}.svg"
                mend = f"Dibuja lessons/art/parts/{target}.svg o cambia el id"
                notes.fault(name, 1, f"usa la parte «{target}», que no existe", mend)
