"""Pack what a server needs into one archive: program, locks, the built app and lessons. No Node."""

from __future__ import annotations

import configparser
import gzip
import hashlib
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRACKED = (
    *("api", "docs", "lessons/editions", "lessons/LICENSE"),
    *("scripts/install.sh", "scripts/locks/run.txt", "setup.cfg", "LICENSE", "README.md"),
)
BUILT = {"var/pwa": "index.html", "var/bundles": "index.json"}


def version() -> str:
    """Return the version of setup.cfg."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config["metadata"]["version"]


def contents() -> dict[str, bytes]:
    """Read what goes in, by its name inside, sorted. Raises SystemExit when a part is not built."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z", *TRACKED], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    found = [ROOT / name for name in tracked if name]
    for folder, entrance in BUILT.items():
        if not (ROOT / folder / entrance).is_file():
            raise SystemExit(f"Falta {folder}: corre `make release`, que la construye.")
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(found)}


def build_id(files: dict[str, bytes]) -> str:
    """Name a build after its version and its bytes: two builds never share a folder on a server."""
    total = hashlib.sha256()
    for name, data in files.items():
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"{version()}-{total.hexdigest()[:8]}"


def member(name: str, data: bytes) -> tuple[tarfile.TarInfo, io.BytesIO]:
    """Make one archive member whose bytes depend on nothing but its content."""
    info = tarfile.TarInfo(name)
    info.size, info.mtime = len(data), 0
    info.mode = 0o755 if name.endswith(".sh") else 0o644
    return info, io.BytesIO(data)


def pack(files: dict[str, bytes], target: Path) -> None:
    """Write the archive; the same files make the same bytes."""
    with (
        target.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for name, data in files.items():
            archive.addfile(*member(f"creando-{version()}/{name}", data))


def main() -> int:
    """Write var/release/creando-<version>.tar.gz and say where it is. Raises SystemExit."""
    if os.environ.get("DRAFT_LOCALES"):
        raise SystemExit("Con DRAFT_LOCALES la app lleva borradores: quítalo y repite la orden.")
    files = contents()
    files["VERSION"] = f"{build_id(files)}\n".encode()
    target = ROOT / "var" / "release" / f"creando-{version()}.tar.gz"
    target.parent.mkdir(parents=True, exist_ok=True)
    pack(files, target)
    size = target.stat().st_size
    sys.stdout.write(f"{target.relative_to(ROOT)}: {size:,} B, {files['VERSION'].decode()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
