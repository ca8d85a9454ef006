"""Limits on tokens and money: kept to one request, and nothing paid for is lost or paid twice."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from loopback import Answer, Loopback, chat
from summarizer import Article, AsyncSummarizer, BudgetError, RunBudgetError, Settings, Summary
from summarizer.core.ask.request import Reply, Request
from summarizer.errors import ConfigurationError, SummarizerError
from summarizer.usage import NOTHING, CallUsage

from .scenario import GOOD_TEXT, SENTENCE

N_ARTICLES = 40
TOKENS = (600, 400)
COST = 0.01
PRICES = {"input_price": 10.0, "output_price": 10.0}
Outcome = Summary | SummarizerError


def article(number: int) -> Article:
    return Article(text=f"{SENTENCE}\n\nThe case is {number}.", language="en")


def settings_of(server: Loopback, **given: Any) -> Settings:
    own = {"concurrency": 8, "cache": False, "max_output_tokens": 400, **PRICES}
    return Settings(model="openai/m", profile="large", base_url=server.url, **{**own, **given})


async def run(settings: Settings, n_articles: int = N_ARTICLES) -> tuple[list[Outcome], CallUsage]:
    """Summarize all at once; gives the outcomes, and what the articles say that they cost."""
    async with AsyncSummarizer(settings) as summarizer:

        async def one(number: int) -> Outcome:
            try:
                return await summarizer.summarize(article(number))
            except SummarizerError as error:
                return error

        outcomes = await asyncio.gather(*(one(n) for n in range(n_articles)))
    spent = NOTHING
    for outcome in outcomes:
        told = outcome.usage
        spent = spent.plus(
            CallUsage(told.attempts, False, told.input_tokens, told.output_tokens, told.cost_usd)
        )
    return outcomes, spent


@pytest.mark.parametrize(
    ("limit", "n_requests"),
    [
        ({"max_cost_usd": 10.5 * COST}, 11),
        ({"max_cost_usd": 10 * COST}, 10),
        ({"max_tokens": 10_500}, 11),
        ({"max_cost_usd": 0.0001}, 1),
    ],
)
def test_a_limit_stops_a_run_within_one_request_and_what_was_paid_is_kept(
    limit: dict[str, float], n_requests: int, loopback: Loopback, tmp_path: Path
) -> None:
    loopback.reply = lambda _: chat(GOOD_TEXT, usage=TOKENS)
    settings = settings_of(loopback, cache=True, cache_dir=tmp_path, **limit)
    outcomes, spent = asyncio.run(run(settings))
    assert len(loopback.received) == n_requests
    assert spent.attempts == n_requests
    assert spent.cost_usd == pytest.approx(n_requests * COST)
    stopped = [o for o in outcomes if isinstance(o, RunBudgetError)]
    assert len(stopped) == N_ARTICLES - n_requests
    assert sum(isinstance(o, Summary) for o in outcomes) == n_requests

    again, _ = asyncio.run(run(settings_of(loopback, cache=True, cache_dir=tmp_path)))
    assert all(isinstance(o, Summary) for o in again)
    assert len(loopback.received) == N_ARTICLES  # nothing was paid twice


def test_what_the_server_does_not_count_is_limited_by_an_estimate(loopback: Loopback) -> None:
    loopback.reply = lambda _: chat(GOOD_TEXT, usage=None)
    outcomes, spent = asyncio.run(run(settings_of(loopback, max_tokens=20_000)))
    done = [o for o in outcomes if isinstance(o, Summary)]
    assert all(o.usage.is_estimated for o in done)
    assert spent.tokens is not None
    each = spent.tokens / len(done)
    assert 20_000 <= spent.tokens < 20_000 + each + 1


def test_failed_tries_that_may_be_billed_are_counted(loopback: Loopback) -> None:
    loopback.reply = lambda _: chat("no json", usage=TOKENS)
    outcomes, spent = asyncio.run(run(settings_of(loopback, max_tokens=2_500, concurrency=1), 3))
    assert len(loopback.received) == spent.attempts == 3
    assert spent.tokens == 3_000
    assert all(isinstance(o, SummarizerError) for o in outcomes)


def test_an_article_s_limit_leaves_the_rest_unread_and_says_so(loopback: Loopback) -> None:
    loopback.reply = lambda _: chat(GOOD_TEXT, usage=TOKENS)
    text = "\n\n".join(f"{SENTENCE} It is day {n}." for n in range(1, 9))
    settings = settings_of(
        loopback, window_sentences=2, concurrency=1, max_article_tokens=2_500, max_output_tokens=400
    )

    async def go() -> Summary:
        async with AsyncSummarizer(settings) as summarizer:
            return await summarizer.summarize(Article(text=text, language="en"))

    summary = asyncio.run(go())
    assert len(loopback.received) == summary.usage.attempts == 3
    lost = [c for c in summary.checks if c.name == "sentences_read" and c.verdict == "failed"]
    assert len(lost) == 5
    assert summary.claims


def test_a_deadline_tells_what_was_sent(loopback: Loopback) -> None:
    loopback.reply = lambda _: Answer(hangs=True)
    (outcome,), _ = asyncio.run(run(settings_of(loopback, deadline_s=0.3), 1))
    assert isinstance(outcome, SummarizerError)
    assert outcome.attempts == 1
    assert outcome.usage.is_estimated
    assert outcome.usage.input_tokens


class _Own:
    """A client of the user's, which tells what it likes."""

    def __init__(self, usage: CallUsage) -> None:
        self.usage = usage
        self.n_asked = 0

    async def complete(self, request: Request) -> Reply:
        del request
        self.n_asked += 1
        return Reply(GOOD_TEXT, self.usage)


async def own(client: _Own, settings: Settings, n_articles: int) -> list[Summary]:
    async with AsyncSummarizer(settings, client=client) as summarizer:
        return [await summarizer.summarize(article(n)) for n in range(n_articles)]


def test_a_client_of_the_user_s_is_charged_by_what_it_tells() -> None:
    client = _Own(CallUsage(1, False, 600, 400, 0.5))
    with pytest.raises(RunBudgetError):
        asyncio.run(own(client, Settings(profile="large", max_cost_usd=1.2), 9))
    assert client.n_asked == 3


def test_a_client_that_tells_nothing_is_estimated_and_cannot_be_held_to_dollars() -> None:
    client = _Own(CallUsage(1))
    (summary,) = asyncio.run(own(client, Settings(profile="large"), 1))
    assert summary.usage.is_estimated
    assert summary.usage.cost_usd is None
    with pytest.raises(ConfigurationError, match="does not tell what its replies cost"):
        asyncio.run(own(client, Settings(profile="large", max_cost_usd=1.0), 1))
    with pytest.raises(BudgetError):
        asyncio.run(own(client, Settings(profile="large", max_cost_usd=0.001, **PRICES), 9))
