"""Many articles: one outcome for each, as they come or in order; what dooms all ends the run."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import pytest
from pydantic import BaseModel

from answering import Script
from summarizer import (
    Article,
    Outcome,
    QuotaError,
    ReplyRefusedError,
    RunBudgetError,
    Settings,
    summarize_batch,
    summarize_batch_async,
)
from summarizer.core.ask.request import Reply, Request
from summarizer.errors import SummarizerError
from summarizer.testing import ScriptedClient
from summarizer.usage import CallUsage

LARGE = Settings(profile="large", concurrency=4)
WIDTH = 6
"""Articles at once: four places, a quarter more, and one."""


def article(number: int) -> Article:
    return Article(text=f"The case is number {number}.", id=str(number), language="en")


def number_of(request: Request) -> int:
    text = request.messages[-1].content
    return int(text.split("The case is number ")[1].split(".")[0])


def nothing(request: Request) -> BaseModel:
    return Script()(request)


class Slow:
    """Answers each article after as long as it is told, or with an error."""

    def __init__(self, *, errors: dict[int, Exception] | None = None, step_s: float = 0.0) -> None:
        self.errors = errors or {}
        self.step_s = step_s
        self.begun: list[int] = []
        self.n_now = self.most = 0

    async def complete(self, request: Request) -> Reply:
        number = number_of(request)
        self.begun.append(number)
        self.n_now += 1
        self.most = max(self.most, self.n_now)
        try:
            await asyncio.sleep(self.step_s * (7 - number % 7))
        finally:
            self.n_now -= 1
        if number in self.errors:
            raise self.errors[number]
        return Reply(nothing(request).model_dump_json(), CallUsage(1, False, 10, 5, 0.01))


def handed_out(articles: Iterator[Article], settings: Settings, client: Slow) -> list[Outcome]:
    """What a batch hands out before it raises."""
    outcomes: list[Outcome] = []
    with suppress(SummarizerError):
        for outcome in summarize_batch(articles, settings=settings, client=client):
            outcomes.append(outcome)  # noqa: PERF402 - an error must not lose what came before
    return outcomes


def test_each_article_has_one_outcome() -> None:
    client = Slow(step_s=0.001)
    outcomes = list(summarize_batch(map(article, range(50)), settings=LARGE, client=client))
    assert sorted(int(o.id) for o in outcomes) == list(range(50))
    assert {o.status for o in outcomes} == {"ok"}
    assert 1 < client.most <= WIDTH
    first = outcomes[0]
    assert first.summary is not None
    assert first.summary.article.id == first.id
    assert (first.metrics.requests, first.metrics.attempts, first.metrics.cost_usd) == (1, 1, 0.01)
    assert first.metrics.seconds > 0


def test_outcomes_come_as_they_are_done_or_in_order() -> None:
    client = Slow(step_s=0.01)
    articles = [article(n) for n in range(12)]
    mixed = [o.id for o in summarize_batch(articles, settings=LARGE, client=client)]
    assert mixed != sorted(mixed, key=int)
    settled = summarize_batch(articles, settings=LARGE, client=client, ordered=True)
    assert [o.id for o in settled] == [a.id for a in articles]


def test_an_error_of_one_article_is_its_outcome() -> None:
    refused = ReplyRefusedError("The model declined to answer.", usage=CallUsage(2, False, 10, 5))
    client = Slow(errors={1: refused, 2: KeyError("SECRET")})
    texts: list[Article | str] = [article(0), article(1), article(2), "", "\ud83d"]
    outcomes = list(summarize_batch(texts, settings=LARGE, client=client, ordered=True))
    assert [o.error.type for o in outcomes] == ["", "reply_refused", "fault", "article", "article"]
    assert outcomes[1].metrics.attempts == 2
    assert outcomes[1].error.message == "The model declined to answer."
    assert "SECRET" not in outcomes[2].model_dump_json()
    assert all(o.summary is None for o in outcomes[1:])


def test_what_dooms_all_is_raised_after_what_is_done_is_handed_out() -> None:
    client = Slow(errors={9: QuotaError("No credit.", hint="pay")}, step_s=0.001)
    with pytest.raises(QuotaError):
        list(summarize_batch(map(article, range(1_000)), settings=LARGE, client=client))
    assert len(client.begun) < 9 + 3 * WIDTH  # nobody began after it
    assert len(handed_out(map(article, range(1_000)), LARGE, client)) >= 9 - WIDTH


def test_a_doom_does_not_wait_for_more_input() -> None:
    async def endless() -> AsyncIterator[Article]:
        yield article(0)
        await asyncio.Event().wait()

    async def go() -> None:
        client = Slow(errors={0: QuotaError("No credit.", hint="pay")})
        async for _ in summarize_batch_async(endless(), settings=LARGE, client=client):
            raise AssertionError

    with pytest.raises(QuotaError):
        asyncio.run(asyncio.wait_for(go(), 20))


def test_a_limit_of_the_run_ends_it() -> None:
    limited = LARGE.model_copy(update={"max_tokens": 100})
    client = Slow()
    with pytest.raises(RunBudgetError):
        list(summarize_batch(map(article, range(99)), settings=limited, client=client))
    assert len(handed_out(map(article, range(99)), limited, client)) == 7  # of 15 tokens each


def test_an_endless_input_is_read_as_outcomes_are_taken() -> None:
    read: list[int] = []

    def endless() -> Iterator[Article]:
        number = 0
        while True:
            read.append(number)
            yield article(number)
            number += 1

    outcomes = summarize_batch(endless(), settings=LARGE, client=Slow())
    for _ in range(20):
        next(outcomes)
    time.sleep(0.1)
    assert len(read) <= 20 + 2 * WIDTH + 1
    outcomes.close()


def test_an_input_that_waits_does_not_hold_back_what_is_done() -> None:
    more = threading.Event()

    def hesitant() -> Iterator[Article]:
        yield article(0)
        more.wait(20)
        yield article(1)

    outcomes = summarize_batch(hesitant(), settings=LARGE, client=Slow())
    assert next(outcomes).id == "0"
    more.set()
    assert [o.id for o in outcomes] == ["1"]


def test_an_input_that_fails_is_told_after_what_it_gave_is_done() -> None:
    def broken() -> Iterator[Article]:
        yield article(0)
        raise OSError("gone")

    outcomes = summarize_batch(broken(), settings=LARGE, client=Slow(step_s=0.01))
    assert next(outcomes).id == "0"
    with pytest.raises(OSError, match="gone"):
        next(outcomes)


def test_closing_gives_up_what_is_under_way() -> None:
    client = Slow(step_s=0.05)
    outcomes = summarize_batch(map(article, range(100)), settings=LARGE, client=client)
    next(outcomes)
    outcomes.close()
    n_begun = len(client.begun)
    time.sleep(0.05)
    assert client.n_now == 0
    assert len(client.begun) == n_begun <= 3 * WIDTH


def test_asynchronous_input_and_its_cancellation() -> None:
    async def numbers() -> AsyncIterator[Article]:
        for number in range(30):
            await asyncio.sleep(0)
            yield article(number)

    client = Slow(step_s=0.001)

    async def go() -> list[str]:
        batch = summarize_batch_async(numbers(), settings=LARGE, client=client, concurrency=2)
        return [outcome.id async for outcome in batch]

    async def cancelled() -> None:
        waiting = asyncio.create_task(go())
        await asyncio.sleep(0.005)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    assert sorted(map(int, asyncio.run(go()))) == list(range(30))
    assert client.most <= 3
    asyncio.run(cancelled())
    assert client.n_now == 0


def test_one_text_is_no_batch() -> None:
    with pytest.raises(TypeError, match="put the one text into a list"):
        list(summarize_batch("The harbour is closed.", settings=LARGE, client=Slow()))


def test_errors_of_a_scripted_client_keep_their_kind() -> None:
    def answer(request: Request) -> BaseModel | SummarizerError:
        return ReplyRefusedError("no") if number_of(request) % 2 else nothing(request)

    outcomes = summarize_batch(
        map(article, range(6)), settings=LARGE, client=ScriptedClient(answer), ordered=True
    )
    assert [o.status for o in outcomes] == ["ok", "error"] * 3
