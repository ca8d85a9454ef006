"""The row of a batch: what became of one article, and what it cost."""

from typing import Literal

from .article import Article, Noun
from .errors import SummarizerError
from .schema import Summary, Usage
from .usage import CallUsage

__all__ = ["Failure", "Metrics", "Outcome", "failed", "succeeded"]


class Failure(Noun):
    """Why there is no summary; all empty if there is one, so that its columns have fixed types."""

    type: str = ""
    """The error's `code`, such as `unavailable` or `reply_refused`."""
    message: str = ""
    """What went wrong, in one line without the article's text."""
    hint: str = ""
    """What the user can do about it."""
    retryable: bool = False
    """Whether the same article may succeed later with nothing changed."""


class Metrics(Noun):
    """What one article cost, with or without a summary. Unknown figures are null, never 0."""

    requests: int = 0
    """Questions put to the model or the cache; of a failed article not counted."""
    attempts: int = 0
    """HTTP requests sent."""
    input_tokens: int | None = None
    """Tokens sent."""
    output_tokens: int | None = None
    """Tokens received."""
    cost_usd: float | None = None
    """Price in US dollars; null: no price is known for the model."""
    seconds: float = 0.0
    """From the article's start to its end, with all waits."""
    cached: bool = False
    """Whether nothing was sent, since the cache had every answer."""


class Outcome(Noun):
    """What became of one article of many."""

    id: str
    """The article's id; empty if the article is no text."""
    sha256: str
    """Hex SHA-256 of the article's UTF-8 text; empty if it is no text."""
    settings: str
    """Hex SHA-256 of the settings that shape a result, as in `Summary.provenance`. With id and text
    it tells whether an article is done."""
    status: Literal["ok", "error"]
    """Whether there is a summary."""
    summary: Summary | None = None
    """The record; null if there is an error."""
    error: Failure = Failure()
    """Why there is none; all empty if there is one."""
    metrics: Metrics = Metrics()
    """What it cost."""


def succeeded(summary: Summary, seconds: float) -> Outcome:
    """Return the outcome of an article that there is a summary of."""
    usage = summary.usage
    is_cached = usage.attempts == 0 and usage.requests > 0
    counted = {"requests": usage.requests, "cached": is_cached}
    return Outcome(
        id=summary.article.id,
        sha256=summary.article.sha256,
        settings=summary.provenance.settings,
        status="ok",
        summary=summary,
        metrics=_metrics(usage, seconds).model_copy(update=counted),
    )


def failed(
    article: Article | None, error: SummarizerError, *, settings: str, seconds: float = 0.0
) -> Outcome:
    """Return the outcome of an article that there is no summary of; None: of what is no text."""
    failure = Failure(
        type=error.code,
        message=error.message,
        hint=error.hint or "",
        retryable=error.retryable,
    )
    return Outcome(
        id=article.id if article else "",
        sha256=article.sha256 if article else "",
        settings=settings,
        status="error",
        error=failure,
        metrics=_metrics(error.usage, seconds),
    )


def _metrics(usage: Usage | CallUsage, seconds: float) -> Metrics:
    """What is told alike of an article with a summary and of one without."""
    return Metrics(
        attempts=usage.attempts,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=usage.cost_usd,
        seconds=seconds,
    )
