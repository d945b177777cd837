"""Validate front matter, constants and editions; the messages are for authors, in Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from api.content.model import (
    EXAMPLES,
    GROUPS,
    NEEDS,
    PLACES,
    RUBROS,
    STAGES,
    TOPICS,
    TRADES,
    Ask,
    Consent,
    Constant,
    Contact,
    Fact,
    Graduation,
    Helpline,
    Meeting,
    Source,
    Synonyms,
)

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MISSING: dict[str, Any] = {"required": "falta", "null": "está vacío"}

_slug = validate.Regexp(
    re.compile(SLUG.pattern + r"\Z"), error="lleva solo minúsculas sin tilde, números y guiones"
)
_need = validate.OneOf(sorted(NEEDS), error="no es ninguna de las doce necesidades")
_filled = validate.Length(min=1, error="está vacío")
_origin = validate.Regexp(
    r"https://[a-z0-9.-]+(:\d+)?\Z|http://localhost(:\d+)?\Z",
    error="no es una dirección como https://creando.pe, sin nada después",
)
_zone = validate.Regexp(r"[A-Z]\w+/\w+\Z", error="no es una zona horaria, como America/Lima")


class _Day(validate.Validator):
    """A day of the calendar."""

    def __call__(self, value: str) -> str:
        """Return it; raises ValidationError."""
        try:
            date.fromisoformat(value)
        except ValueError as fault:
            raise ValidationError("no es un día, como 2027-06-30") from fault
        return value


class _Moment(validate.Validator):
    """A day and an hour, to the minute."""

    def __call__(self, value: str) -> str:
        """Return it; raises ValidationError."""
        try:
            datetime.strptime(value, "%Y-%m-%dT%H:%M")  # noqa: DTZ007  its zone is the edition's
        except ValueError as fault:
            raise ValidationError("no es día y hora, como 2027-01-16T18:00") from fault
        return value


def _text(*checks: validate.Validator, required: bool = True) -> fields.String:
    messages: dict[str, Any] = {**MISSING, "invalid": "debe ser texto; ponlo entre comillas"}
    checks = checks or (_filled,)
    return fields.String(required=required, validate=checks, error_messages=messages)


def _number(least: int, most: int, *, required: bool = True) -> fields.Integer:
    span = validate.Range(least, most, error=f"debe ser un número de {least} a {most}")
    messages: dict[str, Any] = {**MISSING, "invalid": "debe ser un número entero"}
    return fields.Integer(required=required, strict=True, validate=span, error_messages=messages)


def _list(inner: fields.Field[Any], *, least: int = 0, required: bool = True) -> fields.List[Any]:
    length = validate.Length(min=least, error=f"necesita al menos {least}")
    messages: dict[str, Any] = {**MISSING, "invalid": "debe ser una lista"}
    return fields.List(inner, required=required, validate=length, error_messages=messages)


class Day(fields.Field[date]):
    """A date as YAML reads it, or as JSON writes it."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> date:
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValidationError("debe ser una fecha como 2026-11-22") from None


