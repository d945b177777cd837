"""Speak with a learning record store: xAPI 1.0.3, sections 1.3, 2.1 and 3.1 of its third part."""

import base64
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from api.errors import SetupError
from api.xapi.statements import Statement

VERSION = "1.0.3"
MOST = 50
TRIES = 4
LIMIT_S = 30
OK, EMPTY, CONFLICT, BUSY, BROKEN = 200, 204, 409, 429, 500
REFUSED = (401, 403)


class _Stay(HTTPRedirectHandler):
    """Go nowhere else: the key is for one address."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


@dataclass(frozen=True)
class Lrs:
    """One store: its address, and the key that is never shown."""

    endpoint: str
    key: str = field(repr=False)
    pause: Callable[[float], None] = time.sleep

    def put_all(self, statements: Sequence[Statement]) -> int:
        """Send statements, 50 a request; return how many were new or the same there.

        To send them again is safe: ids are made from what happened. Raises SetupError.
        """
        kept = 0
        for first in range(0, len(statements), MOST):
            some = statements[first : first + MOST]
            if self._ask("POST", "", some) == CONFLICT:
                # One of them is there in other words, so none was taken: each by itself.
                kept += sum(self._put(one) for one in some)
            else:
                kept += len(some)
        return kept

    def _put(self, one: Statement) -> bool:
        """Send one statement; return False when the store keeps another of its id."""
        where = "?" + urlencode({"statementId": one["id"]})
        return self._ask("PUT", where, one) != CONFLICT

    def _ask(self, method: str, where: str, body: object) -> int:
        """Send one request, again while the store is ill; return 200, 204 or 409."""
        status = 0
        for once in range(TRIES):
            if once:
                self.pause(2.0**once)
            status = self._once(method, where, body)
            if status in (OK, EMPTY, CONFLICT):
                return status
            if status in REFUSED:
                raise SetupError("El LRS no acepta la clave: revisa CREANDO_LRS_KEY.")
            if 0 < status < BROKEN and status != BUSY:
                raise SetupError(f"El LRS no entiende lo que se le envía: respondió {status}.")
        said = f"respondió {status}" if status else "no responde"
        raise SetupError(f"El LRS {said}. No se perdió nada: repite la orden después.")

    def _once(self, method: str, where: str, body: object) -> int:
        """Return the status of one request, 0 when there was no answer."""
        request = Request(  # noqa: S310  settings.py lets only https through, or this machine
            f"{self.endpoint}/statements{where}",
            data=json.dumps(body).encode(),
            method=method,
            headers={
                "Authorization": f"Basic {base64.b64encode(self.key.encode()).decode('ascii')}",
                "Content-Type": "application/json",
                "X-Experience-API-Version": VERSION,
            },
        )
        try:
            with build_opener(_Stay).open(request, timeout=LIMIT_S) as answer:
                return int(answer.status)
        except HTTPError as fault:
            with fault:
                return fault.code
        except (URLError, HTTPException, OSError):
            return 0
