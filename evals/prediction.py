"""What a system found in an article, in one form for all systems: offsets and names, no text."""

from pydantic import BaseModel, ConfigDict

from summarizer.schema import (
    Certainty,
    QuoteKind,
    SourceKind,
    SourceRole,
    Stance,
    Status,
)

__all__ = [
    "Cost",
    "PredictedClaim",
    "PredictedPoint",
    "PredictedQuote",
    "PredictedSource",
    "PredictedStand",
    "Prediction",
    "Ranges",
]

Ranges = tuple[tuple[int, int], ...]
"""Half-open, in code points of the article's text."""


class _Predicted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class PredictedQuote(_Predicted):
    """Words that a system gives as a quotation."""

    ranges: Ranges
    kind: QuoteKind = "direct"
    speaker: str | None = None
    via: tuple[str, ...] = ()


class PredictedStand(_Predicted):
    """Words that a system gives as somebody's: an attribution."""

    ranges: Ranges
    source: str | None = None
    via: tuple[str, ...] = ()
    stance: Stance = "asserts"
    certainty: Certainty = "certain"
    claim: int | None = None
    """Place of the claim it belongs to."""


class PredictedClaim(_Predicted):
    """A statement: its evidence and status."""

    ranges: Ranges
    status: Status | None = None


class PredictedSource(_Predicted):
    """A source under all its names."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: SourceKind | None = None
    naming: str | None = None
    role: SourceRole | None = None


class PredictedPoint(_Predicted):
    """A sentence of the synopsis: whether all its figures and names stand in its claims."""

    claims: tuple[int, ...]
    is_supported: bool


class Cost(_Predicted):
    """What one article cost, as the server counted it."""

    requests: int = 0
    input_tokens: int = 0
    prefix_cached_tokens: int = 0
    """Of the input tokens those that the server still had from earlier prompts."""
    output_tokens: int = 0
    seconds: float = 0.0


class Prediction(_Predicted):
    """All that a system found in one article."""

    id: str
    quotes: tuple[PredictedQuote, ...] = ()
    stands: tuple[PredictedStand, ...] = ()
    claims: tuple[PredictedClaim, ...] = ()
    sources: tuple[PredictedSource, ...] = ()
    synopsis: tuple[PredictedPoint, ...] = ()
    n_texts: int = 0
    """Texts that the system gave as words of the article."""
    n_lost: int = 0
    """Of these, the ones that do not stand there."""
    cost: Cost = Cost()
    error: str | None = None
    """Kind of the error if the system gave up."""
