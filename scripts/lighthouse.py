"""Ask Lighthouse about the first screen, as a phone, three times: var/reports/lighthouse.json.

The built app, through the real server with its headers and encodings; a new profile each time.
The best of three must be 100 in every category: a busy machine lowers one run, never raises it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts.bootstrap import node
from scripts.rig.phone import ARGS, chromium
from scripts.rig.server import ROOT, Server

REPORT = ROOT / "var" / "reports" / "lighthouse.json"
RUNS = 3
WANTED = 100
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIMIT_S = 240
Report = dict[str, Any]


def browser() -> str:
    """Name the Chromium; Playwright's own when the machine has none. Never downloads one."""
    found = chromium()
    if found:
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        return p.chromium.executable_path


def look(url: str, target: Path) -> Report:
    """Run Lighthouse once in its own browser; return its report. Raises RuntimeError."""
    flags = ["--headless=new", *ARGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    program = node.LIGHTHOUSE / "node_modules" / "lighthouse" / "cli" / "index.js"
    command = [
        *(shutil.which("node") or "node", str(program), url, "--quiet", "--output=json"),
        *(f"--output-path={target}", f"--only-categories={','.join(CATEGORIES)}"),
        *("--form-factor=mobile", "--locale=es", f"--chrome-flags={' '.join(flags)}"),
        "--no-enable-error-reporting",
    ]
    env = {**os.environ, "CHROME_PATH": browser()}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=LIMIT_S)
    if not target.is_file():
        raise RuntimeError(f"Lighthouse left no report:\n{done.stdout}{done.stderr}")
    report: Report = json.loads(target.read_text())
    if report.get("runtimeError"):
        raise RuntimeError(report["runtimeError"]["message"])
    return report


def scores(report: Report) -> dict[str, int]:
    """Take the categories out of a report, in hundredths."""
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}


def faults(report: Report) -> list[str]:
    """List every audit that costs a category something, with what it says."""
    lines = []
    for name in CATEGORIES:
        for ref in report["categories"][name]["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                said = audit.get("displayValue", "")
                lines.append(f"{name}: {audit['id']} {audit['score']} {audit['title']} {said}")
    return lines


def main() -> int:
    """Look three times and print each; 1 when the best of three is below 100 anywhere."""
    rounds: list[Report] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Server(folder / "data") as server:
            for number in range(RUNS):
                report = look(server.url + "/", folder / f"{number}.json")
                rounds.append({"scores": scores(report), "faults": faults(report)})
                said = "  ".join(f"{key} {value}" for key, value in scores(report).items())
                print(f"run {number + 1}: {said}", flush=True)
    best = {key: max(one["scores"][key] for one in rounds) for key in CATEGORIES}
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    facts = {"lighthouse": report["lighthouseVersion"], "agent": report["userAgent"]}
    REPORT.write_text(json.dumps({**facts, "best": best, "runs": rounds}, indent=1) + "\n")
    print("best:  " + "  ".join(f"{key} {value}" for key, value in best.items()))
    for line in sorted({line for one in rounds for line in one["faults"]}):
        print(f"  {line}")
    return 0 if min(best.values()) == WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
