"""What questions cost: kept with every reply and every error, and added up."""

from dataclasses import dataclass
from typing import TypeVar

__all__ = ["NOTHING", "CallUsage"]

_N = TypeVar("_N", int, float)


@dataclass(frozen=True, slots=True)
class CallUsage:
    """What one question cost, or several; None is unknown."""

    attempts: int = 1
    """HTTP requests sent for it; 0 if it came from the cache."""
    cached: bool = False
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float | None = None
    """Price in US dollars."""
    is_estimated: bool = False
    """Whether tokens and price are partly our own estimate, as the server did not tell them."""
    reasks: int = 0
    """Of the attempts, those after a reply that could not be used."""

    @property
    def tokens(self) -> int | None:
        """Tokens in and out."""
        return _sum(self.input_tokens, self.output_tokens)

    def plus(self, other: "CallUsage") -> "CallUsage":
        """Return what both cost; what is unknown of one is unknown of both."""
        return CallUsage(
            attempts=self.attempts + other.attempts,
            cached=self.cached and other.cached,
            input_tokens=_sum(self.input_tokens, other.input_tokens),
            output_tokens=_sum(self.output_tokens, other.output_tokens),
            cost_usd=_sum(self.cost_usd, other.cost_usd),
            is_estimated=self.is_estimated or other.is_estimated,
            reasks=self.reasks + other.reasks,
        )


NOTHING = CallUsage(attempts=0, input_tokens=0, output_tokens=0, cost_usd=0.0)
"""What nothing cost."""


def _sum(one: _N | None, other: _N | None) -> _N | None:
    return None if one is None or other is None else one + other
