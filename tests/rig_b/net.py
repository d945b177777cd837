"""A bad net on loopback: each request may be lost, doubled, cut, delayed, or answered by a portal."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from collections import Counter
from collections.abc import Callable

PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 34\r\n"
    b"Connection: close\r\n\r\n<html>Acepta para usar wifi</html>"
)
BAD_GATEWAY = (
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 16\r\n"
    b"Connection: close\r\n\r\n<h1>nginx</h1>\r\n"
)
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
FAULTS = (
    "refused",
    "lost",  # the request never arrives
    "unanswered",  # the server commits, its answer is lost
    "doubled",  # the request arrives twice, the second answer comes back
    "late",  # unanswered, and the same request arrives once more later
    "cut up",  # half a request arrives
    "cut down",  # half an answer arrives
    "reset",
    "drip",
    "slow",
    "portal",
    "gateway",
)


async def read_message(reader: asyncio.StreamReader) -> bytes:
    """Read one HTTP message whose length its head gives; raise EOFError when it ends early."""
    head = await reader.readuntil(b"\r\n\r\n")
    found = LENGTH.search(head)
    return head + (await reader.readexactly(int(found[1])) if found else b"")


class Net:
    """Listens on `port`; `choose(path)` names the fault of a request, "" for none."""

    def __init__(self, target_port: int) -> None:
        self.target_port = target_port
        self.choose: Callable[[str], str] = lambda _: ""
        self.met: Counter[str] = Counter()
        self.seen: list[tuple[str, int]] = []
        self.port = 0
        self.later: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Cut everything."""
        for task in self.later:
            task.cancel()
        if self._server:
            self._server.close()

    async def arrived(self, path: str) -> None:
        """Wait until somebody asks for a path."""
        while not any(one == path for one, _ in self.seen):
            await asyncio.sleep(0.01)

    async def calm(self) -> None:
        """Wait for requests that are still on their way."""
        while self.later:
            await asyncio.gather(*self.later, return_exceptions=True)

    async def ask(self, request: bytes, *, half: bool = False) -> bytes:
        """Hand a request to the server; return its answer, empty when there is none."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.target_port)
        except OSError:
            return b""
        try:
            writer.write(request[: len(request) // 2] if half else request)
            await writer.drain()
            if half:
                return b""
            return await asyncio.wait_for(read_message(reader), 20)
        except (OSError, EOFError, TimeoutError):
            return b""
        finally:
            writer.close()

    async def _again(self, request: bytes, after_s: float) -> None:
        await asyncio.sleep(after_s)
        await self.ask(request)

    def _later(self, request: bytes, after_s: float) -> None:
        task = asyncio.ensure_future(self._again(request, after_s))
        self.later.add(task)
        task.add_done_callback(self.later.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await read_message(reader)
                path = request.split(b" ", 2)[1].decode()
                fault = self.choose(path)
                self.met[fault] += 1
                self.seen.append((path, len(request)))
                if not await self._relay(request, fault, writer):
                    break
        except (OSError, EOFError):
            pass
        finally:
            writer.close()

    async def _relay(self, request: bytes, fault: str, writer: asyncio.StreamWriter) -> bool:
        """Do what the fault says; false when the connection ends with it."""
        if fault in ("refused", "lost"):
            await asyncio.sleep(0.02 if fault == "lost" else 0)
            return False
        if fault in ("portal", "gateway"):
            writer.write(PORTAL if fault == "portal" else BAD_GATEWAY)
            await writer.drain()
            return False
        if fault in ("slow", "stall"):
            await asyncio.sleep(0.05 if fault == "slow" else 1)
        answer = await self.ask(request, half=fault == "cut up")
        if fault == "doubled":
            answer = await self.ask(request)
        if fault == "late":
            self._later(request, 0.2)
        if fault in ("unanswered", "late", "cut up") or not answer:
            return False
        if fault == "cut down":
            writer.write(answer[: len(answer) * 2 // 3])
        elif fault == "reset":
            writer.write(answer[: len(answer) // 2])
            self._reset(writer)
        elif fault == "drip":
            for i in range(0, len(answer), 200):
                writer.write(answer[i : i + 200])
                await writer.drain()
                await asyncio.sleep(0.002)
        else:
            writer.write(answer)
        await writer.drain()
        return fault in ("", "slow", "stall", "drip", "doubled")

    @staticmethod
    def _reset(writer: asyncio.StreamWriter) -> None:
        link = writer.get_extra_info("socket")
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
