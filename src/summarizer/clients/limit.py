"""How many requests are on the wire at once, and the pause that an endpoint asks for."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from .retry import Sleep

__all__ = ["Limit"]


class Limit:
    """The gate of one endpoint, shared by all who ask it."""

    def __init__(
        self,
        concurrency: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._places = asyncio.Semaphore(concurrency)
        self._clock = clock
        self._sleep = sleep
        self._closed_until = 0.0

    def pause(self, seconds: float) -> None:
        """Let nobody start for so long; the longest pause asked for counts."""
        self._closed_until = max(self._closed_until, self._clock() + seconds)

    @asynccontextmanager
    async def place(self) -> AsyncGenerator[None]:
        """Wait for a place on the wire and for the end of any pause, then hold the place."""
        async with self._places:
            # a loop, since the pause may grow while we wait
            while (wait_s := self._closed_until - self._clock()) > 0:
                await self._sleep(wait_s)
            yield
