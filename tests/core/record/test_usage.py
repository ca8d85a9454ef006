"""Usage: added up over the rounds; what is unknown stays unknown."""

from dataclasses import replace

from summarizer.core.ask.request import CallUsage, Reply, Result
from summarizer.core.record.usage import counted
from summarizer.errors import LLMUnavailableError
from summarizer.schema import Usage
from summarizer.usage import NOTHING

ZERO = Usage(input_tokens=0, output_tokens=0, cost_usd=0.0)


def test_rounds_requests_attempts_and_tokens_are_added_up() -> None:
    first: list[Result] = [
        Reply("{}", CallUsage(attempts=2, input_tokens=100, output_tokens=20)),
        Reply("{}", CallUsage(attempts=0, cached=True, input_tokens=0, output_tokens=0)),
        LLMUnavailableError("The endpoint is down.", usage=replace(NOTHING, attempts=4)),
    ]
    second: list[Result] = [Reply("{}", CallUsage(attempts=1, input_tokens=10, output_tokens=2))]
    usage = counted(counted(ZERO, first), second)
    assert usage == Usage(
        rounds=2, requests=4, cached=1, attempts=7, input_tokens=110, output_tokens=22
    )


def test_one_unknown_figure_makes_its_sum_unknown_for_good() -> None:
    usage = counted(ZERO, [Reply("{}", CallUsage(input_tokens=7))])
    assert (usage.input_tokens, usage.output_tokens) == (7, None)
    usage = counted(usage, [Reply("{}", CallUsage(input_tokens=7, output_tokens=3))])
    assert (usage.input_tokens, usage.output_tokens) == (14, None)


def test_a_price_that_nobody_knows_is_not_zero() -> None:
    assert counted(ZERO, []).cost_usd == 0.0
    priced = Reply("{}", CallUsage(input_tokens=7, output_tokens=3, cost_usd=0.5))
    unpriced = Reply("{}", CallUsage(input_tokens=7, output_tokens=3))
    assert counted(ZERO, [priced]).cost_usd == 0.5
    assert counted(ZERO, [priced, unpriced]).cost_usd is None
