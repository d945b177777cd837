"""What concerns every feature at once: making ready, forgetting, showing, rebuilding."""

import logging
from collections import Counter
from typing import Any

from peewee import PeeweeException

from api.backups import witness
from api.contact import service as contact
from api.db import check_ready, lock_folder, migrate, open_database, write
from api.editions import service as editions
from api.editions.invites import KEY_BYTES, make_key
from api.errors import SetupError, why
from api.learners import service as learners
from api.learners.erased import ErasedList, fingerprint
from api.learners.models import Token
from api.origin import service as origin
from api.phones import twins
from api.progress.models import CardRow, LessonRow, Membership
from api.progress.projector import PROJECTIONS
from api.proof import service as proof
from api.proof.issuer import Issuer
from api.recovery import service as recovery
from api.sealing.keyring import KEYS, Keyring
from api.settings import Settings
from api.staff.help import service as staff_help
from api.staff.secrets import STAFF_KEY
from api.sync import append, streams
from api.sync.models import EventRow, Parked, Replica
from api.sync.projection import catch_up, catch_up_all

log = logging.getLogger("creando")
INVITE_KEY = "invite.key"
ERASED_LIST = "erased.list"
LOCAL_ORIGIN = "http://localhost:8000"
FOLDER_MODE = 0o750


def prepare(settings: Settings) -> list[str]:
    """Make folder, secret, schema and editions; what is there stays. Return the editions.

    Raises SetupError.
    """
    witness.check_mark(settings)
    _check_keys(settings)
    try:
        settings.data.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        make_key(settings.data / INVITE_KEY)
        make_key(settings.data / STAFF_KEY)
        keyring(settings).make()
        issuer(settings).make()
    except OSError as fault:
        raise SetupError(f"No se puede escribir en {settings.data}: {why(fault)}.") from fault
    open_database(settings)
    with write():  # all or nothing: the version before goes on with what this one could not finish
        migrate()
        streams.mint_server()
        return editions.load(settings.editions)


def open_house(settings: Settings) -> ErasedList:
    """Open a prepared data folder for serving; raises SetupError.

    Takes the folder's lock for the life of the process, erases again whoever was erased, and
    brings the projections up to date.
    """
    _check_folder(settings)
    lock_folder(settings)
    erased = attach(settings)
    keyring(settings).make()
    issuer(settings).make()
    replay_erasures(erased)
    catch_up_all(PROJECTIONS)
    witness.note_if_possible(settings)
    return erased


def attach(settings: Settings) -> ErasedList:
    """Open a prepared data folder for one command beside a running server; raises SetupError."""
    witness.check_mark(settings)
    _check_folder(settings)
    open_database(settings)
    check_ready()
    witness.check_door(settings)
    return ErasedList(settings.data / ERASED_LIST)


def read_origin(settings: Settings, default: str = LOCAL_ORIGIN) -> str:
    """Return the confirmed address, or the default."""
    path = settings.data / "origin"
    return path.read_text(encoding="ascii").strip() if path.is_file() else default


def _check_folder(settings: Settings) -> None:
    _check_keys(settings)
    if not (settings.data / INVITE_KEY).is_file():
        raise SetupError(
            f"La carpeta {settings.data} no está lista. "
            f"Corre primero: python -m api.cli setup --data {settings.data}"
        )


def _check_keys(settings: Settings) -> None:
    """Raise SetupError for a key that was cut: whoever guesses it would be us."""
    for name in (INVITE_KEY, STAFF_KEY):
        path = settings.data / name
        if path.is_file() and path.stat().st_size != KEY_BYTES:
            raise SetupError(
                f"La clave {path} está dañada: así no se arranca: cualquiera la imitaría. "
                "Vuelve a una copia, que la trae: creando restore ARCHIVO. Si esta carpeta es "
                "nueva, borra esa clave y corre python -m api.cli setup."
            )


def invite_key(settings: Settings) -> bytes:
    """Return the secret that signs invites."""
    return (settings.data / INVITE_KEY).read_bytes()


