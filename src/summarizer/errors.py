"""Every error that `summarizer` raises on purpose.

SummarizerError
├── ConfigurationError       a key, endpoint, model or setting is wrong: dooms every article
│   └── ModelMissingError    the embedded model is not on this machine yet
├── QuotaError               the account is out of credit: dooms every article
├── BudgetError              an article has cost what it may cost
│   └── RunBudgetError       all articles together have: dooms those that are left
├── ArticleError             this text cannot be summarized, whatever the model
├── LLMUnavailableError      the endpoint did not answer in time, after all tries; worth a try later
├── FaultError               an exception of this library's own that nobody foresaw
└── ReplyError               the endpoint answered, but not with something usable
    ├── ReplyRefusedError    the model or a content filter refused
    ├── ReplyTruncatedError  the reply was cut off at its token limit
    └── ReplyInvalidError    the reply still broke its schema after the re-asks

No error carries an article's text, a reply or a key: messages are made here, never copied from a
foreign exception. All of them pickle, so that they cross process borders.
"""

import traceback
from pathlib import Path
from typing import ClassVar, Self

from .usage import NOTHING, CallUsage

__all__ = [
    "ArticleError",
    "BudgetError",
    "ConfigurationError",
    "FaultError",
    "LLMUnavailableError",
    "ModelMissingError",
    "QuotaError",
    "ReplyError",
    "ReplyInvalidError",
    "ReplyRefusedError",
    "ReplyTruncatedError",
    "RunBudgetError",
    "SummarizerError",
]


class SummarizerError(Exception):
    """Root of all errors of this library; its message is meant for the user."""

    code: ClassVar[str] = "error"
    """The kind of error in one word, for logs, tables and other languages; it never changes."""

    retryable: ClassVar[bool] = False
    """Whether the same call may succeed later with nothing changed."""

    dooms_run: ClassVar[bool] = False
    """Whether every other article would fail in the same way, so that a batch should stop."""

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        request_id: str | None = None,
        usage: CallUsage = NOTHING,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        """What the user can do about it."""
        self.request_id = request_id
        """The provider's id of the failing request, for its support desk."""
        self.usage = usage
        """What was spent before giving up: requests, tokens, money. From `summarize`: on the whole
        article; from a client: on the one question."""

    @property
    def attempts(self) -> int:
        """How many HTTP requests were sent before giving up."""
        return self.usage.attempts

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __reduce__(self) -> tuple[object, ...]:
        # keyword-only arguments do not survive the default protocol; the state restores them
        return type(self), (self.message,), self.__dict__


class ConfigurationError(SummarizerError):
    """A key, endpoint, model or setting is wrong or missing."""

    code = "configuration"
    dooms_run = True


class ModelMissingError(ConfigurationError):
    """The embedded local model is not on this machine; `summarizer model fetch` gets it."""

    code = "model_missing"


class QuotaError(SummarizerError):
    """The account behind the key has no credit left."""

    code = "quota"
    dooms_run = True


class BudgetError(SummarizerError):
    """An article has reached what the settings allow it to spend."""

    code = "budget"


class RunBudgetError(BudgetError):
    """All articles together have reached what the settings allow them to spend."""

    code = "run_budget"
    dooms_run = True


class ArticleError(SummarizerError, ValueError):
    """The text is empty, too long, or is not text."""

    code = "article"


class LLMUnavailableError(SummarizerError):
    """The endpoint could not be reached or kept failing until the tries or the deadline ran out."""

    code = "unavailable"
    retryable = True


class FaultError(SummarizerError):
    """An exception that nobody foresaw, in one article of several."""

    code = "fault"

    @classmethod
    def of(cls, error: Exception) -> Self:
        """Return the fault that an exception is: where, not what, as it may hold the article."""
        ours = [
            f" at {Path(frame.filename).name}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)
            if Path(frame.filename).is_relative_to(Path(__file__).parent)
        ]
        place = ours[-1] if ours else ""
        return cls(
            f"A fault of summarizer itself: {type(error).__name__}{place}.",
            hint="please report it; summarizing this article alone shows more",
        )


class ReplyError(SummarizerError):
    """The endpoint answered, but the answer cannot be used."""

    code = "reply"


class ReplyRefusedError(ReplyError):
    """The model declined to answer, or a content filter cut the answer off."""

    code = "reply_refused"


class ReplyTruncatedError(ReplyError):
    """The reply reached its token limit before it was complete."""

    code = "reply_truncated"


class ReplyInvalidError(ReplyError):
    """The reply broke its schema, and still did after the re-asks."""

    code = "reply_invalid"
