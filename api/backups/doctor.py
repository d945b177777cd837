"""How the server is: disk, certificate, backups, clock, queue, versions."""

import configparser
import platform
import shutil
import socket
import sqlite3
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from peewee import PeeweeException, fn

from api import upkeep
from api.backups import index
from api.clock import now_s
from api.db import fault_of
from api.errors import SetupError
from api.progress.projector import PROJECTIONS
from api.settings import ROOT, Settings
from api.sync import projection
from api.sync.models import EventRow

GOOD, WARN, WRONG = "bien", "aviso", "mal"
HOUR_S, DAY_S = 3600, 86_400
FREE_BYTES = 500_000_000
ROOM_FOR_DRILL = 3  # a drill and a restore each need the database's size again
STALE_S = 36 * HOUR_S
CERTIFICATE_S = 14 * DAY_S
SKEW_S = 300
PATIENCE_S = 5


@dataclass(frozen=True)
class Finding:
    """One line of the examination."""

    level: str
    text: str


Check = Callable[[Settings], Iterator[Finding]]


def examine(settings: Settings) -> list[Finding]:
    """Look at everything; nothing is changed."""
    findings = [*_disk(settings), *_certificate(settings), *_backups(settings), *_ntp()]
    try:
        upkeep.attach(settings)
        findings += [*_log_clock(), *_queue()]
    except (SetupError, PeeweeException) as fault:
        said = str(fault) if isinstance(fault, SetupError) else fault_of(fault)
        findings.append(Finding(WRONG, said))
    return [*findings, *_versions(settings)]


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    path = settings.database_path
    needed = max(FREE_BYTES, ROOM_FOR_DRILL * (path.stat().st_size if path.is_file() else 0))
    said = f"disco: quedan {free // 1_000_000} MB en {settings.data}"
    if free < needed:
        yield Finding(WRONG, f"{said}; hacen falta {needed // 1_000_000} MB")
    else:
        yield Finding(GOOD, said)


def _certificate(settings: Settings) -> Iterator[Finding]:
    """Look at the certificate the server shows, where it has a name that has one."""
    path = settings.data / "origin"
    address = urlsplit(path.read_text(encoding="ascii").strip() if path.is_file() else "")
    if address.scheme != "https" or not address.hostname:
        yield Finding(GOOD, "certificado: sin nombre https, no hace falta")
        return
    try:
        with (
            socket.create_connection((address.hostname, address.port or 443), PATIENCE_S) as link,
            ssl.create_default_context().wrap_socket(link, server_hostname=address.hostname) as tls,
        ):
            shown = tls.getpeercert() or {}
        left_s = ssl.cert_time_to_seconds(str(shown["notAfter"])) - now_s()
    except (OSError, KeyError, ValueError) as fault:
        yield Finding(WRONG, f"certificado de {address.hostname}: {fault}")
        return
    level = GOOD if left_s >= CERTIFICATE_S else WRONG
    yield Finding(level, f"certificado de {address.hostname}: le quedan {left_s // DAY_S} días")


def _backups(settings: Settings) -> Iterator[Finding]:
    try:
        known = index.load(settings)
    except (SetupError, OSError) as fault:
        said = fault_of(fault) if isinstance(fault, OSError) else str(fault)
        yield Finding(WRONG, f"copias: {said}")
        return
    good = known.restorable()
    if not good:
        yield Finding(WRONG, "copias: ninguna que valga. Corre creando backup")
    else:
        age_s = now_s() - good[-1].at
        level = WRONG if age_s > STALE_S else GOOD
        yield Finding(level, f"copias: {len(good)} valen, la última de hace {age_s // HOUR_S} h")
    missing = [one.file for one in good if not (settings.data / "backups" / one.file).is_file()]
    if missing:
        yield Finding(WRONG, f"copias: falta el archivo de {', '.join(missing)}")
    if known.backups and known.backups[-1].state == "thrown":
        yield Finding(WRONG, "copias: la última no pasó su prueba. Mira creando backups")
    if not settings.offsite:
        yield Finding(WARN, "copias: ninguna fuera de esta máquina (CREANDO_OFFSITE)")


def _ntp() -> Iterator[Finding]:
    """Ask the machine whether its clock is kept by others, where it can tell."""
    program = shutil.which("timedatectl")
    if program is None:
        return
    words = [program, "show", "--property=NTPSynchronized", "--value"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            words, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    said = done.stdout.strip()
    if said == "yes":
        yield Finding(GOOD, "reloj: se ajusta solo")
    elif said == "no":
        yield Finding(WARN, "reloj: no se ajusta solo (systemd-timesyncd o chrony)")


def _log_clock() -> Iterator[Finding]:
    newest = EventRow.select(fn.MAX(EventRow.received_at)).scalar() or 0
    if newest > now_s() + SKEW_S:
        yield Finding(WRONG, "reloj: está atrasado, hay registros recibidos más tarde que ahora")
    else:
        yield Finding(GOOD, "reloj: no va detrás de lo ya recibido")


def _queue() -> Iterator[Finding]:
    parked, behind = projection.parked(), projection.behind(PROJECTIONS)
    said = f"cola: {behind} por resumir, {parked} apartados"
    if parked:
        yield Finding(WRONG, f"{said}. Corre creando rebuild")
    else:
        yield Finding(WARN if behind else GOOD, said)


def _versions(settings: Settings) -> Iterator[Finding]:
    engine = "PostgreSQL" if settings.database_url else f"SQLite {sqlite3.sqlite_version}"
    yield Finding(
        GOOD, f"versiones: CREANDO {_own()}, Python {platform.python_version()}, {engine}"
    )


def _own() -> str:
    release = ROOT / "VERSION"
    if release.is_file():
        return release.read_text(encoding="utf-8").strip()
    config = configparser.ConfigParser()
    config.read(Path(ROOT) / "setup.cfg", encoding="utf-8")
    return config.get("metadata", "version", fallback="?")
