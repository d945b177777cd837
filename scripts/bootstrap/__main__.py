"""python -m scripts.bootstrap run | ready NEED… -- PROGRAM WORD…

Needs: run (locked packages to serve), test (those and the tools), print (those and typst), node,
packages, lessons, pwa, browser, lighthouse, voice, postgres. PROGRAM is `python` (the project's
own), `npm` (inside pwa/) or anything on PATH.
"""

from __future__ import annotations

import fcntl
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from . import browser, build, node, postgres, serve, venv, voice
from .say import Trouble, say, sentence_for
from .stamps import ROOT, VAR

Env = dict[str, str]


def _path(env: Env) -> str:
    return env.get("PATH", os.environ.get("PATH", os.defpath))


def _pwa(env: Env) -> Env:
    env = node.environment()
    build.pwa(env)
    return env


def _packages(env: Env) -> Env:
    env = node.environment()
    node.packages(env)
    return env


def _lighthouse(env: Env) -> Env:
    env = node.environment()
    node.lighthouse(env)
    return env


NEEDS: dict[str, Callable[[Env], Env | None]] = {
    "run": lambda env: venv.install("run", "Paquetes de Python"),
    "test": lambda env: venv.install("test", "Paquetes y herramientas de Python (unos 100 MB)"),
    "print": lambda env: venv.install("print", "Paquetes de Python, con typst para el PDF"),
    "packages": _packages,
    "lessons": lambda env: build.lessons(),
    "pwa": _pwa,
    "browser": lambda env: browser.environment(),
    "lighthouse": _lighthouse,
    "voice": lambda env: voice.ensure(),
    "postgres": lambda env: postgres.environment(_path(env)),
}


# These want Node and the network, the others Python: they come beside each other.
APP = ("packages", "pwa", "lighthouse")


# What the folder's name may not have: venv refuses the first, Vite loses its way at the rest.
UNFIT = ':"#?\\\n'


def check_folder(root: Path) -> None:
    """Refuse a folder in whose name a tool of ours would stumble. Raises Trouble."""
    found = [sign for sign in UNFIT if sign in str(root)]
    if found:
        raise Trouble(
            f"El nombre de la carpeta {root} lleva {' '.join(found)} y así no se puede armar la "
            "app. Cámbiale el nombre (letras, números, espacios y guiones sirven) y repite la "
            "orden. No se cambió nada."
        )


def _meet(needs: Iterable[str], env: Env) -> Env:
    for need in needs:
        env = env | (NEEDS[need](env) or {})
    return env


def ready(needs: list[str]) -> Env:
    """Meet the needs, alone on this checkout; return the variables to run under. Raises Trouble."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "bootstrap.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("· Otra orden de make está preparando esta carpeta; espero a que termine…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        with ThreadPoolExecutor(1) as beside:
            app = beside.submit(_meet, [one for one in needs if one in APP], {})
            env = _meet((one for one in needs if one not in (*APP, "postgres")), {})
            env |= app.result()
        # Last: it adds to the PATH that the app's needs have set.
        return _meet((one for one in needs if one == "postgres"), env)


def run() -> int:
    """Build what changed and serve. Raises Trouble."""
    where = serve.place()
    serve.check_port(where)
    ready(["run", "lessons", "pwa"])
    serve.prepare(where)
    return serve.serve(where)


def hand_over(env: Env, program: str, words: list[str]) -> int:
    """Become the wanted program."""
    os.environ.update(env)
    if program == "npm":
        os.chdir(node.PWA)
    name = str(venv.PYTHON) if program == "python" else program
    sys.stdout.flush()
    os.execvp(name, [name, *words])  # noqa: S606  a fixed program of this checkout, no shell


def main(words: list[str]) -> int:
    """Run one order; return the exit code. A failure is one sentence."""
    os.chdir(ROOT)
    try:
        check_folder(ROOT)
        if words == ["run"]:
            return run()
        cut = words.index("--")
        return hand_over(ready(words[1:cut]), words[cut + 1], words[cut + 2 :])
    except Trouble as e:
        say(f"\n{e}")
    except OSError as e:
        say(f"\n{sentence_for(e)}")
    except KeyboardInterrupt:
        say("\nDetenido. Puedes repetir la orden cuando quieras.")
        return 130
    except Exception as e:
        with suppress(OSError):
            (VAR / "logs").mkdir(parents=True, exist_ok=True)
            (VAR / "logs" / "make.log").write_text(traceback.format_exc())
        say(f"\nAlgo inesperado falló ({type(e).__name__}); el detalle está en var/logs/make.log.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
