"""The programs that read lessons aloud, for the tests of recordings: present, else from Debian.

`make run` does without them: lessons are then built with no audio.
"""

from __future__ import annotations

import shutil

from .browser import apt
from .say import Trouble

PROGRAMS = {"espeak-ng": "espeak-ng", "opusenc": "opus-tools"}


def ensure() -> None:
    """Make sure of a reader and of an Opus encoder. Raises Trouble."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if missing and not apt("Voz y Opus", *missing):
        raise Trouble(f"Para las pruebas faltan {' y '.join(missing)}: instálalos con tu sistema.")
