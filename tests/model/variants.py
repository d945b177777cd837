"""Broken forms of the protocol, each of which the oracle must catch, and sound other forms."""

from typing import NamedTuple

from tests.model.counterexamples import COUNTEREXAMPLES
from tests.model.rules import Rules, flipped
from tests.model.schedule import generate, near, outcome


class Variant(NamedTuple):
    """Switches turned over; caught within `seeds` schedules, random or near a script."""

    without: tuple[str, ...]
    seeds: int
    script: str | None = None

    @property
    def rules(self) -> Rules:
        """Return the protocol without these rules."""
        return flipped(self.without)

    def schedule(self, seed: int) -> list:
        """Return the schedule of a seed."""
        return near(COUNTEREXAMPLES[self.script].steps, seed) if self.script else generate(seed)

    def caught(self) -> tuple[int, str] | None:
        """Return the first seed that catches this variant, with the violation."""
        for seed in range(self.seeds):
            fault = outcome(self.schedule(seed), self.rules)
            if fault:
                return seed, fault
        return None


VARIANTS = {
    # The rules C1 to C8 and those this model added
    "no origin": Variant(("origin",), 500),
    "no boot": Variant(("boot",), 2000),
    "no own ack": Variant(("own_ack",), 50, "own ack"),
    "no flag": Variant(("flag",), 1000),
    "late verification": Variant(("late", "holds_kept"), 50, "late"),
    "C6 to the letter": Variant(("holds_kept",), 50, "holds kept"),
    "server replica kept": Variant(("server_replica",), 1000),
    "pulled rows kept over an epoch": Variant(("pulled",), 200),
    "kept by numbers": Variant(("common_prefix",), 50, "common prefix"),
    "move only what was refused": Variant(("move_all",), 2000),
    "verdicts by identity alone": Variant(("match_hash",), 50, "match hash"),
    "spared and pruned": Variant(("prune_to_pulled",), 50),
    "spared and not held": Variant(("news_held",), 1000),
    "replies to an older request of this start": Variant(
        ("same_start", "news_from", "news_held"), 50, "older request"
    ),
    "news from a later cursor": Variant(("news_from",), 50, "news from"),
    "quarantined takes the key": Variant(("accepted_takes_key",), 50, "accepted takes key"),
    # The 28
    "saved at onsuccess": Variant(("oncomplete",), 50),
    "ack before commit": Variant(("commit_first",), 2000),
    "no dedupe": Variant(("dedupe",), 50),
    "hash not compared": Variant(("compare_hash",), 50),
    "fork as ack": Variant(("fork_is_no_ack",), 50),
    "no new replica": Variant(("new_replica",), 50),
    "no mint": Variant(("mint",), 500),
    "epoch a counter in the database": Variant(("random_epoch",), 200),
    "no re-push": Variant(("re_push",), 200),
    "prune on ack": Variant(("until_kept",), 200),
    "kept of the newest backup": Variant(("all_backups",), 50, "all backups"),
    "unverified backup": Variant(("verified",), 50, "verified"),
    "erasure list in the database": Variant(("erasure_outside",), 200),
    "erasure list written late": Variant(("erasure_first",), 200),
    "erasure not checked at append": Variant(("erasure_at_append",), 200),
    "number outside the lock": Variant(("locked_number",), 50, "locked number"),
    "cursor kept over an epoch": Variant(("reset_cursor",), 500),
    "cursor before rows": Variant(("one_transaction",), 50, "one transaction"),
    "projection in two transactions": Variant(("projection_atomic",), 200),
    "projection stalls": Variant(("park",), 200),
    "parked forgotten": Variant(("unpark",), 50),
    "no void": Variant(("void",), 200),
    "no bisecting": Variant(("bisect",), 200),
    "receipt marks all": Variant(("receipt_names",), 500),
    "hash of a fresh ciphertext": Variant(("hash_once",), 50),
    "pulled rows over the log": Variant(("pulled_apart",), 200),
    "recovered phone re-appends": Variant(("clean_recovery",), 50),
    "known action key answered duplicate": Variant(("slot_only",), 500),
}

# Not needed, or an equal of what stands in the rules: nothing may fail here.
SOUND = {
    "no closing": flipped(["close"]),
    "replies of another epoch applied": flipped(["drop_stale"]),
    "neither of the two": flipped(["close", "drop_stale"]),
    "own rows come back at once": flipped(["spare", "prune_to_pulled", "news_held"]),
    "replies only to the request in flight": flipped(["in_flight", "news_from", "news_held"]),
    "this start only, nothing spared over an epoch": flipped(
        ["same_start", "spare_in_epoch", "news_from", "news_held"]
    ),
    "verification by content alone": flipped(["late"]),
}
