"""The second place: each backup goes there before it counts."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from api.backups.disk import sync_file, sync_folder
from api.errors import SetupError
from api.settings import Settings

COPY_TIMEOUT_S = 3600
CHUNK_BYTES = 1 << 20


def is_remote(target: str) -> bool:
    """Tell a place of another machine (host:folder) from a folder of this one."""
    return ":" in target.split("/", 1)[0]


def ship(settings: Settings, path: Path) -> None:
    """Copy a backup to the second place and see that it arrived; raises SetupError."""
    target = settings.offsite
    if is_remote(target):
        _scp(path, target)
        return
    folder = Path(target)
    if not folder.is_dir():  # an unmounted disk must not fill the folder under it
        raise SetupError(f"No está la carpeta de las copias de fuera, {target}: ¿falta montarla?")
    try:
        part = folder / f"{path.name}.part"
        shutil.copyfile(path, part)
        sync_file(part)
        if sha256_of(part) != sha256_of(path):
            raise SetupError(f"La copia de fuera, en {target}, no salió igual: revisa ese disco.")
        part.replace(folder / path.name)
        sync_folder(folder)
    except OSError as fault:
        raise SetupError(f"No se pudo copiar a {target}: {fault.strerror or fault}.") from fault


def _scp(path: Path, target: str) -> None:
    words = ["scp", "-q", "-B", "-o", "ConnectTimeout=20", str(path), f"{target.rstrip('/')}/"]
    try:
        done = subprocess.run(  # noqa: S603 - words of the operator's own setting, no shell
            words, capture_output=True, text=True, timeout=COPY_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise SetupError(f"No se pudo copiar a {target}: scp no terminó.") from fault
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["sin motivo"])[-1]
        raise SetupError(f"No se pudo copiar a {target}: {last}.")


def forget(settings: Settings, name: str) -> None:
    """Delete a backup's file in the second place, when that is a folder of this machine."""
    if settings.offsite and not is_remote(settings.offsite):
        (Path(settings.offsite) / name).unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    total = hashlib.sha256()
    with path.open("rb") as data:
        while chunk := data.read(CHUNK_BYTES):
            total.update(chunk)
    return total.hexdigest()
