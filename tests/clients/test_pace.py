"""The pace: so many requests and tokens in a minute, evenly, in the order of asking."""

import asyncio
from itertools import pairwise

from clock import in_no_time
from summarizer.clients.account import Bill
from summarizer.clients.pace import Pace
from summarizer.usage import CallUsage


def bill(n_in: int = 0) -> Bill:
    return Bill(lambda *_: 0.0, lambda: n_in, 0)


def starts(pace: Pace, bills: list[Bill]) -> list[float]:
    """When each of some requests may start that all ask at once."""

    async def go() -> list[float]:
        async def one(asked: Bill) -> float:
            await pace.wait(asked)
            return asyncio.get_running_loop().time()

        return await asyncio.gather(*map(one, bills))

    return [round(time, 3) for time in in_no_time(go())]


def test_without_limits_nobody_waits() -> None:
    assert starts(Pace(None, None), [bill(10**9) for _ in range(100)]) == [0.0] * 100


def test_requests_start_evenly() -> None:
    times = starts(Pace(30, None), [bill() for _ in range(10)])
    assert times[0] == 0
    assert all(abs((b - a) - 2) < 0.01 for a, b in pairwise(times))


def test_no_minute_has_more_requests_than_a_second_s_burst_over_its_limit() -> None:
    times = starts(Pace(600, None), [bill() for _ in range(1_500)])
    most = max(sum(t <= other < t + 60 for other in times) for t in times[::50])
    assert 600 <= most <= 610


def test_tokens_are_waited_for_and_a_large_request_does_not_starve() -> None:
    # 100 tokens a second
    times = starts(Pace(None, 6_000), [bill(100), bill(1_000), bill(50), bill(50)])
    assert times == sorted(times)
    assert [round(t) for t in times] == [0, 10, 10, 11]


def test_what_a_request_took_besides_delays_the_next_and_what_it_did_not_speeds_it() -> None:
    pace = Pace(None, 6_000)

    async def go() -> list[float]:
        loop = asyncio.get_running_loop()
        times: list[float] = []
        for n_in, n_taken in ((100, 1_100), (100, 0), (100, 100)):
            asked = bill(n_in)
            await pace.wait(asked)
            times.append(loop.time())
            asked.settle(CallUsage(1, input_tokens=n_taken, output_tokens=0), int)
            pace.correct(asked)
        return times

    assert [round(t) for t in in_no_time(go())] == [0, 11, 11]


def test_who_is_cancelled_while_waiting_owes_nothing() -> None:
    pace = Pace(None, 6_000)

    async def go() -> float:
        loop = asyncio.get_running_loop()
        await pace.wait(bill(100))
        hasty = asyncio.create_task(pace.wait(bill(100_000)))
        await asyncio.sleep(1)
        hasty.cancel()
        await asyncio.gather(hasty, return_exceptions=True)
        began = loop.time()
        await pace.wait(bill(100))
        return loop.time() - began

    assert in_no_time(go()) < 2
