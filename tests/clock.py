"""Time for whoever takes a clock and a sleep as arguments."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import TypeVar

_T = TypeVar("_T")
_TURN_S = 1e-7  # of a loop: else one whose timer is due a rounding too early would spin for ever


class Clock:
    """Time that passes only while somebody sleeps; those who sleep at once do so together."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


class HeldClock:
    """Time that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleeping: list[tuple[float, asyncio.Event]] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        waking = asyncio.Event()
        self._sleeping.append((self.now + seconds, waking))
        await waking.wait()

    def advance(self) -> None:
        """Go to where the next sleeper wakes."""
        if self._sleeping:
            self.now = max(self.now, min(until for until, _ in self._sleeping))
        for until, waking in self._sleeping:
            if until <= self.now:
                waking.set()
        self._sleeping = [(u, w) for u, w in self._sleeping if u > self.now]


class _Skipping(selectors.SelectSelector):
    """A selector that does not wait: it moves its loop's time on instead."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += max(timeout or 0.0, _TURN_S)
        return super().select(0)


def in_no_time(coroutine: Coroutine[object, object, _T]) -> _T:
    """Run in a loop whose time begins at 0 and passes only while all sleep: takes no real time."""
    selector = _Skipping()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now  # type: ignore[method-assign]
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(coroutine)
