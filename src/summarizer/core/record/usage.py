"""What the rounds cost, added up."""

from collections.abc import Sequence

from ...schema import Usage
from ...usage import CallUsage
from ..ask.request import Reply, Result

__all__ = ["counted"]


def counted(usage: Usage, results: Sequence[Result]) -> Usage:
    """Return the usage with one round's results added; unknown figures make the sum unknown."""
    so_far = CallUsage(
        attempts=usage.attempts,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=usage.cost_usd,
        is_estimated=usage.is_estimated,
        reasks=usage.reasks,
    )
    for result in results:
        so_far = so_far.plus(result.usage)
    return Usage(
        rounds=usage.rounds + 1,
        requests=usage.requests + len(results),
        cached=usage.cached + sum(isinstance(o, Reply) and o.usage.cached for o in results),
        attempts=so_far.attempts,
        reasks=so_far.reasks,
        repairs=usage.repairs,
        input_tokens=so_far.input_tokens,
        output_tokens=so_far.output_tokens,
        cost_usd=so_far.cost_usd,
        is_estimated=so_far.is_estimated,
    )
