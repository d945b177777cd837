"""What the deployment's test looks through: archives as releases, and HTTPS without a browser."""

import http.client
import json
import socket
import ssl
from dataclasses import dataclass, field
from pathlib import Path

from scripts import release
from tests.long.blank_debian import Machine

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "var" / "reports"
DOMAIN = "creando.prueba"
ORIGIN = f"https://{DOMAIN}"
DATA = "/var/lib/creando"
AUTHORITY = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
STORED = f"""
import json, sqlite3
db = sqlite3.connect("file:{DATA}/creando.sqlite3?mode=ro", uri=True)
rows = db.execute("SELECT r, q FROM event")
print(json.dumps(sorted(rows)))
"""
BROKEN_MIGRATION = b"""
def up(migrator, db):
    db.execute_sql("ALTER TABLE no_such_table ADD COLUMN a")
"""


def guide(heading: str) -> str:
    """The first commands under a heading of the operator's guide."""
    text = (ROOT / "docs" / "operar.md").read_text(encoding="utf-8")
    return text.split(f"# {heading}\n", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]


def stored(machine: Machine) -> list[tuple[str, int]]:
    """Identity of every event in the machine's database, read there as the service's user."""
    done = machine.run("runuser", "-u", "creando", "--", "python3", "-c", STORED)
    assert done.returncode == 0, done.stderr
    return [(r, q) for r, q in json.loads(done.stdout)]


def archive(folder: Path, changed: dict[str, bytes] | None = None) -> Path:
    """Pack what is built here as `make release` does, with some files changed or added."""
    files = {**release.contents(), **(changed or {})}
    files["VERSION"] = f"{release.build_id(files)}\n".encode()
    release.pack(files, folder / "creando.tar.gz")
    return folder / "creando.tar.gz"


@dataclass
class Deployed:
    """A machine that serves, the release it came from, and what was measured."""

    machine: Machine
    folder: str
    figures: dict[str, object] = field(default_factory=dict)

    def install(self, *words: str, folder: str = "") -> tuple[int, str, str]:
        """Run the installer again; return its code and what it said."""
        script = f"{folder or self.folder}/scripts/install.sh"
        done = self.machine.run("sh", script, *(words or (DOMAIN, "--tls", "internal", "--si")))
        return done.returncode, done.stdout, done.stderr

    def note(self, name: str, figure: object) -> None:
        """Keep a figure in var/reports/deploy.json."""
        self.figures[name] = figure
        REPORTS.mkdir(parents=True, exist_ok=True)
        (REPORTS / "deploy.json").write_text(f"{json.dumps(self.figures, indent=1)}\n")


@dataclass(frozen=True)
class Answer:
    """One answer: status, headers by lower-case name, the bytes as they came."""

    status: int
    headers: dict[str, str]
    body: bytes


class Https:
    """A client that trusts the machine's own authority and nothing else."""

    def __init__(self, machine: Machine) -> None:
        self._context = ssl.create_default_context(cafile=str(machine.inside(AUTHORITY)))

    def connect(self) -> ssl.SSLSocket:
        raw = socket.create_connection(("127.0.0.1", 443), 10)
        return self._context.wrap_socket(raw, server_hostname=DOMAIN)

    def get(self, path: str, **headers: str) -> Answer:
        link = http.client.HTTPConnection(DOMAIN)
        link.sock = self.connect()
        return _answer(link, path, headers)

    def json(self, path: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.get(path).body)
        return found


def plain_http(path: str) -> Answer:
    """Ask port 80."""
    link = http.client.HTTPConnection(DOMAIN)
    link.sock = socket.create_connection(("127.0.0.1", 80), 10)
    return _answer(link, path, {})


def _answer(link: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    link.request("GET", path, headers={"Accept-Encoding": "identity", **named})
    got = link.getresponse()
    said = {name.lower(): value for name, value in got.getheaders()}
    answer = Answer(got.status, said, got.read())
    link.close()
    return answer
