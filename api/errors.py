"""Expected failures: a status and a stable key. Only app.py turns them into answers."""

import errno
from collections.abc import Mapping


class ApiError(Exception):
    """Refuse a request; `key` is stable and translated on the phone."""

    status = 400

    def __init__(self, key: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.headers = dict(headers or {})


class Malformed(ApiError):
    """The body cannot be read at all."""

    status = 400


class Unauthorized(ApiError):
    """No usable token."""

    status = 401


class Forbidden(ApiError):
    """A good token, for something else."""

    status = 403


class NotFound(ApiError):
    """No such thing."""

    status = 404


class TooLarge(ApiError):
    """More bytes or events than one request may carry."""

    status = 413


class WrongEncoding(ApiError):
    """A media type or compression this server does not take."""

    status = 415


class Invalid(ApiError):
    """Readable, but not what the contract says."""

    status = 422


class TooMany(ApiError):
    """Too many tries; `Retry-After` says when the next one counts."""

    status = 429

    def __init__(self, key: str, retry_after_s: int) -> None:
        super().__init__(key, {"Retry-After": str(retry_after_s)})


class Unavailable(ApiError):
    """Not now; `Retry-After` says when."""

    status = 503

    def __init__(self, key: str, retry_after_s: int = 5) -> None:
        super().__init__(key, {"Retry-After": str(retry_after_s)})


class SetupError(Exception):
    """The machine is not ready; the message is one sentence in Spanish for the operator."""


# The system's own words for these are English.
WHY = {
    errno.ENOENT: "no existe",
    errno.EACCES: "no hay permiso",
    errno.EPERM: "no hay permiso",
    errno.EROFS: "ahí solo se puede leer",
    errno.ENOSPC: "el disco está lleno",
    errno.EDQUOT: "el disco está lleno",
    errno.EEXIST: "ya hay un archivo con ese nombre",
    errno.ENOTDIR: "una parte de la ruta es un archivo y no una carpeta",
    errno.EISDIR: "es una carpeta",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
}


def why(fault: OSError) -> str:
    """Say in Spanish, with the file, why the system refused."""
    said = WHY.get(fault.errno or 0) or fault.strerror or str(fault)
    return f"{fault.filename}: {said}" if fault.filename else said
