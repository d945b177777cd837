"""Pack what a server needs into one archive: program, locks, the built PWA and the built lessons. No Node, no sources of the PWA."""

from __future__ import annotations

import configparser
import gzip
import io
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WANTED = ("api", "scripts", "lessons/editions", "lessons/LICENSE", "docs", "setup.cfg")
BUILT = ("var/pwa", "var/bundles")
SINGLE = ("pyproject.toml", "LICENSE", "README.md")


def version() -> str:
    """Return the version of setup.cfg."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    return config["metadata"]["version"]


def files() -> list[Path]:
    """List what goes in, sorted. Raises SystemExit with a sentence when something is not built."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z", *WANTED, *SINGLE], cwd=ROOT, check=True, capture_output=True
    ).stdout.split(b"\0")
    found = [ROOT / name.decode() for name in tracked if name]
    for folder in BUILT:
        inside = [p for p in (ROOT / folder).rglob("*") if p.is_file()]
        if not inside:
            raise SystemExit(f"{folder} is not built: run `make build` first.")
        found += inside
    return sorted(found)


def member(name: str, data: bytes, mode: int) -> tuple[tarfile.TarInfo, io.BytesIO]:
    """Make one archive member whose bytes depend on nothing but its content."""
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = len(data), mode, 0
    return info, io.BytesIO(data)


def main() -> int:
    """Write var/release/creando-<version>.tar.gz and say where it is."""
    name = f"creando-{version()}"
    target = ROOT / "var" / "release" / f"{name}.tar.gz"
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        target.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        archive.addfile(*member(f"{name}/VERSION", f"{version()}\n".encode(), 0o644))
        for path in files():
            mode = 0o755 if path.suffix == ".sh" else 0o644
            inner = f"{name}/{path.relative_to(ROOT).as_posix()}"
            archive.addfile(*member(inner, path.read_bytes(), mode))
    sys.stdout.write(f"{target.relative_to(ROOT)} {target.stat().st_size:,} B\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
