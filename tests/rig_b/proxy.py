"""A network between phone and server that fails as told: one mood at a time."""

from __future__ import annotations

import asyncio
import random
import threading
from contextlib import suppress

# What happens to a connection: how often each comes when the network is bad.
MOODS = (
    "well",
    "refused",  # closed at once
    "lost",  # the request never arrives
    "answer lost",  # it arrives, the answer does not
    "doubled",  # it arrives twice, one answer comes back
    "late",  # it arrives, the answer does not, and it arrives once more later
    "cut",  # half of it arrives
    "truncated",  # half an answer
    "slow",  # late, in drips
    "gateway",  # something in between has no server
    "portal",  # somebody else's page with status 200
)
DRIP_BYTES = 40
LATE_S = 0.3
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<h1>Wifi</h1>"
GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n502"


class Proxy:
    """A listening port in front of a server's; `mood` is how the network is, "" for any."""

    def __init__(self, upstream: int, rng: random.Random) -> None:
        """Listen on a free port, in a thread of its own."""
        self.upstream, self.rng, self.mood = upstream, rng, "well"
        self.counts: dict[str, int] = {}
        self._late: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    async def _listen(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def close(self) -> None:
        """Let go of everything, of what is still to come late as well."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        mood = self.mood or self.rng.choice(MOODS)
        self.counts[mood] = self.counts.get(mood, 0) + 1
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
            await self._carry(mood, reader, writer)
        with suppress(OSError):
            writer.close()

    async def _carry(
        self, mood: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if mood == "refused":
            return
        request = await read_request(reader)
        answer = await self._answer(mood, request)
        for at in range(0, len(answer), DRIP_BYTES if mood == "slow" else max(1, len(answer))):
            writer.write(answer[at : at + DRIP_BYTES] if mood == "slow" else answer)
            await writer.drain()
            if mood == "slow":
                await asyncio.sleep(0.005)

    async def _answer(self, mood: str, request: bytes) -> bytes:
        """Return what reaches the phone."""
        if mood == "lost":
            return b""
        if mood in ("portal", "gateway"):
            return PORTAL if mood == "portal" else GATEWAY
        if mood == "cut":
            return await self._ask(request[: len(request) * 2 // 3], whole=False)
        answer = await self._ask(request)
        if mood == "late":
            self._loop.call_later(LATE_S, self._again, request)
        if mood == "doubled":
            answer = await self._ask(request)
        if mood == "truncated":
            return answer[: len(answer) * 2 // 3]
        return b"" if mood in ("answer lost", "late") else answer

    def _again(self, request: bytes) -> None:
        task = self._loop.create_task(self._ask_late(request))
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _ask_late(self, request: bytes) -> None:
        with suppress(OSError, asyncio.TimeoutError):
            await self._ask(request)

    async def _ask(self, request: bytes, *, whole: bool = True) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        writer.write(request)
        await writer.drain()
        try:
            return await asyncio.wait_for(reader.read(-1), 20) if whole else b""
        finally:
            writer.close()


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """Read one request whole, and ask the server to close after it."""
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
    lines = head.split(b"\r\n")
    length = next(
        (int(one.split(b":")[1]) for one in lines if one.lower().startswith(b"content-length:")), 0
    )
    body = await reader.readexactly(length)
    kept = [one for one in lines[:-2] if not one.lower().startswith(b"connection:")]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""]) + body
