"""Turn a news article into a validated, grounded record: `summarize(article) -> Summary`.

Everything here is loaded on first use, so that `import summarizer` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import AsyncSummarizer, Summarizer, summarize, summarize_async
    from .batch import summarize_batch, summarize_batch_async
    from .errors import (
        ArticleError,
        BudgetError,
        ConfigurationError,
        FaultError,
        LLMUnavailableError,
        ModelMissingError,
        QuotaError,
        ReplyError,
        ReplyInvalidError,
        ReplyRefusedError,
        ReplyTruncatedError,
        RunBudgetError,
        SummarizerError,
    )
    from .jobs.desk import JobStatus
    from .outcome import Failure, Metrics, Outcome
    from .provider_batch import (
        ProviderBatch,
        summarize_provider_batch,
        summarize_provider_batch_async,
    )
    from .schema import (
        Article,
        ArticleInfo,
        Check,
        Claim,
        Expert,
        Position,
        PromptInfo,
        Provenance,
        Quote,
        Source,
        Span,
        Summary,
        SynopsisSentence,
        Usage,
    )
    from .settings import Settings

__all__ = [
    "Article",
    "ArticleError",
    "ArticleInfo",
    "AsyncSummarizer",
    "BudgetError",
    "Check",
    "Claim",
    "ConfigurationError",
    "Expert",
    "Failure",
    "FaultError",
    "JobStatus",
    "LLMUnavailableError",
    "Metrics",
    "ModelMissingError",
    "Outcome",
    "Position",
    "PromptInfo",
    "Provenance",
    "ProviderBatch",
    "QuotaError",
    "Quote",
    "ReplyError",
    "ReplyInvalidError",
    "ReplyRefusedError",
    "ReplyTruncatedError",
    "RunBudgetError",
    "Settings",
    "Source",
    "Span",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "SynopsisSentence",
    "Usage",
    "summarize",
    "summarize_async",
    "summarize_batch",
    "summarize_batch_async",
    "summarize_provider_batch",
    "summarize_provider_batch_async",
]

_MODULES = {
    **dict.fromkeys(("AsyncSummarizer", "Summarizer", "summarize", "summarize_async"), "api"),
    **dict.fromkeys(("summarize_batch", "summarize_batch_async"), "batch"),
    **dict.fromkeys(
        ("ProviderBatch", "summarize_provider_batch", "summarize_provider_batch_async"),
        "provider_batch",
    ),
    **dict.fromkeys(("Failure", "Metrics", "Outcome"), "outcome"),
    "JobStatus": "jobs.desk",
    "Settings": "settings",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = _MODULES.get(name, "errors" if name.endswith("Error") else "schema")
    return getattr(import_module(f".{module}", __name__), name)


def __dir__() -> list[str]:
    return __all__
