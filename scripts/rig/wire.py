"""A TCP relay on loopback that counts every byte both ways, request by request, and can be slow.

HTTP/1.1 without pipelining: what comes down a connection belongs to its last request.
"""

from __future__ import annotations

import asyncio
import re
import threading
from dataclasses import dataclass, field
from types import TracebackType

LINE = re.compile(rb"^([A-Z]+) (\S+) HTTP/1\.1\r\n")


@dataclass
class Exchange:
    """One request and its answer: bytes with all headers, TLS and TCP framing apart."""

    method: str
    path: str
    up: int = 0
    down: int = 0
    head: bytes = field(default=b"", repr=False)
    sent: bytes = field(default=b"", repr=False)


class Wire:
    """Relay localhost:`port` to `target_port`; `exchanges` lists what passed."""

    def __init__(
        self, target_port: int, delay_s: float = 0, bytes_per_s: float = 0, keep: bool = False
    ) -> None:
        """Make a relay; `delay_s` is added each way, `bytes_per_s` bounds each direction."""
        self.target_port = target_port
        self.delay_s = delay_s
        self.bytes_per_s = bytes_per_s
        self.keep = keep
        self.exchanges: list[Exchange] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def url(self) -> str:
        """Address for the browser."""
        return f"http://localhost:{self.port}"

    @property
    def total(self) -> int:
        """All bytes so far, both ways."""
        return sum(x.up + x.down for x in list(self.exchanges))

    def reset(self) -> None:
        """Forget what was counted."""
        self.exchanges = []

    def table(self) -> list[tuple[str, int, int]]:
        """Rows (method and path, bytes up, bytes down)."""
        return [(f"{x.method} {x.path}", x.up, x.down) for x in list(self.exchanges)]

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            up_r, up_w = await asyncio.open_connection("127.0.0.1", self.target_port)
        except OSError:
            writer.close()
            return
        current: list[Exchange] = []

        async def pump(
            src: asyncio.StreamReader, dst: asyncio.StreamWriter, going_up: bool
        ) -> None:
            try:
                while data := await src.read(65536):
                    self._count(current, data, going_up)
                    pause_s = self.delay_s
                    if self.bytes_per_s:
                        pause_s += len(data) / self.bytes_per_s
                    if pause_s:
                        await asyncio.sleep(pause_s)
                    dst.write(data)
                    await dst.drain()
            except OSError:
                pass
            finally:
                dst.close()

        await asyncio.gather(pump(reader, up_w, True), pump(up_r, writer, False))

    def _count(self, current: list[Exchange], data: bytes, going_up: bool) -> None:
        if going_up and (m := LINE.match(data)):
            current[:] = [Exchange(m[1].decode(), m[2].decode("latin-1"))]
            self.exchanges.append(current[0])
        if not current:
            return
        if going_up:
            current[0].up += len(data)
            if self.keep:
                current[0].sent += data
        else:
            current[0].down += len(data)
            if len(current[0].head) < 2048:
                current[0].head += data[:2048]

    def __enter__(self) -> Wire:
        """Begin to listen."""
        self._thread.start()

        async def listen() -> asyncio.Server:
            return await asyncio.start_server(self._relay, "127.0.0.1", 0)

        server = asyncio.run_coroutine_threadsafe(listen(), self._loop).result(10)
        self.port = server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None
    ) -> None:
        """Cut every connection."""

        async def cut() -> None:
            pumps = asyncio.all_tasks() - {asyncio.current_task()}
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(cut(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
