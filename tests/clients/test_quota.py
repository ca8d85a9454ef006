"""What an endpoint lets in is learned from its refusals, and not forgotten at once."""

import asyncio
from collections import deque

from clock import in_no_time
from summarizer.clients.limit import Limit
from summarizer.clients.quota import Quota

PER_SECOND = 40
LATENCY_S = 0.3


class Server:
    """Lets in so many requests during any second."""

    def __init__(self, per_second: int) -> None:
        self.per_second = per_second
        self.n_refused = 0
        self._let_in: deque[float] = deque()

    async def refuses(self) -> bool:
        now = asyncio.get_running_loop().time()
        while self._let_in and self._let_in[0] <= now - 1:
            self._let_in.popleft()
        if len(self._let_in) >= self.per_second:
            self.n_refused += 1
            await asyncio.sleep(0.001)
            return True
        self._let_in.append(now)
        await asyncio.sleep(LATENCY_S)
        return False


async def unpaced() -> None:
    """Let everybody through at once."""


async def ask(server: Server, limit: Limit) -> None:
    """Ask as `Wire` and the retry policy do."""
    while True:
        async with limit.place(unpaced) as era:
            if not await server.refuses():
                limit.grow()
                return
            limit.shrink(era, 1.0)
            limit.pause(1.0)
        await asyncio.sleep(1.0)


async def asked(n: int, server: Server) -> float:
    """Ask so many times; returns the time of the last answer."""
    clock = asyncio.get_running_loop().time
    limit = Limit(64, clock=clock)
    await asyncio.gather(*(ask(server, limit) for _ in range(n)))
    return clock()


def test_a_server_that_allows_forty_a_second_is_kept_busy_and_seldom_asked_too_much() -> None:
    server = Server(PER_SECOND)
    seconds = in_no_time(asked(400, server))
    ideal = 9 + LATENCY_S
    assert server.n_refused <= 0.1 * (400 + server.n_refused)
    assert seconds <= 1.1 * ideal


def test_a_server_that_comes_to_allow_more_is_found_out() -> None:
    server = Server(PER_SECOND)

    async def go() -> tuple[float, float]:
        clock = asyncio.get_running_loop().time
        limit = Limit(64, clock=clock)
        await asyncio.gather(*(ask(server, limit) for _ in range(200)))
        server.per_second, before = 1_000, clock()
        await asyncio.gather(*(ask(server, limit) for _ in range(4_000)))
        return before, clock()

    before, after = in_no_time(go())
    assert after - before < 0.5 * 4_000 / PER_SECOND


def test_a_refusal_of_few_tells_no_quota_and_neither_does_a_long_pause() -> None:
    few, long = Quota(), Quota()
    for _ in range(8):
        few.start(0.0)
    for _ in range(64):
        long.start(0.0)
    few.refuse(0.1, 1.0)
    long.refuse(0.1, 60.0)
    long.refuse(0.1, None)
    assert few.wait_s(0.1) == long.wait_s(0.1) == 0


def test_whoever_comes_in_excess_waits_until_the_window_is_over() -> None:
    quota = Quota()
    for number in range(11):
        quota.start(number / 100)
    quota.refuse(0.2, 1.0)
    assert quota.wait_s(0.5) == 0.0 + 1.05 - 0.5
    assert quota.wait_s(1.05) == 0
