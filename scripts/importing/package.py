"""Open the package of a stranger: nothing is unpacked, and two small files of it are read.

H5P's specification says what a package holds: https://h5p.org/documentation/developers/h5p-specification
"""

from __future__ import annotations

import io
import json
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from scripts.new_lesson import Refused

PACKAGE_BYTES = 20_000_000
UNPACKED_BYTES = 200_000_000
ENTRIES = 3_000
JSON_BYTES = 2_000_000
RATIO = 200  # times that an entry may grow; text shrinks to a tenth
RATIO_FROM_BYTES = 1_000_000  # small ones may be all spaces
DEPTH = 64
NESTED = (".zip", ".h5p", ".jar", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ABOUT, CONTENT = "h5p.json", "content/content.json"
ENCRYPTED = 0x1
# A string without an end goes to the end of the text: looked at once, not from each quote anew.
STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)

DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, ValueError, OverflowError, OSError),
)

Fields: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says of itself, and its content."""

    about: Fields
    content: Fields


def read_package(file: Path) -> Package:
    """Read h5p.json and content/content.json. Raises Refused."""
    check_size(file, PACKAGE_BYTES)
    raw = io.BytesIO(file.read_bytes())  # what fails from here on is the package, not the disk
    try:
        with zipfile.ZipFile(raw) as archive:
            entries = archive.infolist()
            check_entries(entries)
            names = {entry.filename for entry in entries}
            for name in (ABOUT, CONTENT):
                if name not in names:
                    raise Refused(f"Al paquete le falta {name}: no es H5P, o está incompleto.")
            return Package(*(_json(archive, name) for name in (ABOUT, CONTENT)))
    except DAMAGED as fault:
        raise Refused(
            "El archivo no es un paquete H5P o está dañado. Descárgalo otra vez del programa "
            "donde lo hicieron («Reusar», «Descargar como .h5p»)."
        ) from fault
    except (NotImplementedError, RuntimeError) as fault:
        raise Refused("El paquete está cifrado o comprimido de un modo raro.") from fault


def check_size(file: Path, most: int) -> None:
    """Refuse what is no plain file, or too large. Raises Refused."""
    if not file.exists():
        raise Refused(f"No encuentro el archivo {file}.")
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{file.name} no es un archivo.")
    if found.st_size > most:
        raise Refused(
            f"{file.name} pesa {found.st_size / 1e6:.1f} MB y se traen hasta {most / 1e6:.0f} MB. "
            "Quítale videos y audios, o pártelo."
        )


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a package made to do harm. Raises Refused."""
    if len(entries) > ENTRIES:
        raise Refused(f"El paquete trae {len(entries)} archivos y se abren hasta {ENTRIES}.")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("El paquete trae dos archivos con el mismo nombre. No es de fiar.")
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise Refused("El paquete se infla demasiado al abrirlo. No es de fiar.")
    for entry in entries:
        check_entry(entry)


def check_entry(entry: zipfile.ZipInfo) -> None:
    """Refuse a name that leaves the package, a link, a bomb, a package in a package."""
    name = entry.filename
    path = PurePosixPath(name)
    climbs = path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name)
    # ZipInfo cuts a name at a NUL and turns the backslash of Windows; the raw one tells.
    if climbs or set(entry.orig_filename) & {"\\", "\0"} or not name:
        raise Refused(f"El paquete quiere escribir fuera de su carpeta («{_shown(name)}»).")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused(f"El paquete trae un enlace en vez de un archivo («{_shown(name)}»).")
    if entry.flag_bits & ENCRYPTED or entry.compress_type not in METHODS:
        raise Refused("El paquete está cifrado o comprimido de un modo raro.")
    if name.lower().endswith(NESTED):
        raise Refused(f"El paquete trae otro paquete adentro («{_shown(name)}»).")
    if entry.file_size > RATIO_FROM_BYTES and entry.file_size > RATIO * entry.compress_size:
        raise Refused("El paquete se infla demasiado al abrirlo. No es de fiar.")


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name[-60:])


def _json(archive: zipfile.ZipFile, name: str) -> Fields:
    """Read a JSON file of the package, never more of it than is allowed. Raises Refused."""
    with archive.open(name) as stream:
        raw = stream.read(JSON_BYTES + 1)
    if len(raw) > JSON_BYTES:
        raise Refused(f"{name} es demasiado grande: caben {JSON_BYTES // 1_000_000} MB de texto.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(f"{name} no está en UTF-8. Vuelve a exportarlo.") from fault
    if depth_of(text) > DEPTH:
        raise Refused(f"{name} tiene demasiadas cajas dentro de cajas. No es de fiar.")
    try:
        data = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise Refused(f"{name} no es JSON: está dañado. Vuelve a exportarlo.") from fault
    if not isinstance(data, dict):
        raise Refused(f"{name} no tiene la forma de H5P.")
    return data


def _no_number(word: str) -> None:
    raise ValueError(word)


def depth_of(text: str) -> int:
    """Count how deep the boxes of a JSON text go, before anything is built of it."""
    depth = deepest = 0
    for found in STRING_OR_BRACKET.finditer(text):
        sign = found[0]
        if sign[0] != '"':
            depth += 1 if sign in "[{" else -1
            deepest = max(deepest, depth)
    return deepest