def keyring(settings: Settings) -> Keyring:
    """Return the keys that open parcels and the public ones for contacts."""
    return Keyring(settings.data / KEYS)


def issuer(settings: Settings) -> Issuer:
    """Return who signs certificates."""
    url = settings.issuer_url or read_origin(settings)
    return Issuer(settings.data / KEYS, settings.issuer_name, url)


def project(stream: str) -> None:
    """Bring all projections to the end of a stream; what was accepted never depends on it."""
    try:
        catch_up(PROJECTIONS, stream)
    except PeeweeException as fault:
        log.warning("projections wait for the log: %s", type(fault).__name__)


def erase(subject: str, erased: ErasedList) -> None:
    """Erase a learner: the list on the disk first, then log, tokens and projections."""
    erased.add(subject)
    _forget(subject)


def _forget(subject: str) -> None:
    with write():
        append.forget(subject)
        contact.forget(subject)
        origin.forget(subject)
        proof.forget(subject)
        recovery.forget(subject)
        twins.forget(subject)
        learners.forget(subject)
        staff_help.forget(subject)
        for projection in PROJECTIONS:
            projection.forget(subject)
        Parked.delete().where(Parked.stream == streams.learner_stream(subject)).execute()


def tidy() -> tuple[int, int]:
    """Remove what has had its time; return how many codes and counts, and how many contacts.

    Origins go too, and uncounted: nothing says how many there were.
    """
    with write():
        codes = recovery.tidy()
    origin.tidy()
    return codes, contact.tidy()


def replay_erasures(erased: ErasedList) -> int:
    """Erase again whoever a restored database brought back; return how many."""
    hashes = erased.hashes()
    if not hashes:
        return 0
    known = {row.subject for row in Token.select(Token.subject)}
    known |= {row.subject for row in Replica.select(Replica.subject)}
    listed = sorted(subject for subject in known if fingerprint(subject) in hashes)
    back = [subject for subject in listed if _is_back(subject)]
    for subject in back:
        _forget(subject)
    return len(back)


def _is_back(subject: str) -> bool:
    """Tell whether anything of an erased learner is here again."""
    hers = EventRow.stream == streams.learner_stream(subject)
    return bool(
        Token.select().where(Token.subject == subject).exists()
        or EventRow.select().where(hers & EventRow.plain.is_null(False)).exists()
    )


def held_of(subject: str) -> dict[str, Any]:
    """Return everything held of one learner, for her to see."""
    key = streams.learner_stream(subject)
    tokens = Token.select().where(Token.subject == subject).order_by(Token.created_at)
    events = EventRow.select().where(EventRow.stream == key).order_by(EventRow.r, EventRow.q)
    member = Membership.get_or_none(Membership.subject == subject)
    return {
        "subject": subject,
        "tokens": [
            {
                "kind": one.kind,
                "created_at": one.created_at,
                "phone": one.phone,
                "how": one.how,
                "by": one.by,
                "revoked_at": one.revoked_at,
            }
            for one in tokens
        ],
        "twins": twins.twins_of(subject),
        "contacts": contact.held_of(subject),
        "origin": origin.held_of(subject),
        "proofs": proof.held_of(subject),
        "ways": recovery.held_of(subject),
        "replicas": [
            {"id": one.id, "closed": one.closed}
            for one in Replica.select().where(Replica.subject == subject).order_by(Replica.id)
        ],
        "events": [
            {"n": one.n, "received_at": one.received_at, "reason": one.reason}
            | streams.wire_row(one)
            for one in events
        ],
        "lessons": _lessons(subject),
        "membership": {"edition": member.edition, "channel": member.channel} if member else None,
    }


def _lessons(subject: str) -> list[dict[str, Any]]:
    cards = Counter(row.lesson for row in CardRow.select().where(CardRow.subject == subject))
    rows = LessonRow.select().where(LessonRow.subject == subject).order_by(LessonRow.lesson)
    return [
        {
            "lesson": row.lesson,
            "opened": row.opened,
            "finished": row.finished,
            "cards_done": cards[row.lesson],
        }
        for row in rows
    ]
