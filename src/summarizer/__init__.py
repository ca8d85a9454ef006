"""Turn a news article into a validated, grounded record: `summarize(article) -> Summary`.

Everything here is loaded on first use, so that `import summarizer` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import AsyncSummarizer, Summarizer, summarize, summarize_async
    from .errors import (
        ArticleError,
        BudgetError,
        ConfigurationError,
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
    "LLMUnavailableError",
    "ModelMissingError",
    "Position",
    "PromptInfo",
    "Provenance",
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
]

_API = frozenset({"AsyncSummarizer", "Summarizer", "summarize", "summarize_async"})


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in _API:
        module = "api"
    elif name == "Settings":
        module = "settings"
    else:
        module = "errors" if name.endswith("Error") else "schema"
    return getattr(import_module(f".{module}", __name__), name)


def __dir__() -> list[str]:
    return __all__
