"""The door every staff route goes through: whose page asks, with which cookie, with which role."""

from flask import Response, request

from api.errors import Forbidden
from api.staff import sessions
from api.staff.place import Place
from api.staff.sessions import ABSOLUTE_S, ENROL, FULL, HALF, Who

SESSION, BROWSER = "equipo", "equipo-navegador"
BROWSER_S = 400 * 24 * 3600  # the longest a browser keeps a cookie
READS = ("GET", "HEAD")


class Door:
    """Reads and writes what HTTP carries of a session."""

    def __init__(self, place: Place) -> None:
        """Stand at an address."""
        self._place = place

    def check(self) -> None:
        """Raise Forbidden for a request no page of ours makes.

        A write must come from our own origin and carry a header that no form can send.
        """
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method in READS:
            if site not in ("same-origin", "none"):
                raise Forbidden("staff.origin")
            return
        ours = request.headers.get("Origin") == self.origin and self.origin
        if not ours or site != "same-origin" or request.headers.get("X-Creando") != "1":
            raise Forbidden("staff.origin")

    @property
    def origin(self) -> str:
        """Return the only origin that may write; empty where there is none."""
        return self._place.origin(request.host) or ""

    @property
    def browser(self) -> str:
        """Return what this browser was given when somebody signed in from it."""
        return request.cookies.get(self._place.cookie(BROWSER), "")

    def _who(self, *stages: str) -> Who:
        return sessions.find(request.cookies.get(self._place.cookie(SESSION), ""), *stages)

    def inside(self) -> Who:
        """Return who is signed in; raises Unauthorized."""
        return self._who(FULL)

    def enrolling(self) -> Who:
        """Return who is signed in or setting up; raises Unauthorized."""
        return self._who(ENROL, FULL)

    def half(self) -> Who:
        """Return whose password was right a moment ago; raises Unauthorized."""
        return self._who(HALF)

    def anyone(self) -> Who:
        """Return whoever has any session; raises Unauthorized."""
        return self._who(ENROL, HALF, FULL)

    def let_in(self, response: Response, session: str, browser: str = "") -> Response:
        """Hand out the cookies there are."""
        for name, value, max_age in (
            (SESSION, session, ABSOLUTE_S),
            (BROWSER, browser, BROWSER_S),
        ):
            if value:
                self._set(response, name, value, max_age)
        return response

    def let_out(self, response: Response) -> Response:
        """Take the session's cookie back."""
        self._set(response, SESSION, "", 0)
        return response

    def _set(self, response: Response, name: str, value: str, max_age: int) -> None:
        response.set_cookie(
            self._place.cookie(name),
            value,
            max_age=max_age,
            path="/",
            secure=self._place.secure,
            httponly=True,
            samesite="Strict",
        )
