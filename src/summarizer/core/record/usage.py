"""What the rounds cost, added up."""

from collections.abc import Iterable, Sequence

from ...schema import Usage
from ..ask.request import Outcome, Reply

__all__ = ["counted"]


def counted(usage: Usage, outcomes: Sequence[Outcome]) -> Usage:
    """Return the usage with one round's outcomes added; unknown figures make the sum unknown."""
    replies = [o for o in outcomes if isinstance(o, Reply)]
    failures = [o for o in outcomes if not isinstance(o, Reply)]
    return usage.model_copy(
        update={
            "rounds": usage.rounds + 1,
            "requests": usage.requests + len(outcomes),
            "cached": usage.cached + sum(r.usage.cached for r in replies),
            "attempts": usage.attempts
            + sum(r.usage.attempts for r in replies)
            + sum(f.attempts for f in failures),
            "input_tokens": _sum([usage.input_tokens, *(r.usage.input_tokens for r in replies)]),
            "output_tokens": _sum([usage.output_tokens, *(r.usage.output_tokens for r in replies)]),
        }
    )


def _sum(figures: Iterable[int | None]) -> int | None:
    known = list(figures)
    return None if None in known else sum(f for f in known if f is not None)
