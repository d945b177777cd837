"""Events into rows: progress by lesson, and membership of editions. A page of events at a time."""

from collections.abc import Iterable, Sequence
from typing import cast

from api.progress.fold import ANSWER, LESSON_TYPES, LessonProgress, add_to_lesson
from api.progress.models import CardRow, LessonRow, Membership
from api.sync.fact import Fact
from api.sync.projection import Projection
from api.sync.registry import CODES, Body, current_body

JOINED = CODES["edition.joined"]
Lessons = dict[str, LessonProgress]


def _take_progress(facts: Sequence[Fact]) -> None:
    """Note what the events say of their lessons, and write what that adds to the rows."""
    said: dict[str, Lessons] = {}
    for fact in facts:
        body = current_body(fact.t, fact.v, fact.d)
        if body is not None and (fact.t in LESSON_TYPES or fact.t == ANSWER):
            add_to_lesson(said.setdefault(fact.subject, {}), fact.t, body)
    for subject, lessons in said.items():
        _add_known(subject, lessons)
        _write(subject, lessons)


def _add_known(subject: str, lessons: Lessons) -> None:
    """Add what the rows hold already: a maximum and an `or` lose nothing."""
    hers = (LessonRow.subject == subject) & LessonRow.lesson.in_(list(lessons))
    for row in LessonRow.select().where(hers):
        lesson = lessons[row.lesson]
        lesson.opened = lesson.opened or row.opened
        lesson.finished = lesson.finished or row.finished
    hers = (CardRow.subject == subject) & CardRow.lesson.in_(list(lessons))
    for card in CardRow.select().where(hers):
        done = lessons[card.lesson].done
        done[card.card] = max(card.rev, done.get(card.card, card.rev))


def _write(subject: str, lessons: Lessons) -> None:
    rows = [
        {"subject": subject, "lesson": name, "opened": one.opened, "finished": one.finished}
        for name, one in sorted(lessons.items())
    ]
    LessonRow.insert_many(rows).on_conflict(
        conflict_target=[LessonRow.subject, LessonRow.lesson],
        preserve=[LessonRow.opened, LessonRow.finished],
    ).execute()
    cards = [
        {"subject": subject, "lesson": name, "card": card, "rev": rev}
        for name, one in sorted(lessons.items())
        for card, rev in sorted(one.done.items())
    ]
    if cards:
        CardRow.insert_many(cards).on_conflict(
            conflict_target=[CardRow.subject, CardRow.lesson, CardRow.card],
            preserve=[CardRow.rev],
        ).execute()


def _forget_progress(subject: str) -> None:
    LessonRow.delete().where(LessonRow.subject == subject).execute()
    CardRow.delete().where(CardRow.subject == subject).execute()


def _take_membership(facts: Sequence[Fact]) -> None:
    """Keep the latest edition joined by each learner, by (at, h)."""
    bodies = {(fact.subject, fact.at, fact.h): _joined(fact) for fact in facts}
    # What cannot be read today says nothing, however late it is.
    joined = [fact for fact in facts if bodies[fact.subject, fact.at, fact.h] is not None]
    for fact in _latest_of_each(joined):
        body = cast(Body, bodies[fact.subject, fact.at, fact.h])
        known = Membership.get_or_none(Membership.subject == fact.subject)
        if known is not None and (known.at, known.h) >= (fact.at, fact.h):
            continue
        Membership.insert(
            subject=fact.subject,
            edition=cast(str, body["edition"]),
            channel=cast("str | None", body.get("channel")),
            at=fact.at,
            h=fact.h,
        ).on_conflict(
            conflict_target=[Membership.subject],
            preserve=[Membership.edition, Membership.channel, Membership.at, Membership.h],
        ).execute()


def _joined(fact: Fact) -> Body | None:
    return current_body(fact.t, fact.v, fact.d) if fact.t == JOINED else None


def _latest_of_each(facts: Iterable[Fact]) -> list[Fact]:
    latest = {fact.subject: fact for fact in sorted(facts, key=lambda one: (one.at, one.h))}
    return list(latest.values())


def _forget_membership(subject: str) -> None:
    Membership.delete().where(Membership.subject == subject).execute()


PROJECTIONS = (
    Projection("progress", (LessonRow, CardRow), _take_progress, _forget_progress),
    Projection("membership", (Membership,), _take_membership, _forget_membership),
)