class Words(fields.Field[str]):
    """Words, or a year or day that YAML took for something else."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        if value is None or str(value).strip() == "":
            raise ValidationError("está vacío")
        return str(value)


def _day() -> Day:
    return Day(required=True, error_messages=MISSING)


class Strict(Schema):
    """Refuse fields that nobody reads: they are spelling mistakes."""

    error_messages = {  # noqa: RUF012 -- marshmallow's own way
        "unknown": "no existe; mira si está bien escrito",
        "type": "debe tener campos",
    }


class SourceSchema(Strict):
    """A source: its name, when somebody looked, and where."""

    name = _text()
    checked = _day()
    url = _text(validate.Regexp(r"https://", error="debe empezar con https://"), required=False)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Source:
        """Make the value."""
        return Source(**data)


def _sources(*, least: int, required: bool) -> fields.List[Any]:
    return _list(fields.Nested(SourceSchema), least=least, required=required)


def _one_of(known: Iterable[str]) -> validate.OneOf:
    return validate.OneOf(list(known), error=f"debe ser uno de: {', '.join(known)}")


class FactSchema(Strict):
    """A claim of a lesson; who says it is checked names the text and the day it was read."""

    id = _text(_slug)
    says = _text()
    topic = _text(_one_of(TOPICS))
    state = _text(_one_of(("open", "checked")))
    confirm = _text()
    source = _text()
    owner = _text()
    due = _day()
    source_date = Words(required=False)
    url = _text(validate.Regexp(r"https://", error="debe empezar con https://"), required=False)
    read_by = _text(required=False)
    read_on = Day(required=False, error_messages=MISSING)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Fact:
        """Make the value; a checked one says which text, of when, and who read it on which day."""
        if data["state"] == "checked":
            for name in ("source_date", "read_by", "read_on"):
                if name not in data:
                    raise ValidationError("falta: sin eso el dato queda «open»", name)
        return Fact(**data)


class ModuleSchema(Strict):
    """Front matter of module.md."""

    id = _text(_slug)
    title = _text()
    outcome = _text()
    order = _number(1, 999)
    picture = _text(_slug)
    needs = _list(_text(_need))
    sources = _sources(least=1, required=True)
    reviewed = _day()
    review_by = _day()
    draft = fields.Boolean(load_default=False)
    kind = _text(_one_of(GROUPS), required=False)
    licence = _text(required=False)
    credit = _text(required=False)


class LessonSchema(Strict):
    """Front matter of a lesson."""

    id = _text(_slug)
    title = _text()
    minutes = _number(1, 20)
    rule = _text()
    picture = _text(_slug, required=False)
    sums = _list(_text(), required=False)
    sources = _sources(least=1, required=False)
    reviewed = _day()
    review_by = _day()
    habit = _text(required=False)
    facts = _list(fields.Nested(FactSchema), required=False)
    needs = _list(_text(_need), required=False)
    trades = _list(_text(_one_of(RUBROS)), required=False)
    stages = _list(_text(_one_of(STAGES)), required=False)
    places = _list(_text(_one_of(PLACES)), required=False)
    placement = _number(1, 6, required=False)
    check = fields.Boolean(load_default=False)
    licence = _text(required=False)
    credit = _text(required=False)


class _Cell(fields.Field[str | int]):
    """What stands in a table: words, or a whole number."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str | int:
        if isinstance(value, str) and value.strip():
            return value
        if type(value) is int and value >= 0:
            return value
        raise ValidationError("debe ser texto o un número entero; pon comillas al texto")


class ExamplesSchema(Strict):
    """NN-name.ejemplos.yaml, beside its lesson."""

    money = _list(_text())
    sums = _list(_text())
    rows = fields.Dict(
        keys=_text(_one_of(EXAMPLES)),
        values=fields.Dict(keys=_text(), values=_Cell()),
        required=True,
        error_messages=MISSING,
    )


class TaleSchema(Strict):
    """Front matter of a story."""

    id = _text(_slug)
    trade = _text(validate.OneOf(TRADES, error=f"debe ser uno de: {', '.join(TRADES)}"))
    place = _text()
    went = _text(validate.OneOf(["bien", "mal"], error="debe ser bien o mal"))
    reviewed = _day()
    review_by = _day()


class ConstantSchema(Strict):
    """A dated amount of lessons/constants.json."""

    id = _text(_slug)
    value = _number(0, 10**9)
    unit = _text()
    year = _number(2000, 2100)
    source = _text()
    state = _text(validate.OneOf(["confirmed", "open"], error="debe ser confirmed u open"))
    words = _text(required=False)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Constant:
        """Make the value; an open constant must have its words."""
        if data["state"] == "open" and "words" not in data:
            raise ValidationError("falta: es lo que se lee mientras no se confirma", "words")
        return Constant(**{"words": "", **data})


class ConstantsSchema(Strict):
    """The whole file of constants."""

    constants = _list(fields.Nested(ConstantSchema))


class ChannelSchema(Strict):
    """A way into an edition: a slug and what people call it."""

    slug = _text(_slug)
    title = _text()

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> tuple[str, str]:
        """Make the pair."""
        return data["slug"], data["title"]


class ConsentSchema(Strict):
    """A consent text; changing its sense raises `text_version`."""

    purpose = _text(validate.Regexp(r"[a-z]+\.[a-z]+\Z", error="tiene la forma data.sync"))
    text_version = _number(1, 9999)
    title = _text()
    paragraphs = _list(_text(), least=1)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Consent:
        """Make the value."""
        return Consent(**{**data, "paragraphs": tuple(data["paragraphs"])})


