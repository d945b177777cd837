"""The format of a backup: lines of JSON, deflated, sealed with age. The same for both databases.

One line of head, then for each table one line with its columns and a line for each row, then one
line that counts them. Rows of the log come by replica and seq. `minted` of the server is false in
every file (rule 13).
"""

import base64
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from api.errors import SetupError

if TYPE_CHECKING:
    from pyrage import x25519

FORMAT = 1
CHUNK_LINES = 500
Line = dict[str, Any] | list[Any]


class Unreadable(SetupError):
    """This file is no backup that this key opens, or not whole."""


@dataclass(frozen=True)
class Head:
    """What a backup says of itself."""

    id: str
    at: int
    epoch: str
    migrations: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)


class _Source:
    """Lines as a stream of deflated bytes, made while they are read."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines, self._deflate = lines, zlib.compressobj(6)
        self._ready, self._ended = bytearray(), False

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        while not self._ended and (size < 0 or len(self._ready) < size):
            self._fill()
        size = len(self._ready) if size < 0 else size
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken

    def _fill(self) -> None:
        texts = [_text(line) for line in islice(self._lines, CHUNK_LINES)]
        if texts:
            self._ready += self._deflate.compress("".join(texts).encode())
        else:
            self._ready += self._deflate.flush()
            self._ended = True


def _text(line: Line) -> str:
    return json.dumps(line, ensure_ascii=True, separators=(",", ":"), default=_odd) + "\n"


def _odd(value: Any) -> Any:
    """Write what JSON has no word for: bytes; anything else (a date) as text."""
    if isinstance(value, bytes | bytearray | memoryview):
        return {"b64": base64.b64encode(bytes(value)).decode("ascii")}
    return str(value)


def plain_value(value: Any) -> Any:
    """Read a value of a row back."""
    return base64.b64decode(value["b64"]) if isinstance(value, dict) else value


def write(out: IO[bytes], readers: Sequence["x25519.Recipient"], lines: Iterator[Line]) -> None:
    """Seal lines to whoever may read them; a fault of lines or disk is raised as it is."""
    from pyrage import EncryptError, encrypt_io

    faults: list[BaseException] = []
    try:
        encrypt_io(_Source(_watched(lines, faults)), _Disk(out, faults), list(readers))
    except EncryptError as fault:
        raise (faults[0] if faults else fault) from fault


class _Disk:
    """A file that remembers its own fault: the sealing turns it into one of its own."""

    def __init__(self, out: IO[bytes], faults: list[BaseException]) -> None:
        self._out, self._faults = out, faults

    def write(self, data: bytes) -> int:
        """Write the next bytes."""
        try:
            return self._out.write(data)
        except OSError as fault:
            self._faults.append(fault)
            raise

    def flush(self) -> None:
        """Do nothing: whoever opened the file closes it."""


def _watched(lines: Iterator[Line], faults: list[BaseException]) -> Iterator[Line]:
    """Remember the fault itself: the sealing turns it into one of its own."""
    try:
        yield from lines
    except BaseException as fault:
        faults.append(fault)
        raise


class _Sink:
    """Opened bytes in, lines out to a reader."""

    def __init__(self, take: Callable[[Line], None]) -> None:
        self._take, self._inflate, self._rest = take, zlib.decompressobj(), b""

    def write(self, data: bytes) -> int:
        """Take the next bytes in."""
        try:
            self._rest += self._inflate.decompress(data)
            *lines, self._rest = self._rest.split(b"\n")
            parsed = [json.loads(line) for line in lines]
        except (zlib.error, ValueError) as fault:
            raise Unreadable("inside") from fault
        try:
            for line in parsed:
                self._take(line)
        # Sealed well, but not by us; a column that is not there is a `ValueError` too.
        except (KeyError, ValueError, TypeError, AttributeError) as fault:
            raise Unreadable("inside") from fault
        return len(data)

    def flush(self) -> None:
        """Do nothing: every whole line is out."""

    @property
    def ended(self) -> bool:
        """Tell whether nothing is missing at the end."""
        return self._inflate.eof and not self._rest


class Reader:
    """Called with each part of a backup in its order; a subclass takes what it needs."""

    def head(self, head: Head) -> None:
        """Take the head."""

    def table(self, name: str, columns: list[str]) -> None:
        """Begin a table."""

    def row(self, values: list[Any]) -> None:
        """Take a row of the table that began last."""

    def end(self) -> None:
        """Know that all of it was read, whole."""


class _Parts:
    """Lines in, parts out; counts the rows against the last line."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._counts: dict[str, int] = {}
        self._name = ""
        self.state = "new"

    def take(self, line: Line) -> None:
        """Hand one line to the reader."""
        if self.state == "new":
            self.state = "open"
            self._reader.head(_head(line))
        elif self.state == "ended":
            raise Unreadable("after the end")
        elif isinstance(line, list):
            self._counts[self._name] += 1
            self._reader.row([plain_value(value) for value in line])
        elif "table" in line:
            self._name = line["table"]
            self._counts[self._name] = 0
            self._reader.table(self._name, line["columns"])
        elif line.get("end") == self._counts:
            self.state = "ended"


def _head(line: Line) -> Head:
    if not isinstance(line, dict) or line.get("creando") != FORMAT:
        raise SetupError(
            "Esta copia es de otra versión de CREANDO: instala esa versión o una más nueva."
            if isinstance(line, dict) and "creando" in line
            else "Este archivo no es una copia de CREANDO."
        )
    return Head(line["id"], line["at"], line["epoch"], tuple(line["migrations"]), line["files"])


def head_line(head: Head) -> Line:
    """Write a head."""
    return {
        "creando": FORMAT,
        "id": head.id,
        "at": head.at,
        "epoch": head.epoch,
        "migrations": list(head.migrations),
        "files": dict(head.files),
    }


def read(path: Path, key: "x25519.Identity", reader: Reader) -> None:
    """Open a backup with a key and hand its parts over; raises Unreadable, or what the reader does.

    Nothing of it is to be trusted before `end` was called: a cut file shows only there.
    """
    parts = _Parts(reader)
    sink = _Sink(parts.take)
    with path.open("rb") as sealed:
        _open(sealed, sink, key, path)
    if not sink.ended or parts.state != "ended":
        raise _broken(path)
    reader.end()


def _open(sealed: IO[bytes], sink: _Sink, key: "x25519.Identity", path: Path) -> None:
    from pyrage import DecryptError, decrypt_io

    try:
        decrypt_io(sealed, sink, [key])
    except DecryptError as fault:
        if "No matching keys" in str(fault):
            raise Unreadable(
                f"La copia {path.name} se cerró con otra clave: búscala y pásala con --key ARCHIVO."
            ) from fault
        raise _broken(path) from fault
    except Unreadable as fault:
        raise _broken(path) from fault
    except OSError as fault:
        if fault.errno is not None:  # the disk's own fault, not the file's
            raise
        raise _broken(path) from fault


def _broken(path: Path) -> Unreadable:
    return Unreadable(
        f"El archivo {path.name} no es una copia entera de CREANDO: está cortado, cambiado o es "
        "otra cosa. No se tocó nada."
    )


def seal_rows(columns: Sequence[str], row: Sequence[Any], table: str) -> Line:
    """Write a row; the server's is never minted."""
    if table != "server":
        return list(row)
    return [False if name == "minted" else value for name, value in zip(columns, row, strict=True)]
