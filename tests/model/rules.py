"""The rules of the protocol as switches: `Rules()` is the protocol, a variant breaks one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Rules:
    """Say which rules hold; True is the sound value of every switch but the alternatives."""

    # Phone
    oncomplete: bool = True  # "guardado" is said only once the event is durable
    hash_once: bool = True  # h is made once at append, over the ciphertext made once
    boot: bool = True  # C2: h contains 32 random bits drawn at each start of the app
    origin: bool = True  # C1: a moved event carries `of`, its first identity
    move_all: bool = True  # a fork moves every event from s on, acknowledged or not
    new_replica: bool = True  # a fork of the current replica mints a new one
    fork_is_no_ack: bool = True
    match_hash: bool = True  # verdicts match by identity and h
    re_push: bool = True  # a new epoch marks all held events unsent
    reset_cursor: bool = True  # a new epoch sets the cursors to 0
    pulled: bool = True  # C8: a new epoch drops the pulled rows
    own_ack: bool = True  # C3: prune only what was acknowledged in this epoch
    until_kept: bool = True  # prune only up to kept
    prune_to_pulled: bool = True  # a pruned event passes into the pulled rows
    pulled_apart: bool = True  # pulled rows never write over the own log
    one_transaction: bool = True  # news rows and cursor together
    news_from: bool = True  # news only if the request's cursor is not ahead of the phone's
    news_held: bool = True  # news only if all it spared is held
    bisect: bool = True  # a refused batch is halved, a lone failing event set aside
    void: bool = True  # `void` takes the place of a set-aside event
    receipt_names: bool = True  # a parcel's receipt touches only the events it names
    clean_recovery: bool = True  # a recovered phone appends nothing it pulled
    # Server
    dedupe: bool = True  # a taken slot is never stored twice
    compare_hash: bool = True  # a taken slot with another h or of is a fork
    slot_only: bool = True  # `duplicate` speaks of the slot, not of the action key
    accepted_takes_key: bool = True  # a quarantined row does not use up the action key
    commit_first: bool = True  # the answer leaves after the commit
    locked_number: bool = True  # a stream number is given under the stream's lock
    projection_atomic: bool = True  # projected rows and their cursor in one transaction
    park: bool = True  # a failing event is parked and the rest goes on
    unpark: bool = True  # a parked event is tried again
    # Backups, restores, erasure
    mint: bool = True  # a restore mints the epoch
    random_epoch: bool = True  # the epoch is random, not a counter in the database
    flag: bool = True  # C4: a backup file says "not minted" and does not start as it is
    server_replica: bool = True  # C7: a restore mints the server's replica
    all_backups: bool = True  # kept is the minimum over all restorable backups
    common_prefix: bool = True  # C5: kept compares contents, not numbers
    verified: bool = True  # only verified backups count
    late: bool = True  # C6: a backup of an older epoch or before the oldest one is refused
    holds_kept: bool = True  # a backup that lacks anything kept is refused, whatever its age
    erasure_outside: bool = True  # the erasure list is outside the database
    erasure_first: bool = True  # the list is written before the database
    erasure_at_append: bool = True  # the list is checked at append
    # Not needed for safety, kept for order
    close: bool = True  # a fork closes the replica
    drop_stale: bool = True  # a reply to a request of another epoch is dropped
    # The change against the validated rules
    spare: bool = True  # news leave out what this very request got accepted or duplicate
    # Alternatives to news_from and news_held: in_flight, or the two others together
    in_flight: bool = False  # one reply is applied, and only to the last request sent
    same_start: bool = False  # a reply is applied only by the start of the app that asked
    spare_in_epoch: bool = False  # news leave nothing out for a request of another epoch


def flipped(names: Iterable[str]) -> Rules:
    """Return the protocol with these switches turned over."""
    return replace(Rules(), **{name: not getattr(Rules(), name) for name in names})
