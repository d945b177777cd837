"""Hand-written schedules: each passes on the rules and fails without one of them.

Phone 0 is the first learner's, phone 1 the second's; a clone or second phone is 2, then 3.
The first nine are those of the protocol's first validation, the rest were found here.
"""

from typing import NamedTuple

from tests.model.world import Step


class Counterexample(NamedTuple):
    """A script, the switches to turn over, and the violation that follows."""

    without: tuple[str, ...]
    fault: str
    steps: list[Step]


def script(*steps: str) -> list[Step]:
    """Read steps written as 'name a b c', numbers left out being 0."""
    read = []
    for step in steps:
        name, *numbers = step.split()
        a, b, c, *_ = [*map(int, numbers), 0, 0, 0]
        read.append((name, a, b, c))
    return read


COUNTEREXAMPLES = {
    # Y and its clone both hold b as (R,2nd writer): both are told fork, b arrives twice.
    "origin": Counterexample(
        ("origin",),
        "twice",
        script("clone 0", "save 0 0", "save 2 1", "clone 2", "meet 0", "meet 2", "meet 3"),
    ),
    # After a total loss (R,2) is in, (R,1) is not, and a twin closes R.
    "move all": Counterexample(
        ("move_all",),
        "never kept",
        script(
            *("save 0 0", "meet 0", "clone 0", "save 0 1", "save 2 2", "restore"),
            *("meet 0", "meet 2", "meet 0"),
        ),
    ),
    # Two clones tap the same in the same second.
    "boot": Counterexample(
        ("boot",), "lost", script("clone 0", "save 0 0", "save 2 0", "meet 0", "meet 2")
    ),
    # Y asks, then saves y as (R,2); the answer says kept(R) = 2 and means X's (R,2).
    "own ack": Counterexample(
        ("own_ack",),
        "kept too far",
        script(
            *("save 0 0", "meet 0", "clone 0", "send 2", "save 0 1", "meet 0"),
            *("backup", "verify", "deliver", "save 2 2", "reply"),
        ),
    ),
    # Acknowledged after the backup and before the witness's next write.
    "flag": Counterexample(
        ("flag",), "lost", script("backup", "verify", "witness", "save 0 0", "meet 0", "by_hand")
    ),
    # All backups have a (R,1), but not the same one.
    "common prefix": Counterexample(
        ("common_prefix",),
        "kept too far",
        script(
            *("backup", "verify", "clone 0", "save 0 0", "meet 0", "backup", "verify"),
            *("restore 0", "save 2 1", "meet 2", "backup", "retire", "verify", "meet 2"),
            "restore 0",
        ),
    ),
    # A backup older than the one that counted joins the restorable ones.
    "late": Counterexample(
        ("late", "holds_kept"),
        "kept too far",
        script(
            *("backup", "save 0 0", "meet 0", "backup", "verify 1", "meet 0"),
            *("verify 0", "restore 0"),
        ),
    ),
    # The server publishes another (S,1) after a restore.
    "server replica": Counterexample(
        ("server_replica",),
        "reused",
        script("backup", "verify", "publish", "meet 0", "restore", "publish"),
    ),
    # After a total loss the same identity holds another clone's event.
    "pulled": Counterexample(
        ("pulled",),
        "skipped",
        script(
            *("clone 0", "save 0 0", "meet 0", "second 0", "meet 3", "restore"),
            *("save 2 1", "meet 2"),
        ),
    ),
    # C6 to the letter lets N in: it is of this epoch and younger than the oldest, b1.
    "holds kept": Counterexample(
        ("holds_kept",),
        "kept too far",
        script(
            *("backup", "verify", "save 0 0", "meet 0", "backup", "verify", "restore 0"),
            *("backup", "meet 0", "meet 0", "retire", "backup", "verify 1", "meet 0"),
            *("verify 0", "restore 1"),
        ),
    ),
    # What the news spared is dropped as kept, and never comes by pull.
    "prune to pulled": Counterexample(
        ("prune_to_pulled",),
        "skipped",
        script("save 0 0", "meet 0", "backup", "verify", "meet 0"),
    ),
    # The log is rolled back under the reply: what the news spared is gone, the cursor moves.
    "news held": Counterexample(
        ("news_held",),
        "skipped",
        script("meet 0", "mark 0", "save 0 0", "send 0", "deliver", "rollback 0", "reply"),
    ),
    # An older request of the same start is answered in a new epoch, after the prune.
    "older request": Counterexample(
        ("same_start", "news_from", "news_held"),
        "skipped",
        script(
            *("meet 0", "save 0 0", "send 0", "meet 0", "nightly", "meet 0", "restore"),
            *("deliver", "reply"),
        ),
    ),
    # The cursor is rolled back under the reply: rows between the two are passed over.
    "news from": Counterexample(
        ("news_from",),
        "skipped",
        script(
            *("meet 0", "mark 0", "publish", "meet 0", "publish", "send 0", "deliver"),
            *("rollback 0", "reply"),
        ),
    ),
    # q is quarantined at (R,2), moved by a fork, and good by then: its key is used up.
    "accepted takes key": Counterexample(
        ("accepted_takes_key",),
        "not projected",
        script(
            *("clone 0", "save 0 0", "meet 0", "save 2 1", "save 0 4", "send 0", "restore"),
            *("deliver", "meet 2", "reply", "mend 1", "meet 0", "meet 0"),
        ),
    ),
    # The app is killed between the cursor and its rows.
    "one transaction": Counterexample(
        ("one_transaction",),
        "skipped",
        script("meet 0", "publish", "send 0", "deliver", "reply 0 0 1"),
    ),
    # The newest backup has it, the one restored has not.
    "all backups": Counterexample(
        ("all_backups",),
        "kept too far",
        script(
            *("backup", "verify", "save 0 0", "meet 0", "backup", "verify", "meet 0"),
            "restore 0",
        ),
    ),
    # The only backup turns out bad when it is needed.
    "verified": Counterexample(
        ("verified",),
        "kept too far",
        script("save 0 0", "meet 0", "backup 7", "meet 0", "restore"),
    ),
    # A reply sent before the rollback meets another event under the same identity.
    "match hash": Counterexample(
        ("match_hash",),
        "lost",
        script("mark 0", "save 0 0", "send 0", "rollback 0", "save 0 1", "deliver", "reply"),
    ),
    # The process dies after the answer and before the commit.
    "commit first": Counterexample(
        ("commit_first",), "lost", script("save 0 0", "send 0", "deliver 0 0 1", "reply")
    ),
    # A second phone reads past a number whose row is not yet there.
    "locked number": Counterexample(
        ("locked_number",),
        "skipped",
        script("second 0", "save 0 0", "send 0", "deliver 0 0 2", "meet 2"),
    ),
}
