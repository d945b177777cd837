"""Settle a world and say what went wrong in it."""

from collections import Counter
from collections.abc import Iterable

from tests.model.events import EDITION, FAILING, VOID, Event
from tests.model.phone import Phone
from tests.model.server import Server
from tests.model.world import World

ROUNDS = 40


def judge(world: World) -> str | None:
    """Let everything arrive, then name the first violation, or return None."""
    holes = any(hole(phone, world.server) for phone in world.phones)
    world.server.hidden.clear()
    world.operator.watch()
    arrive(world)
    found = contact(world) or check(world, mended=False)
    if found or holes:
        return found or "skipped"
    for fault in range(3):
        world.mend(fault, 0, 0)
    for phone in world.phones:
        phone.retry()
    found = contact(world) or check(world, mended=True)
    return found or empty_logs(world)


def hole(phone: Phone, server: Server) -> bool:
    """Tell whether a phone's cursor has passed a row that its view lacks."""
    if phone.epoch != server.db.epoch:
        return False
    streams, (own, edition) = server.db.streams, phone.cur
    passed = (*streams.get(phone.learner, ())[:own], *streams[EDITION][:edition])
    mine = keys(phone.view())
    return any(key not in mine for key in keys(row.event for row in passed))


def arrive(world: World) -> None:
    """Deliver the late requests and replies."""
    for req in world.requests:
        reply = world.server.answer(req)
        if reply:
            world.replies.append((req, reply))
    for req, reply in world.replies:
        world.hand(req, reply)
    world.requests, world.replies = [], []


def contact(world: World) -> str | None:
    """Give each profile contact until it has nothing to say or hear, 40 rounds at most."""
    for _ in range(ROUNDS):
        waiting = [p for p in world.phones if p.unsent() or not up_to_date(p, world.server)]
        if not waiting:
            break
        for phone in waiting:
            world.meet(phone.number, 0, 0)
    else:
        return "stuck"
    for learner in (0, 1):
        world.server.project(learner)
    return None


def up_to_date(phone: Phone, server: Server) -> bool:
    """Tell whether a phone has heard all there is."""
    streams = server.db.streams
    ends = (len(streams.get(phone.learner, ())), len(streams[EDITION]))
    return phone.epoch == server.db.epoch and phone.cur[0] >= ends[0] and phone.cur[1] >= ends[1]


def check(world: World, *, mended: bool) -> str | None:
    """Compare what was saved with the server, its projection and each phone's view."""
    if world.reused:
        return "reused"
    db = world.server.db
    erased = world.erased
    rows = [row for stream, rows in db.streams.items() if stream != EDITION for row in rows]
    if any(row.event.act for row in rows if row.learner in erased):
        return "resurrected"
    there = {row.event.act for row in rows}
    good = {row.event.act for row in rows if row.verdict == "accepted"}
    counting = Counter(row.event.act for row in rows if row.counts and row.event.act)
    if any(n > 1 for n in counting.values()) or any(n > 1 for n in db.projected.values()):
        return "twice"
    return works(world, there, good, mended=mended) or views(world, erased)


def works(world: World, there: set[int], good: set[int], *, mended: bool) -> str | None:
    """Look for each saved action on the server and in its projection."""
    held = set().union(*(p.acts() for p in world.phones))
    projected = world.server.db.projected
    for act, learner in world.saved.items():
        if learner in world.erased:
            continue
        if act not in there:
            fault = missing(world, act, held)
            if fault:
                return fault
        elif act in good and act not in projected and (mended or world.taps[act] != FAILING):
            return "not projected"
    return None


def missing(world: World, act: int, held: set[int]) -> str | None:
    """Say why an action may not be missing on the server; None if it is excused.

    A log loses an event by a wipe, a rollback (both excused) or a prune (never excused).
    """
    if act in world.dropped:
        return "kept too far"
    if act not in held:
        return None
    aside = any(e.act == act for p in world.phones for e in p.aside.values())
    return None if aside else "lost"


def views(world: World, erased: set[int]) -> str | None:
    """Compare each phone's view with the streams it follows, by action key."""
    streams = world.server.db.streams
    for phone in world.phones:
        if phone.learner in erased:
            continue
        rows = (*streams.get(phone.learner, ()), *streams[EDITION])
        theirs = keys(row.event for row in rows)
        aside = {e.key for e in phone.aside.values()}
        mine = keys(phone.view())
        if {k: a for k, a in mine.items() if k not in aside or k in theirs} != theirs:
            return "skipped"
        if len(set(mine.values())) < len(mine):
            return "twice"
    return None


def keys(events: Iterable[Event]) -> dict[tuple, int]:
    """Return the user action under each action key, without voids."""
    found: dict[tuple, int] = {}
    for event in events:
        if event.h[1] != VOID:
            found[event.key] = event.act
    return found


def empty_logs(world: World) -> str | None:
    """After two verified backups of now, and no older one, every log must be empty."""
    operator = world.operator
    operator.pending = []
    for _ in range(2):
        operator.backup(bad=False)
        operator.verify(0)
    operator.restorable = operator.restorable[-2:]
    operator.count_kept()
    for phone in world.phones:
        world.meet(phone.number, 0, 0)
    if any(phone.log for phone in world.phones):
        return "never kept"
    return check(world, mended=True)
