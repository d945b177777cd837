"""A blank Debian to install on, booted with its own init; it shares this host's network."""

import os
import shutil
import signal
import subprocess
import tarfile
import time
from contextlib import suppress
from pathlib import Path

SUITE = "bookworm"
# How this host reaches the registries (proxy, authorities) is its own affair: carried in as found.
CARRIED = """
/etc/apt/apt.conf.d /etc/apt/auth.conf.d /etc/pip.conf /etc/resolv.conf /etc/ssl/certs
/usr/local/share/ca-certificates
""".split()
PASSED_ON = """
PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_TRUSTED_HOST PIP_CERT PIP_DEFAULT_TIMEOUT
SSL_CERT_FILE SSL_CERT_DIR http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY
""".split()
NEEDED = {
    "debootstrap": "debootstrap",
    "systemd-nspawn": "systemd-container",
    "certutil": "libnss3-tools",
}
# Where Debian keeps what only root runs; a shell reached by `su` may not look there.
SBIN = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
BOOTED = ("running", "degraded")


class CannotRun(Exception):
    """This host cannot hold a blank Debian; the text says why."""


def bring_tools() -> None:
    """Install what the rig itself needs. Raises CannotRun with a sentence."""
    if os.geteuid() != 0:
        raise CannotRun("Installing on a blank Debian needs root: run `sudo make test-long`.")
    os.environ["PATH"] = SBIN
    missing = [package for tool, package in NEEDED.items() if not shutil.which(tool)]
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise CannotRun(f"Install these first, here is no apt-get to do it: {' '.join(missing)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        if subprocess.run(["apt-get", "-qq", *words], env=env, capture_output=True).returncode:
            raise CannotRun(f"apt-get could not install {' '.join(missing)}.")


def mirror() -> str:
    """The mirror this host's apt uses, raises CannotRun when it is no Debian's."""
    found = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*.sources")]
    words = (word for path in found if path.is_file() for word in path.read_text().split())
    debians = (word for word in words if word.startswith("http") and word.endswith("/debian"))
    for address in debians:
        return address
    raise CannotRun("This rig needs a Debian host: no address in /etc/apt ends in /debian.")


class Machine:
    """One blank Debian in a folder; its processes and mounts end with it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "debian"
        self.log = folder / "debian.log"
        self._holder: subprocess.Popen[bytes] | None = None
        self._init = 0

    def create(self, suite: str = SUITE) -> None:
        """Unpack the smallest Debian that boots, and how to reach the registries from here."""
        packages = "--include=systemd-sysv,dbus"
        command = ["debootstrap", "--variant=minbase", packages, suite, str(self.root), mirror()]
        with self.log.open("wb") as log:
            done = subprocess.run(command, stdout=log, stderr=log, check=False)
        if done.returncode:
            raise CannotRun(f"debootstrap failed: {self.log.read_text()[-800:]}")
        for name in CARRIED:
            source, target = Path(name), self.root / name.lstrip("/")
            if source.is_dir():
                shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
            elif source.is_file():
                shutil.copy(source, target)
        (self.root / "etc" / "hosts").write_text("127.0.0.1 localhost\n")

    def boot(self, patience_s: float = 60) -> None:
        """Start its init and wait until it has booted. Raises CannotRun with the log."""
        flags = "--quiet --boot --register=no --keep-unit --resolv-conf=off --timezone=off"
        # Told to stop, nspawn shuts the machine down; killed, it would leave it running.
        ends_with_us = "setpriv --pdeathsig TERM"
        command = f"{ends_with_us} systemd-nspawn {flags} --console=read-only -D {self.root}"
        with self.log.open("ab") as log:
            self._holder = subprocess.Popen(
                command.split(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + patience_s
        while time.monotonic() < end and self._holder.poll() is None:
            if self._find_init():
                state = self.run("systemctl", "is-system-running", "--wait", limit_s=patience_s)
                if state.stdout.strip() in BOOTED:
                    return
            time.sleep(0.3)
        self.halt()
        raise CannotRun(
            f"A Debian does not boot in a container here: {self.log.read_text()[-800:]}"
        )

    def _find_init(self) -> bool:
        """Find the host's number of the machine's first process."""
        assert self._holder
        pid = self._holder.pid
        with suppress(OSError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            for child in children:
                if (Path("/proc") / child / "comm").read_text().strip() == "systemd":
                    self._init = int(child)
        return self._init > 0

    def halt(self) -> None:
        """End every process and mount of the machine."""
        if self._holder and self._holder.poll() is None:
            if self._init:
                os.kill(self._init, signal.SIGKILL)  # and with it its whole space of processes
            else:
                self._holder.terminate()
            self._holder.wait(timeout=60)
        self._holder, self._init = None, 0

    def run(
        self, *words: str, wrap: tuple[str, ...] = (), stdin: str = "", limit_s: float = 900
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as root inside, in /root; `wrap` runs around it."""
        env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        env |= {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
        env |= {"HOME": "/root", "LANG": "C.UTF-8"}
        inside = [
            "nsenter",
            "-t",
            str(self._init),
            "--mount",
            "--pid",
            "--uts",
            "--ipc",
            "-r",
            "-w",
        ]
        return subprocess.run(
            [*inside, *wrap, *words],
            env=env,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=limit_s,
        )

    def inside(self, path: str) -> Path:
        """A path of the machine as this host reaches it, its own mounts included."""
        return Path(f"/proc/{self._init}/root") / path.lstrip("/")

    def unpack(self, archive: Path, into: str = "/srv") -> str:
        """Unpack an archive; return the folder inside the machine."""
        with tarfile.open(archive) as packed:
            top = packed.getnames()[0].split("/")[0]
            shutil.rmtree(self.inside(into) / top, ignore_errors=True)
        # Debian 12's own Python 3.11.2 has no safe way to unpack an archive yet; tar has.
        subprocess.run(["tar", "-xf", str(archive), "-C", str(self.inside(into))], check=True)
        return f"{into}/{top}"

    def memory_mb(self) -> dict[str, float]:
        """Resident memory by program (RSS); `all` is the whole machine, shared pages once (PSS)."""
        space = Path(f"/proc/{self._init}/ns/pid").readlink()
        sizes: dict[str, float] = {"all": 0}
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if not entry.name.isdigit() or (entry / "ns/pid").readlink() != space:
                    continue
                lines = (entry / "smaps_rollup").read_text().splitlines()[1:]
                kb = {line.split(":")[0]: int(line.split()[1]) for line in lines}
                name = (entry / "comm").read_text().strip()
                sizes[name] = sizes.get(name, 0) + kb["Rss"] / 1024
                sizes["all"] += kb["Pss"] / 1024
        return {name: round(size, 1) for name, size in sizes.items()}
