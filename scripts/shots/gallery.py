"""A picture of the gallery of components, which is served for it and never built."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request

from playwright.sync_api import sync_playwright

from scripts.camera import SHOTS
from scripts.rig.phone import chromium
from scripts.rig.server import ROOT

NAME = "galeria"
WIDE_PX, TALL_PX, LIMIT_S = 1_600, 900, 60


def free_port() -> int:
    """Ask the system for a port nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str) -> None:
    """Wait until an address answers; raise TimeoutError when it does not."""
    end = time.monotonic() + LIMIT_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url):  # noqa: S310 - our own
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError(url)


def photograph() -> list[str]:
    """Write var/reports/shots/galeria.png; return what the page complained of."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    port = free_port()
    vite = ROOT / "pwa" / "node_modules" / ".bin" / "vite"
    served = subprocess.Popen(
        [vite, "--config", "gallery.config.ts", "--host", "127.0.0.1", "--port", str(port)],
        cwd=ROOT / "pwa",
        stdout=subprocess.DEVNULL,
    )
    faults: list[str] = []
    try:
        url = f"http://127.0.0.1:{port}/gallery.html"
        wait_for(url)
        with sync_playwright() as p:
            sandbox = os.geteuid() != 0
            browser = p.chromium.launch(executable_path=chromium(), chromium_sandbox=sandbox)
            page = browser.new_page(
                viewport={"width": WIDE_PX, "height": TALL_PX}, reduced_motion="reduce"
            )
            page.on("pageerror", lambda error: faults.append(f"{NAME}: {error}"))
            page.goto(url)
            page.locator(".piece").last.wait_for(timeout=LIMIT_S * 1_000)
            page.screenshot(path=SHOTS / f"{NAME}.png", full_page=True)
            browser.close()
    finally:
        served.terminate()
        served.wait()
    return faults
