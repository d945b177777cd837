"""Read the lesson sources of a folder into frozen values, noting every fault on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml
from marshmallow import Schema, ValidationError

from api.content.cards import card_of, with_examples
from api.content.community import Community, Tale, trick_of
from api.content.examples import cell
from api.content.frontmatter import read_yaml
from api.content.markdown import Complain, Reader
from api.content.model import (
    Card,
    Constant,
    Edition,
    Examples,
    Fact,
    Json,
    Lesson,
    Module,
    Survey,
    Synonyms,
    Translation,
)
from api.content.notes import Notes
from api.content.schema import (
    ConstantsSchema,
    EditionSchema,
    ExamplesSchema,
    LessonSchema,
    ModuleSchema,
    SurveySchema,
    TaleSchema,
    TranslationSchema,
    WordsSchema,
    flat_errors,
)

LESSON_FILE = re.compile(r"\d\d-[a-z0-9-]+\.md")
Fields = dict[str, Any]  # what a schema let through
GUIDE = "Mira docs/guia-autores.md"
BAD_NAME, GOOD_NAME = "el nombre del archivo no sirve", "Usa 01-mi-leccion.md"
NO_LOCALES = ("art", "editions")
SPANISH = "es"
LISTS = ("sums", "sources", "facts", "needs", "trades", "stages", "places")
WRITTEN = (".md", ".markdown", ".txt", ".doc", ".docx", ".odt", ".rtf")


@dataclass(frozen=True, slots=True)
class Sources:
    """All that authors wrote, and the folder it was found in."""

    root: Path
    modules: tuple[Module, ...]
    constants: Mapping[str, Constant]
    editions: tuple[Edition, ...]
    words: Mapping[str, tuple[Synonyms, ...]]
    communities: tuple[Community, ...] = ()
    surveys: tuple[Survey, ...] = ()
    translations: tuple[Translation, ...] = ()
    route: Mapping[str, Json] = field(default_factory=dict)


class SourceReader:
    """Read one `lessons` folder; `holes` leaves the places of claims and amounts unfilled."""

    def __init__(self, root: Path, notes: Notes, today: date, *, holes: bool = False) -> None:
        self.holes = holes
        self.root = root
        self.notes = notes
        self.today = today
        self.constants: dict[str, Constant] = {}

    def read(self) -> Sources:
        """Read constants, then modules by locale and id, then editions."""
        self.constants = self._constants()
        files = sorted(self.root.glob("*/*/module.md"))
        modules = [module for file in files if (module := self._module(file))]
        editions = [self._edition(file) for file in sorted(self.root.glob("editions/*.json"))]
        communities = [self._community(folder) for folder in sorted(self.root.glob("*/comunidad"))]
        self._lost_lessons()
        return Sources(
            self.root,
            tuple(modules),
            self.constants,
            tuple(edition for edition in editions if edition),
            {file.parent.name: self._words(file) for file in self.root.glob("*/palabras.json")},
            tuple(communities),
            tuple(
                one
                for file in sorted(self.root.glob("*/encuestas/*.yaml"))
                for one in self._survey(file)
            ),
            tuple(
                one
                for file in sorted(self.root.glob("*/*.json"))
                if file.parent.name not in NO_LOCALES and file.name != "palabras.json"
                if (one := self._translation(file))
            ),
        )

    def read_module(self, ident: str, locale: str = SPANISH) -> Module | None:
        """Read one module alone."""
        return self._module(self.root / locale / ident / "module.md")

    def name_of(self, file: Path) -> str:
        """Name a file as an author sees it."""
        return f"{self.root.name}/{file.relative_to(self.root).as_posix()}"

    def _lost_lessons(self) -> None:
        """Say of what an author may take for a lesson and nobody would read."""
        for file in sorted([*self.root.glob("*/*"), *self.root.glob("*/*/*")]):
            locale, *inside = file.relative_to(self.root).parts
            if locale in NO_LOCALES or file.is_dir() or file.suffix.lower() not in WRITTEN:
                continue
            if len(inside) == 1:
                mend = "Ponla en la carpeta de un módulo"
                self.notes.fault(self.name_of(file), 1, "esta lección está fuera de lugar", mend)
            elif file.suffix != ".md":
                self.notes.fault(self.name_of(file), 1, BAD_NAME, GOOD_NAME)
        for folder in sorted({file.parent for file in self.root.glob("*/*/[0-9]*.md")}):
            if not (folder / "module.md").exists():
                mend = "Escribe module.md en esa carpeta"
                self.notes.fault(self.name_of(folder), 1, "hay lecciones sin módulo", mend)

    def _text(self, file: Path) -> str:
        try:
            return file.read_text(encoding="utf-8-sig")  # Notepad begins a file with a mark
        except UnicodeDecodeError:
            self.notes.fault(self.name_of(file), 1, "no es texto UTF-8", "Guárdalo como UTF-8")
            return ""

    def _constants(self) -> dict[str, Constant]:
        file = self.root / "constants.json"
        constants: list[Constant] = []
        if file.exists():
            constants = (self._json(file, ConstantsSchema()) or {}).get("constants", [])
        found: dict[str, Constant] = {}
        for constant in constants:
            if constant.id in found:
                fault = f"la constante «{constant.id}» está dos veces"
                self.notes.fault(self.name_of(file), 1, fault, "Quita una")
            found[constant.id] = constant
        return found

    def _words(self, file: Path) -> tuple[Synonyms, ...]:
        return tuple((self._json(file, WordsSchema()) or {}).get("groups", ()))

    def _json(self, file: Path, schema: Schema) -> Fields | None:
        text, name = self._text(file), self.name_of(file)
        try:
            return self._valid(schema, json.loads(text), name, text)
        except json.JSONDecodeError as error:
            fault = f"no es JSON: {error.msg}"
            self.notes.fault(name, error.lineno, fault, "Revisa comas y comillas en esa línea")
            return None

    def _valid(self, schema: Schema, data: object, name: str, text: str) -> Fields | None:
        """Validate; say each error at the line of its field."""
        try:
            return cast(Fields, schema.load(data))  # type: ignore[arg-type]
        except ValidationError as error:
            lines = key_lines(text)
            for path, message in flat_errors(error.messages):
                keys = [key for key in path.split(".") if not key.isdigit()]
                line = next((lines[key] for key in reversed(keys) if key in lines), 1)
                self.notes.fault(name, line, f"«{path or 'todo'}» {message}", GUIDE)
            return None

    def _edition(self, file: Path) -> Edition | None:
        data = self._json(file, EditionSchema())
        if data is None:
            return None
        lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
        return Edition(slug=file.stem, file=self.name_of(file), **{**data, **lists})

    def _module(self, file: Path) -> Module | None:
        name = self.name_of(file)
        document = self._reader(file)
        data = self._front_matter(document, ModuleSchema(), file)
        lesson_files = sorted(each for each in file.parent.glob("*.md") if each != file)
        lessons = [lesson for each in lesson_files if (lesson := self._lesson(each))]
        if data is None:
            return None
        if data["id"] != file.parent.name:
            fault = f"el id «{data['id']}» no es el nombre de su carpeta"
            self.notes.fault(name, 2, fault, f"Usa «{file.parent.name}» en los dos")
        return Module(
            **{**data, "needs": tuple(data["needs"]), "sources": tuple(data["sources"])},
            locale=file.parent.parent.name,
            lessons=tuple(lessons),
            file=name,
            lines=key_lines(self._text(file)),
        )

    def _lesson(self, file: Path) -> Lesson | None:
        name = self.name_of(file)
        if not LESSON_FILE.fullmatch(file.name):
            self.notes.fault(name, 1, BAD_NAME, GOOD_NAME)
        document = self._reader(file)
        data = self._front_matter(document, LessonSchema(), file)
        if not document.front_matter():
            return None  # without it all that follows looks out of place
        examples = self._examples(file)
        cards = self._cards(file, (data or {}).get("facts", ()), examples)
        if data is None:
            return None
        data.setdefault("picture", "")
        lists = {field: tuple(data.get(field, ())) for field in LISTS}
        lines = key_lines(self._text(file))
        return Lesson(**{**data, **lists}, cards=cards, file=name, lines=lines, examples=examples)

    def _cards(
        self, file: Path, facts: Iterable[Fact], examples: Examples | None
    ) -> tuple[Card, ...]:
        """Read the cards, once for each row of a table; what is wrong is said once."""
        said = {fact.id: fact.spoken(self.today) for fact in facts}

        def read(trade: str, complain: Complain) -> list[Card]:
            def words(slot: str) -> str | None:
                family, _, ident = slot.partition(".")
                if self.holes and family != "ej":
                    return f"{{{{{slot}}}}}"
                if family == "fact":
                    return said.get(ident)
                if family == "ej":
                    return cell(examples, trade, ident) if examples else None
                return self._constant(slot)

            reader = Reader(self._text(file), complain, words)
            return [card_of(section, complain) for section in reader.sections()]

        trades = list(examples.rows) if examples else []
        first = read(trades[0] if trades else "", self._complain(self.name_of(file)))
        others = [read(trade, lambda *_: None) for trade in trades[1:]]
        if not trades:
            return tuple(first)
        rows = zip(first, *others, strict=True)
        return tuple(with_examples(list(zip(trades, row, strict=True))) for row in rows)

    def _examples(self, lesson: Path) -> Examples | None:
        """Read the table beside a lesson, where there is one."""
        file = lesson.with_suffix(".ejemplos.yaml")
        data = self._yaml(file, ExamplesSchema()) if file.exists() else None
        if data is None:
            return None
        name = self.name_of(file)
        return Examples(tuple(data["money"]), tuple(data["sums"]), data["rows"], name)

    def _survey(self, file: Path) -> Iterator[Survey]:
        data = self._yaml(file, SurveySchema())
        if data:
            locale = file.parent.parent.name
            questions = tuple(data.pop("questions"))
            yield Survey(**data, questions=questions, locale=locale, file=self.name_of(file))

    def _translation(self, file: Path) -> Translation | None:
        data = self._json(file, TranslationSchema())
        if data is None:
            return None
        name = self.name_of(file)
        if (data["lang"], data["module"]) != (file.parent.name, file.stem):
            fault = f"dice ser «{data['lang']}/{data['module']}»"
            self.notes.fault(name, 1, fault, "Su carpeta es la lengua y su nombre, el módulo")
            return None
        found = re.finditer(r'^\s*"([^"]+)"\s*:\s*\{', text := self._text(file), re.MULTILINE)
        lines = {one[1]: text.count("\n", 0, one.start(1)) + 1 for one in found}
        return Translation(**data, file=name, lines=lines)

    def _yaml(self, file: Path, schema: Schema) -> Fields | None:
        """Read and check a file that is YAML alone."""
        name, text = self.name_of(file), self._text(file)
        try:
            raw = read_yaml(text)
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            mend = "Pon entre comillas los textos con dos puntos o coma"
            self.notes.fault(name, mark.line + 1 if mark else 1, "no se entiende", mend)
            return None
        return self._valid(schema, raw, name, text)

    def _community(self, folder: Path) -> Community:
        """Read the stories of a language, a file each, and its file of tricks."""
        files = sorted((folder / "historias").glob("*.md"))
        tales = tuple(tale for file in files if (tale := self._tale(file)))
        file = folder / "trucos.md"
        complain = self._complain(self.name_of(file))
        sections = self._reader(file).sections() if file.exists() else ()
        tricks = tuple(trick_of(section, complain) for section in sections)
        return Community(folder.parent.name, tales, tricks, self.name_of(file))

    def _tale(self, file: Path) -> Tale | None:
        name = self.name_of(file)
        document = self._reader(file)
        data = self._front_matter(document, TaleSchema(), file)
        complain = self._complain(name)
        cards = [card_of(section, complain) for section in document.sections()]
        if len(cards) != 1:
            complain(1, f"hay {len(cards)} títulos y va uno", GUIDE)
        if data is None or not cards:
            return None
        return Tale(**data, card=cards[0], file=name, lines=key_lines(self._text(file)))

    def _complain(self, name: str) -> Complain:
        return lambda line, fault, mend: self.notes.fault(name, line, fault, mend)

    def _constant(self, slot: str) -> str | None:
        constant = self.constants.get(slot.removeprefix("constant."))
        return constant.spoken(self.today) if constant and slot.startswith("constant.") else None

    def _reader(self, file: Path) -> Reader:
        return Reader(self._text(file), self._complain(self.name_of(file)), self._constant)

    def _front_matter(self, document: Reader, schema: Schema, file: Path) -> Fields | None:
        name, raw = self.name_of(file), document.front_matter()
        if not raw:
            fault, mend = "falta la cabecera", "Empieza con --- y sus campos"
            text = self._text(file)
            if not text and file.stat().st_size:
                return None  # no UTF-8, and said
            if text.startswith("---"):
                fault, mend = "la cabecera no se cierra", "Pon --- debajo de sus campos"
            self.notes.fault(name, 1, fault, f"{mend}. {GUIDE}")
            return None
        try:
            data = read_yaml(raw)
        except (yaml.YAMLError, ValueError) as error:  # ValueError: the 40th of a month
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            mend = "Pon entre comillas los textos con dos puntos y mira las fechas"
            if "\t" in raw:
                mend = "Cambia los tabuladores por espacios"
            self.notes.fault(name, line, "la cabecera no se entiende", mend)
            return None
        return self._valid(schema, data, name, self._text(file))


class Lines(dict[str, int]):
    """Where fields are written; a field that stands nowhere is at the top."""

    def __missing__(self, key: str) -> int:
        return 1


def key_lines(text: str) -> Lines:
    """Find the line where each field of YAML or JSON is first written."""
    lines = Lines()
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r"""[\s{\[-]*"?([a-z_]+)"?\s*:""", line)
        if found:
            lines.setdefault(found[1], number)
    return lines
