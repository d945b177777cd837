"""Where the server lives: what a cookie, a write's origin and a passkey are bound to. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

LOCAL = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Place:
    """The confirmed address; a local one stands for any port of this machine."""

    address: str

    @property
    def secure(self) -> bool:
        """Tell whether browsers come by HTTPS."""
        return self.address.startswith("https://")

    def origin(self, host: str) -> str | None:
        """Return the only origin whose pages may write; None where there is none."""
        if self.secure:
            return self.address
        return f"http://{host}" if urlsplit(f"//{host}").hostname in LOCAL else None

    @property
    def rp_id(self) -> str:
        """Return the name passkeys are made for."""
        return urlsplit(self.address).hostname or "localhost"

    def cookie(self, name: str) -> str:
        """Return a cookie's name; `__Host-` wherever a browser takes it."""
        return f"__Host-{name}" if self.secure else name
