"""How many requests are on the wire at once, and the pause that an endpoint asks for."""

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from .quota import Quota
from .retry import Sleep

__all__ = ["Limit"]

_SPREAD = 0.25  # of a pause: over so much more time those who waited for its end start
_MAX_SPREAD_S = 1.0


class Limit:
    """The gate of one endpoint, shared by all who ask it.

    Additive increase, multiplicative decrease: an endpoint that is asked too often is asked by half
    as many at once, and by one more each time that so many were answered well; if it says to come
    again at once, by no more in that time than it had let in.
    """

    def __init__(
        self,
        concurrency: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        draw: Callable[[], float] = random.random,
    ) -> None:
        """Open the gate.

        Args:
            concurrency: places on the wire at most.
            clock: seconds that only grow.
            sleep: how to wait.
            draw: a number in [0, 1), which spreads those who wait for the same moment.
        """
        self._most = self._width = concurrency
        self._n_held = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._era: int = 0
        self._n_well = 0
        self._clock = clock
        self._sleep = sleep
        self._draw = draw
        self._closed_until = self._spread_s = 0.0
        self._quota = Quota()

    @property
    def width(self) -> int:
        """How many places there are now."""
        return self._width

    def pause(self, seconds: float) -> None:
        """Let nobody start for so long; the longest pause asked for counts."""
        until = self._clock() + seconds
        if until > self._closed_until:
            self._closed_until = until
            self._spread_s = min(seconds * _SPREAD, _MAX_SPREAD_S)

    def shrink(self, era: int, wait_s: float | None = None) -> None:
        """Halve the places, since a request that had started in this era came too often.

        Those that were on the wire together count as one: they say nothing of the fewer places.

        Args:
            era: in which it started.
            wait_s: after which time it may come again, if that is known.
        """
        self._quota.refuse(self._clock(), wait_s)
        if era != self._era:
            return
        self._era += 1
        self._n_well = 0
        self._width = max(1, self._width // 2)

    def grow(self) -> None:
        """Count a request that was answered; as many as there are places earn one more."""
        if self._width == self._most:
            return
        self._n_well += 1
        if self._n_well >= self._width:
            self._n_well = 0
            self._width += 1
            self._hand_out()

    @asynccontextmanager
    async def place(self, paced: Callable[[], Awaitable[None]]) -> AsyncGenerator[int]:
        """Wait for a place on the wire, for the pace, and for the end of any pause; then hold it.

        Gives the era that the request starts in, for `shrink`.

        Args:
            paced: waits until the endpoint's pace lets a request through.
        """
        await self._taken()
        try:
            await paced()
            await self._opened()
            while (wait_s := self._quota.wait_s(self._clock())) > 0:
                await self._sleep(wait_s)
                await self._opened()
            self._quota.start(self._clock())
            yield self._era
        finally:
            self._give_back()

    async def _opened(self) -> None:
        until = -1.0
        while until < self._closed_until:  # a loop, since the pause may grow while we wait
            until = self._closed_until
            opens = until + self._spread_s * self._draw()
            if (wait_s := opens - self._clock()) > 0:
                await self._sleep(wait_s)

    async def _taken(self) -> None:
        """Take a place, in the order of asking; a semaphore's places could not become fewer."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._hand_out()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it came at the same time
                self._give_back()
            raise

    def _give_back(self) -> None:
        self._n_held -= 1
        self._hand_out()

    def _hand_out(self) -> None:
        while self._waiting and self._n_held < self._width:
            turn = self._waiting.popleft()
            if not turn.done():  # else who waited was cancelled
                self._n_held += 1
                turn.set_result(None)
