"""The list of erased learners: a file outside the database, so that no restore brings them back."""

import errno
import hashlib
import os
from pathlib import Path


class ErasedList:
    """SHA-256 of each erased subject, one a line, on the disk before anything is erased."""

    def __init__(self, path: Path) -> None:
        """Use one file; it may not exist yet."""
        self._path = path
        self._size_bytes = -1
        self._hashes: frozenset[str] = frozenset()

    def __contains__(self, subject: str) -> bool:
        """Tell whether a subject was erased, by any process on this machine."""
        return fingerprint(subject) in self.hashes()

    def hashes(self) -> frozenset[str]:
        """Return every fingerprint; the file only grows, so its size tells when to read again."""
        try:
            size_bytes = self._path.stat().st_size
        except FileNotFoundError:
            return frozenset()
        if size_bytes != self._size_bytes:
            self._hashes = frozenset(self._path.read_text(encoding="ascii").split())
            self._size_bytes = size_bytes
        return self._hashes

    def add(self, subject: str) -> None:
        """Write a subject down and return once it is on the disk, or raise OSError."""
        if subject in self:
            return
        line = f"{fingerprint(subject)}\n".encode("ascii")
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # On a full disk a line may be cut: nobody was told that it is there.
            whole = os.fstat(handle).st_size // len(line) * len(line)
            os.ftruncate(handle, whole)
            if os.write(handle, line) < len(line):
                os.ftruncate(handle, whole)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def fingerprint(subject: str) -> str:
    """Return the SHA-256 of a subject, in hexadecimal."""
    return hashlib.sha256(subject.encode()).hexdigest()
