"""Time for whoever takes a clock and a sleep as arguments."""

import asyncio


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
