"""Many requests at once from a client that costs little, and what they took."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Measured:
    """How it went: the seconds that each request took, and those that all took together."""

    seconds: Sequence[float]
    elapsed: float

    def __add__(self, other: "Measured") -> "Measured":
        """Both, as if measured in one go."""
        return Measured((*self.seconds, *other.seconds), self.elapsed + other.elapsed)

    @property
    def per_second(self) -> float:
        """Requests per second."""
        return len(self.seconds) / self.elapsed

    @property
    def median_ms(self) -> float:
        """Half of the requests took less, in milliseconds."""
        return median(self.seconds) * 1000

    @property
    def p95_ms(self) -> float:
        """The 95th percentile of what a request took, in milliseconds."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)] * 1000


async def _get(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, headers: str
) -> bytes:
    writer.write(f"GET {path} HTTP/1.1\r\n{headers}\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{path}: {head.splitlines()[0].decode()}")
    length = next(
        int(line.split(b":")[1])
        for line in head.lower().splitlines()
        if line.startswith(b"content-length:")
    )
    return await reader.readexactly(length)


def read(
    host: str, path: str, *, requests: int, clients: int, cookie: str = "", pause: float = 0
) -> tuple[Measured, bytes]:
    """Get `path` so often over so many connections; the figures, and the last body.

    `cookie` is that of who is logged in; `pause` the seconds that each reads before going on.
    """
    address, port = host.split(":")
    headers = f"Host: {host}\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "")
    took: list[float] = []
    body = b""

    async def client(share: int) -> None:
        nonlocal body
        reader, writer = await asyncio.open_connection(address, int(port))
        # People do not begin at the same moment.
        await asyncio.sleep(pause * random.random())
        for _ in range(share):
            begun = time.perf_counter()
            body = await _get(reader, writer, path, headers)
            took.append(time.perf_counter() - begun)
            await asyncio.sleep(pause)
        writer.close()

    async def run() -> float:
        begun = time.perf_counter()
        await asyncio.gather(*[client(requests // clients) for _ in range(clients)])
        return time.perf_counter() - begun

    elapsed = asyncio.run(run())
    return Measured(took, elapsed), body
