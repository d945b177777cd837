"""Build the lessons and the app, each only when something it reads has changed."""

from __future__ import annotations

import os

from . import node, venv
from .say import Trouble, cause_of, say
from .shell import attempt, room, run
from .stamps import VAR, Stamp, digest

STAMPS = VAR / "stamps"
LESSON_INPUTS = (
    "lessons",
    "api/content",
    "scripts/build_lessons.py",
    "scripts/recordings.py",
    "scripts/locks/run.txt",
)
PWA_INPUTS = ("pwa", "api/sync/event_types.json")


def lessons() -> None:
    """Build var/bundles. A fault is shown as the builder tells it. Raises Trouble."""
    made = (VAR / "bundles" / "index.json", VAR / "reports" / "lessons.json")
    # A program that reads every lesson takes minutes: only who asks for it waits.
    voice = os.environ.get("LESSON_VOICE", "")
    # Lessons with drafts, made for a look, must not pass for those that are served.
    drafts = os.environ.get("DRAFT_LOCALES", "")
    done = Stamp(STAMPS / "lessons", digest(LESSON_INPUTS, voice, drafts), *made)
    if done.fresh():
        return
    room(VAR, 50)
    code, output = attempt("Lecciones", [venv.PYTHON, "-m", "scripts.build_lessons", "--report"])
    if code:
        cause = cause_of(output)
        if not cause and "Traceback" not in output:
            say(output.rstrip())
        raise Trouble(
            cause
            or "Hay una lección con fallas: corrige lo que dice arriba y repite la orden. "
            "Lo publicado antes sigue intacto."
        )
    done.keep()


def pwa(env: dict[str, str]) -> None:
    """Build var/pwa. Raises Trouble."""
    # A build with drafts, made for a look, must not pass for the one that is served.
    drafts = os.environ.get("DRAFT_LOCALES", "")
    done = Stamp(STAMPS / "pwa", digest(PWA_INPUTS, drafts), VAR / "pwa" / "index.html")
    if done.fresh():
        return
    node.packages(env)
    room(VAR, 50)
    done.drop()
    run("La app", ["npm", "run", "--silent", "build"], cwd=node.PWA, env=env)
    done.keep()
