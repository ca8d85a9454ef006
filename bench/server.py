"""A server on 127.0.0.1 that answers like a model, in a process of its own.

`python -m bench.server '{"latency_s": 0.3}'` prints its port. Real HTTP/1.1 with open connections,
and nothing else: what is measured must not wait for who measures it. `GET /` tells what was asked.
"""

import asyncio
import json
import random
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from .reply import completion

__all__ = ["Behaviour", "latencies"]

_HEAD = b"HTTP/1.1 %d -\r\ncontent-type: application/json\r\ncontent-length: %d\r\n%s\r\n"
_BUSY = b'{"error": {"message": "too many requests", "type": "requests", "code": "rate_limit"}}'


@dataclass(frozen=True)
class Behaviour:
    """How a server answers."""

    latency_s: float = 0.0
    """Mean time to an answer."""
    sigma: float = 0.0
    """Of the lognormal distribution of that time; 0: always the same."""
    seed: int = 1
    per_second: int | None = None
    """Requests that are let in during any second; others get 429 and `Retry-After: 1`."""


def latencies(behaviour: Behaviour) -> Iterator[float]:
    """Yield the seconds to the first answer, to the second, and so on without end."""
    draw = random.Random(behaviour.seed)  # noqa: S311 - equal each time
    mean, sigma = behaviour.latency_s, behaviour.sigma
    while True:
        yield mean * draw.lognormvariate(-sigma * sigma / 2, sigma) if sigma else mean


class _Office:
    """Who is let in, and what came."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.latencies = latencies(behaviour)
        self.n_requests = self.n_refused = 0
        self._per_second = behaviour.per_second
        self._admitted: deque[float] = deque(maxlen=behaviour.per_second or 1)

    def admits(self, now: float) -> bool:
        self.n_requests += 1
        if self._per_second is not None:
            if len(self._admitted) == self._per_second and now - self._admitted[0] < 1:
                self.n_refused += 1
                return False
            self._admitted.append(now)
        return True

    def told(self) -> bytes:
        return json.dumps({"requests": self.n_requests, "refused": self.n_refused}).encode()


class _Connection(asyncio.Protocol):
    def __init__(self, office: _Office, loop: asyncio.AbstractEventLoop) -> None:
        self._office = office
        self._loop = loop
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        if head.startswith(b"GET "):
            self._buffer = b""
            self._send(200, self._office.told())
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(rest) < length:
            return
        self._buffer = b""  # nobody sends a second request before the answer
        if not self._office.admits(self._loop.time()):
            self._send(429, _BUSY, b"retry-after: 1\r\n")
            return
        answer = completion(cast("dict[str, Any]", json.loads(rest)))
        self._loop.call_later(next(self._office.latencies), self._send, 200, answer)

    def _send(self, status: int, body: bytes, headers: bytes = b"") -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(_HEAD % (status, len(body), headers) + body)


async def _serve(behaviour: Behaviour) -> None:
    loop = asyncio.get_running_loop()
    office = _Office(behaviour)
    server = await loop.create_server(
        lambda: _Connection(office, loop), "127.0.0.1", 0, backlog=1_024
    )
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - for who started it
    await loop.run_in_executor(None, sys.stdin.read)  # until that one goes away


if __name__ == "__main__":
    asyncio.run(_serve(Behaviour(**json.loads(sys.argv[1]))))
