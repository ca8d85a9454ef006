import asyncio

import pytest

from clock import Clock
from summarizer.clients.limit import Limit


def test_nobody_starts_until_the_longest_pause_is_over(clock: Clock) -> None:
    async def go() -> list[float]:
        limit = Limit(3, clock=clock, sleep=clock.sleep)
        started: list[float] = []

        async def work() -> None:
            async with limit.place():
                started.append(clock())

        await work()
        limit.pause(5)
        limit.pause(20)
        limit.pause(1)
        await asyncio.gather(work(), work(), work())
        return started

    assert asyncio.run(go()) == [0, 20, 20, 20]


def test_a_pause_that_grows_while_one_waits_is_kept(clock: Clock) -> None:
    async def go() -> float:
        async def sleep(seconds: float) -> None:
            await clock.sleep(seconds)
            if clock() < 10:
                limit.pause(10)

        limit = Limit(1, clock=clock, sleep=sleep)
        limit.pause(5)
        async with limit.place():
            return clock()

    assert asyncio.run(go()) == 15


def test_a_place_is_given_back_after_an_error(clock: Clock) -> None:
    async def go() -> None:
        limit = Limit(1, clock=clock, sleep=clock.sleep)
        for _ in range(3):
            with pytest.raises(KeyError):
                async with limit.place():
                    raise KeyError

    asyncio.run(go())
    assert clock.slept == []


def test_no_more_hold_a_place_than_there_are(clock: Clock) -> None:
    async def go() -> int:
        limit = Limit(2, clock=clock, sleep=clock.sleep)
        now, most = 0, 0

        async def work() -> None:
            nonlocal now, most
            async with limit.place():
                now += 1
                most = max(most, now)
                await asyncio.sleep(0)
                now -= 1

        await asyncio.gather(*(work() for _ in range(7)))
        return most

    assert asyncio.run(go()) == 2
