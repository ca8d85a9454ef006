"""Every row of the table, alone and all at once: what the caller sees, and what it costs."""

import asyncio
import pickle
import traceback
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from clock import Clock
from loopback import Loopback
from summarizer import AsyncSummarizer, Settings, Summary
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.errors import SummarizerError

from .scenario import GOOD_TEXT, MAX_QUESTIONS, MAX_TRIES, SENTENCE, Scenario
from .server import FaultServer
from .table import SCENARIOS

KEY = "sk-hidden0key"
WELL = SCENARIOS[0]
Outcome = Summary | SummarizerError


@pytest.fixture
def server() -> Iterator[FaultServer]:
    started = FaultServer(SCENARIOS)
    yield started
    started.close()


def settings_of(scenario: Scenario) -> Settings:
    return Settings(profile="large", **{"timeout_s": 20, "deadline_s": 60, **scenario.settings})


def client_of(server: Loopback, settings: Settings, clock: Clock) -> OpenAIClient:
    endpoint = Endpoint("vllm", "m", server.url, api_key=SecretStr(KEY))
    return OpenAIClient(endpoint, settings, clock=clock, sleep=clock.sleep)


async def outcome_of(summarizer: AsyncSummarizer, scenario: Scenario) -> Outcome:
    try:
        return await summarizer.summarize(scenario.article)
    except SummarizerError as error:
        return error


def assert_outcome(
    outcome: Outcome, scenario: Scenario, expected: type[SummarizerError] | None
) -> None:
    """What the caller sees is what the row says."""
    if isinstance(outcome, Summary):
        assert expected is None
        items = (outcome, *outcome.claims, *outcome.quotes, *outcome.sources)
        checks = [check for item in items for check in item.checks]
        failed = {check.name for check in checks if check.verdict == "failed"}
        assert failed == set(scenario.marked)
        assert (outcome.usage.input_tokens is not None) == scenario.has_tokens
        return
    assert type(outcome) is expected
    shown = f"{outcome!r} {vars(outcome)} " + "".join(traceback.format_exception(outcome))
    for secret in (KEY, SENTENCE, "Brandt", "Udo Kern", GOOD_TEXT[:40]):
        assert secret not in shown
    assert "\n" not in str(outcome)
    assert pickle.loads(pickle.dumps(outcome)).code == outcome.code  # noqa: S301 - our own


CASES = [
    pytest.param(scenario, is_later, id=f"{scenario.name}{'-later' if is_later else ''}")
    for scenario in SCENARIOS
    for is_later in ((False, True) if scenario.later else (False,))
]


@pytest.mark.parametrize(("scenario", "is_later"), CASES)
def test_a_row_of_the_table(scenario: Scenario, is_later: bool, server: FaultServer) -> None:  # noqa: FBT001 - a case
    settings, clock = settings_of(scenario), Clock()

    async def go() -> Outcome:
        client = client_of(server, settings, clock)
        async with AsyncSummarizer(settings, client=client) as summarizer:
            if is_later:
                await summarizer.summarize(WELL.article)
            try:
                return await outcome_of(summarizer, scenario)
            finally:
                await client.aclose()

    outcome = asyncio.run(go())
    assert_outcome(outcome, scenario, scenario.later if is_later else scenario.outcome)
    assert server.requests[scenario.name] == scenario.requests
    assert scenario.requests <= MAX_TRIES * MAX_QUESTIONS
    if scenario.waits is not None:
        assert tuple(clock.slept) == scenario.waits
