"""Every row of the table, alone and all at once: what the caller sees, and what it costs."""

import asyncio
import pickle
import traceback
from contextlib import AsyncExitStack

import pytest

from clock import Clock
from summarizer import Article, AsyncSummarizer, Summary
from summarizer.errors import LLMUnavailableError, SummarizerError

from .scenario import GOOD_TEXT, MAX_QUESTIONS, MAX_TRIES, SENTENCE, Scenario
from .server import KEY, FaultServer, asking, settings_of
from .table import SCENARIOS, WELL

Outcome = Summary | SummarizerError


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
        checks = [*outcome.checks, *(c for claim in outcome.claims for c in claim.checks)]
        failed = {check.name for check in checks if check.verdict == "failed"}
        assert failed == set(scenario.marked)
        assert outcome.usage.is_estimated == scenario.is_estimated
        assert outcome.usage.input_tokens
        return
    assert type(outcome) is expected
    if "deadline" not in outcome.message:
        assert outcome.__cause__ is outcome.__context__ is None
    assert outcome.request_id is None
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
        async with asking(server, settings, clock) as summarizer:
            if is_later:
                await summarizer.summarize(WELL.article)
            return await outcome_of(summarizer, scenario)

    outcome = asyncio.run(go())
    assert_outcome(outcome, scenario, scenario.later if is_later else scenario.outcome)
    assert server.requests[scenario.name] == scenario.requests
    assert scenario.requests <= MAX_TRIES * MAX_QUESTIONS
    if isinstance(outcome, SummarizerError) and "deadline" not in outcome.message:
        assert outcome.attempts == scenario.requests
    if scenario.waits is not None:
        assert tuple(clock.slept) == scenario.waits


def test_all_rows_at_once_have_one_outcome_each(server: FaultServer) -> None:
    """One article each, over one client for all that have the same settings."""
    clock = Clock()

    async def go() -> list[Outcome]:
        async with asyncio.timeout(60), AsyncExitStack() as stack:
            asked: dict[str, AsyncSummarizer] = {}
            for scenario in SCENARIOS:
                key = str(scenario.settings)
                if key not in asked:
                    summarizer = asking(server, settings_of(scenario), clock)
                    asked[key] = await stack.enter_async_context(summarizer)
                    await asked[key].summarize(WELL.article)
            return await asyncio.gather(*(outcome_of(asked[str(s.settings)], s) for s in SCENARIOS))

    outcomes = asyncio.run(go())
    assert len(outcomes) == len(SCENARIOS)
    for scenario, outcome in zip(SCENARIOS, outcomes, strict=True):
        assert_outcome(outcome, scenario, scenario.later or scenario.outcome)
        # fewer, where another article has taught the client; else, where time is real and short
        least = 0 if "deadline_s" in scenario.settings else 1
        most = MAX_TRIES if scenario.settings else scenario.requests
        if scenario is not WELL:
            assert least <= server.requests[scenario.name] <= most, scenario.name


def test_a_row_has_a_name_of_its_own_and_no_answer_too_many() -> None:
    names = [scenario.name for scenario in SCENARIOS]
    assert len(set(names)) == len(names)
    assert [s.name for s in SCENARIOS if len(s.answers) > s.requests] == []


def test_the_worst_case_is_tries_times_questions(server: FaultServer) -> None:
    """Three windows, and no answer to any of them."""
    article = Article(text="\n\n".join([f"{SENTENCE} The case is 503-always."] * 3), language="en")
    settings = settings_of(WELL).model_copy(update={"window_sentences": 2, "max_tries": 3})
    clock = Clock()

    async def go() -> None:
        async with asking(server, settings, clock) as summarizer:
            await summarizer.summarize(article)

    with pytest.raises(LLMUnavailableError):
        asyncio.run(go())
    assert server.requests["503-always"] == 3 * 3
