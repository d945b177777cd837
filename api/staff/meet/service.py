"""Being in touch with a member, as the team has it: noted and undone.

What is noted stands in her own log and comes down with her next exchange; only what she confirms
counts (docs/adr/0038-both-sides.md). What she answers is shown to nobody here.
"""

import secrets

from api.clock import now_s
from api.errors import NotFound
from api.outcomes.meetings import MEETING
from api.outcomes.when import day_of
from api.progress.models import Membership
from api.staff import audit
from api.staff.help.service import pseudonym
from api.staff.meet.noted import Noted, met
from api.staff.permissions import ANY
from api.staff.sessions import Who
from api.sync import streams

CODE_BYTES = 6  # of one learner's log only


def note(who: Who, subject: str, kind: str, days_ago: int) -> Noted:
    """Note that she was met on a day, the same again once; return what stands noted."""
    where = who.editions("meeting.note")
    who.stepped_up()
    day = day_of(now_s()) - days_ago
    with streams.holding(subject):
        edition = _edition_of(subject, where)
        for one in met([subject]).get(subject, []):
            if (one["kind"], one["day"]) == (kind, day):
                return one
        made = {MEETING: secrets.token_urlsafe(CODE_BYTES), "kind": kind, "day": day}
        _tell(subject, made, on=1)
        audit.note(who.name, "meeting.noted", edition=edition, whom=pseudonym(subject), why=kind)
    return made


def undo(who: Who, subject: str, code: str) -> None:
    """Take a note back, one's own or a colleague's; raises NotFound."""
    where = who.editions("meeting.note")
    who.stepped_up()
    with streams.holding(subject):
        edition = _edition_of(subject, where)
        noted = [one for one in met([subject]).get(subject, []) if one[MEETING] == code]
        if not noted:
            raise NotFound("staff.meeting")
        _tell(subject, noted[0], on=0)
        kind = noted[0]["kind"]
        audit.note(who.name, "meeting.undone", edition=edition, whom=pseudonym(subject), why=kind)


def _edition_of(subject: str, where: frozenset[str]) -> str:
    """Return the edition of a member of the asker's; raises NotFound."""
    member = Membership.get_or_none(Membership.subject == subject)
    if member is None or where.isdisjoint({member.edition, ANY}):
        raise NotFound("staff.member")
    return str(member.edition)


def _tell(subject: str, noted: Noted, on: int) -> None:
    streams.tell(subject, "meeting.noted", noted | {"on": on})
