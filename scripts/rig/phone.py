"""A phone-sized real Chromium with a profile on disk, so that it can be killed and reopened."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright

# Only the last --disable-features counts: Playwright's own, and a renderer for tabs' menus that
# every start of a browser would warm up.
OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
)
ARGS = [
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-features=" + ",".join(OFF),
]
# What Chromium says of a server that is away: of a file, and of the worker's.
AWAY = ("Failed to load resource", "An unknown error occurred when fetching the script")


def chromium() -> str | None:
    """Return the Chromium to use; None means Playwright's own (installed by `make test`)."""
    return (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )


class Phone:
    """One profile on disk; `page` is its only tab."""

    def __init__(
        self,
        p: Playwright,
        profile: Path,
        *,
        width: int = 360,
        height: int = 740,
        scheme: str = "light",
        scale: float = 1,
        args: tuple[str, ...] = (),
    ) -> None:
        """Remember how to open; call `open()`."""
        self._p = p
        self.profile = profile
        self._size = {"width": width, "height": height}
        self._scheme = scheme
        self._scale = scale
        self._args = args
        self.context: BrowserContext | None = None
        self.faults: list[str] = []

    def open(self) -> Page:
        """Start the browser on this profile; return its page."""
        self.context = self._p.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=chromium(),
            chromium_sandbox=os.geteuid() != 0,
            args=[*ARGS, *self._args],
            viewport=self._size,  # type: ignore[arg-type]
            locale="es-PE",
            timezone_id="America/Lima",
            color_scheme=self._scheme,  # type: ignore[arg-type]
            device_scale_factor=self._scale,
            has_touch=True,
        )
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda e: self.faults.append(f"pageerror {e}"))
        page.on("console", self._console)
        return page

    def _console(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        # A server that is away is part of the story; everything else on the console is a fault.
        if kind == "error" and not any(away in text for away in AWAY):
            self.faults.append(f"console {text}")

    @property
    def page(self) -> Page:
        """The open tab. Raises RuntimeError when the browser is closed."""
        if not self.context:
            raise RuntimeError("open() the phone first")
        return self.context.pages[0]

    def pid(self) -> int:
        """Process id of the browser (not of its children)."""
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            with suppress(OSError):
                argv = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
                mine = any(str(self.profile) in a for a in argv)
                if mine and not any(a.startswith("--type=") for a in argv) and "chrom" in argv[0]:
                    return int(entry.name)
        raise RuntimeError("the browser's process was not found")

    def kill(self) -> None:
        """SIGKILL the browser, as an empty battery does."""
        os.kill(self.pid(), signal.SIGKILL)
        time.sleep(0.5)
        self.close()

    def close(self) -> None:
        """Close the browser if it still lives."""
        if self.context:
            with suppress(Error):
                self.context.close()
        self.context = None
