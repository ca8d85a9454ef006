import asyncio

import pytest

from clock import Clock
from summarizer.clients.limit import Limit


async def unpaced() -> None:
    """Let everybody through at once."""


def test_nobody_starts_until_the_longest_pause_is_over(clock: Clock) -> None:
    async def go() -> list[float]:
        limit = Limit(3, clock=clock, sleep=clock.sleep, draw=lambda: 0.0)
        started: list[float] = []

        async def work() -> None:
            async with limit.place(unpaced):
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

        limit = Limit(1, clock=clock, sleep=sleep, draw=lambda: 0.0)
        limit.pause(5)
        async with limit.place(unpaced):
            return clock()

    assert asyncio.run(go()) == 15


def test_a_place_is_given_back_after_an_error(clock: Clock) -> None:
    async def go() -> None:
        limit = Limit(1, clock=clock, sleep=clock.sleep)
        for _ in range(3):
            with pytest.raises(KeyError):
                async with limit.place(unpaced):
                    raise KeyError

    asyncio.run(go())
    assert clock.slept == []


def test_no_more_hold_a_place_than_there_are(clock: Clock) -> None:
    limit = Limit(2, clock=clock, sleep=clock.sleep)
    assert asyncio.run(most_at_once(limit, 7)) == 2


def test_those_who_waited_for_the_same_moment_start_one_after_another(clock: Clock) -> None:
    draws = iter([0.0, 0.5, 0.9])

    async def go() -> list[float]:
        limit = Limit(3, clock=clock, sleep=clock.sleep, draw=lambda: next(draws))
        started: list[float] = []

        async def work() -> None:
            async with limit.place(unpaced):
                started.append(clock())

        limit.pause(100)
        for _ in range(3):
            await work()
        return started

    assert asyncio.run(go()) == [100, 100.5, 100.9]


def test_the_spread_is_small_beside_a_short_pause(clock: Clock) -> None:
    async def go() -> float:
        limit = Limit(1, clock=clock, sleep=clock.sleep, draw=lambda: 0.999)
        limit.pause(0.1)
        async with limit.place(unpaced):
            return clock()

    assert 0.1 < asyncio.run(go()) < 0.125


async def most_at_once(limit: Limit, n_tasks: int = 40) -> int:
    """How many of many hold a place at the same time."""
    now, most = 0, 0

    async def work() -> None:
        nonlocal now, most
        async with limit.place(unpaced):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0)
            now -= 1

    await asyncio.gather(*(work() for _ in range(n_tasks)))
    return most


def test_a_burst_of_complaints_halves_the_places_once() -> None:
    async def go() -> list[int]:
        limit = Limit(8)
        widths = [await most_at_once(limit)]
        for _ in range(5):
            async with limit.place(unpaced) as era:
                for _ in range(8):  # all that were on the wire together
                    limit.shrink(era)
            widths.append(await most_at_once(limit))
        return widths

    assert asyncio.run(go()) == [8, 4, 2, 1, 1, 1]


def test_places_in_use_are_taken_away_when_they_are_given_back() -> None:
    async def go() -> list[int]:
        limit = Limit(4)
        async with (
            limit.place(unpaced) as era,
            limit.place(unpaced),
            limit.place(unpaced),
            limit.place(unpaced),
        ):
            limit.shrink(era)
            assert limit.width == 2
        return [limit.width, await most_at_once(limit)]

    assert asyncio.run(go()) == [2, 2]


def test_as_many_answers_as_there_are_places_earn_one_more_and_never_too_many() -> None:
    async def go() -> list[int]:
        limit = Limit(4)
        async with limit.place(unpaced) as era:
            limit.shrink(era)
        widths: list[int] = []
        for _ in range(8):
            limit.grow()
            widths.append(limit.width)
        assert await most_at_once(limit) == 4
        return widths

    assert asyncio.run(go()) == [2, 3, 3, 3, 4, 4, 4, 4]


def test_a_complaint_forgets_the_answers_before_it() -> None:
    async def go() -> int:
        limit = Limit(8)
        async with limit.place(unpaced) as era:
            limit.shrink(era)
        for _ in range(3):
            limit.grow()
        async with limit.place(unpaced) as era:
            limit.shrink(era)
        limit.grow()
        return limit.width

    assert asyncio.run(go()) == 2


@pytest.mark.parametrize("has_turn", [False, True])
def test_who_is_cancelled_takes_no_place_along(has_turn: bool) -> None:  # noqa: FBT001 - a case
    async def go() -> int:
        limit = Limit(1)

        async def work() -> None:
            async with limit.place(unpaced):
                raise AssertionError

        async with limit.place(unpaced):
            waiting = asyncio.create_task(work())
            await asyncio.sleep(0)
            if not has_turn:
                waiting.cancel()
        waiting.cancel()  # its turn has come, and it does not know yet
        await asyncio.gather(waiting, return_exceptions=True)
        assert waiting.cancelled()
        return await most_at_once(limit)

    assert asyncio.run(go()) == 1


def test_who_is_cancelled_in_a_pause_gives_the_place_back(clock: Clock) -> None:
    async def for_ever(_: float) -> None:
        await asyncio.Event().wait()

    async def go() -> int:
        limit = Limit(1, clock=clock, sleep=for_ever)
        limit.pause(60)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), limit.place(unpaced):
                raise AssertionError
        clock.now = 120
        return await most_at_once(limit)

    assert asyncio.run(go()) == 1
