"""Events into rows: progress by lesson, and membership of editions."""

from typing import cast

from api.progress.fold import ANSWER, LESSON_TYPES, LessonProgress, add_to_lesson
from api.progress.models import CardRow, LessonRow, Membership
from api.sync.fact import Fact
from api.sync.projection import Projection
from api.sync.registry import CODES, Body, current_body

JOINED = CODES["edition.joined"]


def _take_progress(fact: Fact) -> None:
    """Note what one event says of its lesson."""
    body = current_body(fact.t, fact.v, fact.d)
    if body is None or (fact.t not in LESSON_TYPES and fact.t != ANSWER):
        return
    lessons: dict[str, LessonProgress] = {}
    add_to_lesson(lessons, fact.t, body)
    for lesson, said in lessons.items():
        _merge_lesson(fact.subject, lesson, said)


def _merge_lesson(subject: str, lesson: str, said: LessonProgress) -> None:
    known = LessonRow.get_or_none((LessonRow.subject == subject) & (LessonRow.lesson == lesson))
    LessonRow.insert(
        subject=subject,
        lesson=lesson,
        opened=said.opened or bool(known and known.opened),
        finished=said.finished or bool(known and known.finished),
    ).on_conflict(
        conflict_target=[LessonRow.subject, LessonRow.lesson],
        preserve=[LessonRow.opened, LessonRow.finished],
    ).execute()
    for card, rev in said.done.items():
        mine = (CardRow.subject == subject) & (CardRow.lesson == lesson) & (CardRow.card == card)
        done = CardRow.get_or_none(mine)
        CardRow.insert(
            subject=subject, lesson=lesson, card=card, rev=max(rev, done.rev if done else rev)
        ).on_conflict(
            conflict_target=[CardRow.subject, CardRow.lesson, CardRow.card],
            preserve=[CardRow.rev],
        ).execute()


def _forget_progress(subject: str) -> None:
    LessonRow.delete().where(LessonRow.subject == subject).execute()
    CardRow.delete().where(CardRow.subject == subject).execute()


def _take_membership(fact: Fact) -> None:
    """Keep the latest edition joined, by (at, h)."""
    body: Body | None = current_body(fact.t, fact.v, fact.d)
    if body is None or fact.t != JOINED:
        return
    known = Membership.get_or_none(Membership.subject == fact.subject)
    if known is not None and (known.at, known.h) >= (fact.at, fact.h):
        return
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


def _forget_membership(subject: str) -> None:
    Membership.delete().where(Membership.subject == subject).execute()


PROJECTIONS = (
    Projection("progress", (LessonRow, CardRow), _take_progress, _forget_progress),
    Projection("membership", (Membership,), _take_membership, _forget_membership),
)
