"""Files that are whole or not there, and one order of the operator's at a time."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.errors import SetupError
from api.settings import Settings

FOLDER_MODE = 0o700
PATIENCE_S = 10


def folder_of(settings: Settings) -> Path:
    """Return the folder of the backups, made when missing."""
    folder = settings.data / "backups"
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return folder


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that after a power cut it is the old one or the new one."""
    part = path.with_name(f"{path.name}.new")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Put a file that others wrote on the disk."""
    sync_folder(path)  # the same call on a file's descriptor


@contextmanager
def one_order(settings: Settings) -> Iterator[None]:
    """Let one order about backups run at a time on this machine; raises SetupError."""
    handle = os.open(folder_of(settings) / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    end_s = time.monotonic() + PATIENCE_S
    try:
        while not _taken(handle):
            if time.monotonic() >= end_s:
                raise SetupError("Ya hay otra orden de copias andando: espera a que termine.")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