class ContactSchema(Strict):
    """Whom people may ask whether this is real; no surname, and a number only if she gave it."""

    name = _text(validate.Length(1, 40, error="tiene de 1 a 40 letras"))
    avatar = _text(validate.Regexp(r"y([1-9]|1\d|2[0-4])\Z", error="va de y1 a y24"))
    whatsapp = _text(
        validate.Regexp(r"\d{8,15}\Z", error="lleva solo números, con el del país, como 51…"),
        required=False,
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Contact:
        """Make the value."""
        return Contact(**data)


class HelplineSchema(Strict):
    """A number for a bad moment; who confirms it says who looked and on which day."""

    name = _text(validate.Length(1, 60, error="tiene de 1 a 60 letras"))
    what = _text(validate.Length(1, 120, error="tiene de 1 a 120 letras"))
    number = _text(validate.Regexp(r"\d{3,15}\Z", error="lleva solo números, de 3 a 15"))
    state = _text(_one_of(("open", "confirmed")))
    source = _text()
    read_by = _text(required=False)
    read_on = Day(required=False, error_messages=MISSING)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Helpline:
        """Make the value; a confirmed one names who looked and when."""
        if data["state"] == "confirmed" and not {"read_by", "read_on"} <= data.keys():
            raise ValidationError("falta: sin eso el número queda «open»", "read_by")
        return Helpline(**data)


class MeetingSchema(Strict):
    """A date of an edition; words only, so no exact address of anybody."""

    id = _text(_slug)
    title = _text(validate.Length(1, 60, error="tiene de 1 a 60 letras"))
    start = _text(_Moment())
    minutes = _number(5, 1440)
    where = _text(validate.Length(1, 120, error="tiene de 1 a 120 letras"))

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Meeting:
        """Make the value."""
        return Meeting(**data)


class GraduationSchema(Strict):
    """What an edition asks to finish; what is not said is as usual."""

    modules = _number(0, 99, required=False)
    actions = _number(0, 99, required=False)
    given = _number(0, 9, required=False)
    survey = fields.String(required=False)
    official = fields.Boolean(required=False)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Graduation:
        """Make the value."""
        return Graduation(**data)


class SynonymsSchema(Strict):
    """A row of lessons/<locale>/palabras.json."""

    words = _list(_text(), least=1)
    needs = _list(_text(_need), required=False)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Synonyms:
        """Make the value."""
        return Synonyms(tuple(data["words"]), tuple(data.get("needs", ())))


class WordsSchema(Strict):
    """The whole of lessons/<locale>/palabras.json."""

    groups = _list(fields.Nested(SynonymsSchema), least=1)


class PhraseSchema(Strict):
    """A Spanish text and how it is said in another language."""

    es = _text()
    to = _text()

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> tuple[str, str]:
        """Make the pair."""
        return data["es"], data["to"]


class TranslationSchema(Strict):
    """lessons/<lang>/<module>.json; without the three of its signature it is a draft."""

    module = _text(_slug)
    lang = _text(_slug)
    by = _text(required=False)
    on = _text(_Day(), required=False)
    digest = _text(required=False)
    words = fields.Dict(
        keys=_text(),
        values=fields.Nested(PhraseSchema),
        required=True,
        error_messages={**MISSING, "invalid": "debe tener campos"},
    )


class AnswerSchema(Strict):
    """An answer of a survey: its drawing says it without words."""

    id = _text(_slug)
    text = _text()
    picture = _text(_slug)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> tuple[str, str, str]:
        """Make the value."""
        return data["id"], data["text"], data["picture"]


class AskSchema(Strict):
    """A question of a survey."""

    id = _text(_slug)
    text = _text()
    options = _list(fields.Nested(AnswerSchema), least=2)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Ask:
        """Make the value."""
        return Ask(data["id"], data["text"], tuple(data["options"]))


class SurveySchema(Strict):
    """lessons/<locale>/encuestas/<id>.yaml."""

    id = _text(_slug)
    title = _text()
    why = _text()
    questions = _list(fields.Nested(AskSchema), least=1)
    version = _number(1, 9999, required=False)


class EditionSchema(Strict):
    """lessons/editions/<slug>.json."""

    title = _text()
    tz = _text(_zone)
    locales = _list(_text(_slug), least=1)
    modules = _list(_text(_slug), least=1)
    drafts = fields.Boolean(required=True, error_messages=MISSING)
    by = _text()
    channels = _list(fields.Nested(ChannelSchema))
    consents = _list(fields.Nested(ConsentSchema), least=1)
    moved_to = _text(_origin, required=False)
    ends_on = _text(_Day(), required=False)
    contact = fields.Nested(ContactSchema, required=False)
    in_review = fields.Boolean(load_default=False)
    helplines = _list(fields.Nested(HelplineSchema), required=False)
    graduation = fields.Nested(GraduationSchema, required=False)
    dates = _list(fields.Nested(MeetingSchema), required=False)


def flat_errors(messages: Any, path: str = "") -> list[tuple[str, str]]:
    """Turn marshmallow's nested messages into (field path, message) pairs."""
    if isinstance(messages, Mapping):
        pairs = []
        for key, inner in messages.items():
            here = path if key == "_schema" else f"{path}.{key}".lstrip(".")
            pairs += flat_errors(inner, here)
        return pairs
    return [(path, str(message)) for message in messages]
