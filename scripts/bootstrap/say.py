"""Words for the person at the console: plain Spanish, a sentence for a failure, no traceback."""

from __future__ import annotations

import errno
import re
import sys

from api.errors import why

FULL = "El disco está lleno. Libera espacio y repite la orden."

# First match wins: what a child program prints -> what the person can do about it.
CAUSES = (
    (
        r"No space left on device|ENOSPC|disk is full|Errno 28\b|Disk quota exceeded"
        r"|disco está lleno",
        FULL,
    ),
    (
        r"do not match the hashes|EINTEGRITY",
        "Lo que llegó de la red no es lo esperado, así que no se instaló. Repite la orden; "
        "si vuelve a pasar, tu conexión está cambiando las descargas.",
    ),
    (
        r"No module named|ModuleNotFoundError|ImportError",
        "La instalación quedó incompleta. Corre make clean y repite la orden: se instala de nuevo "
        "y tus datos quedan.",
    ),
    (
        r"name resolution|getaddrinfo|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
        r"|Connection refused|Network is unreachable|NewConnectionError|Max retries exceeded"
        r"|No matching distribution found|Could not fetch",
        "No se pudo descargar lo que falta. Revisa la conexión a internet y repite la orden.",
    ),
    (
        r"Read-only file system|EROFS|Permission denied|EACCES|no hay permiso",
        "No hay permiso para escribir en la carpeta del proyecto. "
        "Cámbiala de lugar o de dueño y repite la orden.",
    ),
)


class Trouble(Exception):
    """A failure that a person can mend; its text is the sentence she reads."""


def say(text: str) -> None:
    """Print one line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def cause_of(output: str) -> str | None:
    """Return the sentence for a cause known from a program's output, or None."""
    return next((words for pattern, words in CAUSES if re.search(pattern, output)), None)


def sentence_for(error: OSError) -> str:
    """Return the sentence for a failed system call."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    return (
        f"No se pudo leer o escribir {why(error)}. Lo que ya estaba no se tocó. "
        "Corrígelo y repite la orden."
    )
