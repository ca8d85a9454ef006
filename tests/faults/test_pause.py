"""Who is asked to wait makes all wait: one gate for each endpoint."""

import asyncio
import threading

from clock import HeldClock
from loopback import Answer, Loopback, Received, failure
from summarizer import Settings

from .scenario import GOOD
from .server import asking
from .table import WELL

QUIET_S = 0.1


def test_after_the_first_429_nobody_starts_until_the_pause_is_over() -> None:
    """Fifty articles; during its first second the server answers 429 to everybody."""
    clock = HeldClock()
    settings = Settings(profile="large", concurrency=8)
    times: list[float] = []
    lock = threading.Lock()
    let_go = threading.Event()

    def reply(_: Received) -> Answer:
        with lock:
            times.append(clock.now)
        if clock.now < 1:
            return failure(429, headers={"retry-after": "1"})
        let_go.wait(20)
        return GOOD

    async def settle() -> None:
        """Wait until the wire is quiet: only then may time go on."""
        before = -1
        while before != len(times) or not times:
            before = len(times)
            await asyncio.sleep(QUIET_S)

    async def go() -> None:
        async with asking(server, settings, clock) as summarizer:
            waiting = asyncio.gather(*(summarizer.summarize(WELL.article) for _ in range(50)))
            await settle()
            # what was on the wire, and nobody else
            n_early = len(times)
            assert 1 <= n_early <= settings.concurrency
            clock.advance()
            await settle()
            assert len(times) - n_early == settings.concurrency // 2  # it was asked too often
            let_go.set()
            while not waiting.done():
                clock.advance()
                await asyncio.sleep(0.001)
            assert len(await waiting) == 50

    server = Loopback()
    try:
        server.reply = reply
        asyncio.run(go())
    finally:
        server.close()
    n_early = sum(time < 1 for time in times)
    assert n_early <= settings.concurrency
    assert all(time == 0 or time >= 1 for time in times)
    assert len(times) == 50 + n_early
