"""Fold events into what a learner sees of herself. Pure; mirrored by pwa/src/domain/fold.ts.

The order of the events means nothing: every rule is a maximum or a set. tests/vectors/progress.json
holds the cases that both languages run.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from api.sync.fact import Fact
from api.sync.registry import CODES, TYPES, Body, current_body


@dataclass(frozen=True)
class Answer:
    """The latest answer to a card; `tries` counts all of them."""

    option: str | int
    rev: int
    at: int
    tries: int


@dataclass
class LessonProgress:
    """What happened in one lesson; `done` gives each card's highest revision."""

    opened: bool = False
    finished: bool = False
    done: dict[int, int] = field(default_factory=dict)
    answers: dict[int, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class Action:
    """A small step she said she will take, and when and where."""

    lesson: str
    card: int
    rev: int
    when: str
    where: str
    at: int


@dataclass
class Progress:
    """Everything a phone shows of one learner."""

    lessons: dict[str, LessonProgress] = field(default_factory=dict)
    consents: dict[str, int] = field(default_factory=dict)
    edition: tuple[str, str | None] | None = None
    actions: list[Action] = field(default_factory=list)
    avatar: str | None = None
    needs: list[str] | None = None
    about: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class LessonView:
    """One row of the list of lessons; `next` is the index of the card to open."""

    state: str
    done: int
    total: int
    next: int
    fresh: int


@dataclass
class _Latest:
    """The newest value seen, by a key that never ties between different events."""

    # Before any clock: one may say a year before 1970.
    key: tuple[int, int, str] = (-(2**63), -1, "")
    value: Body = field(default_factory=dict)

    def offer(self, key: tuple[int, int, str], value: Body) -> None:
        if key > self.key:
            self.key, self.value = key, value


LESSON_TYPES = {CODES[name] for name in ("lesson.opened", "card.done", "lesson.finished")}
ANSWER = CODES["answer.given"]
# The newest counts: what it is, and the field whose values are kept apart.
LATEST = {
    CODES["profile.created"]: ("avatar", ""),
    CODES["edition.joined"]: ("edition", ""),
    CODES["need.chosen"]: ("needs", ""),
    CODES["about.told"]: ("about", "question"),
}
CONSENTS = {CODES["consent.given"]: 0, CODES["consent.withdrawn"]: 1}
ACTION = CODES["action.taken"]


def fold(events: Iterable[Fact]) -> Progress:
    """Fold events in any order; an action key (first identity, hash) counts once."""
    progress = Progress()
    latest: dict[tuple[str, str], _Latest] = {}
    actions: list[tuple[int, str, Action]] = []
    tries: dict[tuple[str, int], _Latest] = {}
    seen: set[tuple[str, int, str]] = set()
    for event in events:
        key = (*event.origin, event.h)
        body = current_body(event.t, event.v, event.d)
        if key in seen or body is None:
            continue
        seen.add(key)
        if event.t in LESSON_TYPES or event.t == ANSWER:
            add_to_lesson(progress.lessons, event.t, body)
        if event.t == ANSWER:
            _answer(progress.lessons, tries, event, body)
        elif event.t in LATEST:
            kind, apart = LATEST[event.t]
            slot = latest.setdefault((kind, cast(str, body.get(apart, ""))), _Latest())
            slot.offer((event.at, 0, event.h), body)
        elif event.t in CONSENTS:
            slot = latest.setdefault(("consent", cast(str, body["purpose"])), _Latest())
            slot.offer((event.at, CONSENTS[event.t], event.h), body)
        elif event.t == ACTION:
            actions.append((event.at, event.h, _action(event.at, body)))
    progress.actions = [action for _, _, action in sorted(actions, key=lambda one: one[:2])]
    _settle(progress, latest)
    return progress


def add_to_lesson(lessons: dict[str, LessonProgress], code: int, body: Body) -> None:
    """Note what one event says of its lesson: opened, a card done, finished."""
    lesson = lessons.setdefault(cast(str, body["lesson"]), LessonProgress())
    name = TYPES[code].name
    if name == "lesson.opened":
        lesson.opened = True
    elif name == "lesson.finished":
        lesson.finished = True
    else:
        card, rev = cast(int, body["card"]), cast(int, body["rev"])
        lesson.done[card] = max(rev, lesson.done.get(card, rev))


def _answer(
    lessons: dict[str, LessonProgress],
    newest: dict[tuple[str, int], _Latest],
    event: Fact,
    body: Body,
) -> None:
    """Count one try and keep the latest answer of its card."""
    lesson_id, card = cast(str, body["lesson"]), cast(int, body["card"])
    answers = lessons[lesson_id].answers
    slot = newest.setdefault((lesson_id, card), _Latest())
    slot.offer((event.at, 0, event.h), body)
    answers[card] = Answer(
        option=cast("str | int", slot.value["option"]),
        rev=cast(int, slot.value["rev"]),
        at=slot.key[0],
        tries=answers[card].tries + 1 if card in answers else 1,
    )


def _action(at: int, body: Body) -> Action:
    return Action(
        lesson=cast(str, body["lesson"]),
        card=cast(int, body["card"]),
        rev=cast(int, body["rev"]),
        when=cast(str, body["when"]),
        where=cast(str, body["where"]),
        at=at,
    )


def _settle(progress: Progress, latest: dict[tuple[str, str], _Latest]) -> None:
    """Read the final values: who won of each `latest`."""
    for (kind, name), slot in latest.items():
        if kind == "consent" and slot.key[1] == 0:
            progress.consents[name] = cast(int, slot.value["text_version"])
        elif kind == "avatar":
            progress.avatar = cast(str, slot.value["avatar"])
        elif kind == "needs":
            progress.needs = cast("list[str]", slot.value["needs"])
        elif kind == "about":
            progress.about[name] = cast("list[str]", slot.value["answers"])
        elif kind == "edition":
            channel = cast("str | None", slot.value.get("channel"))
            progress.edition = (cast(str, slot.value["edition"]), channel)


def lesson_view(progress: LessonProgress | None, cards: Sequence[tuple[int, int]]) -> LessonView:
    """Compare progress with the cards (id, rev) of today's lesson; cards gone are ignored."""
    mine = progress or LessonProgress()
    undone = [i for i, (card, rev) in enumerate(cards) if mine.done.get(card, -1) < rev]
    total = len(cards)
    if mine.finished:
        state, following = "finished", undone[0] if undone else 0
    else:
        state = "started" if mine.opened or mine.done else "new"
        following = undone[0] if undone else max(total - 1, 0)
    fresh = len(undone) if mine.finished else 0
    return LessonView(state, total - len(undone), total, following, fresh)
