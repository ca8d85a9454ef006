"""How the public API is used: checked by mypy and pyright in strict mode, never run."""

from pathlib import Path
from typing import assert_type

from summarizer import (
    Article,
    AsyncSummarizer,
    Check,
    Claim,
    Expert,
    LLMUnavailableError,
    Position,
    Quote,
    Settings,
    Source,
    Span,
    Summarizer,
    SummarizerError,
    Summary,
    summarize,
    summarize_async,
)
from summarizer.testing import ScriptedClient
from summarizer.usage import CallUsage


def text_and_article() -> None:
    assert_type(summarize("A barge sank."), Summary)
    article = Article(text="A barge sank.", title="Barge", language="en")
    settings = Settings(model="openai/x", profile="small", cache=False, cache_dir=Path("cache"))
    assert_type(summarize(article, settings=settings), Summary)


async def awaited() -> None:
    assert_type(await summarize_async("A barge sank.", settings=Settings()), Summary)
    async with AsyncSummarizer() as summarizer:
        assert_type(await summarizer.summarize("A barge sank."), Summary)


def many(texts: list[str]) -> list[Summary]:
    def progress(answered: int, known: int) -> None:
        print(f"{answered} of {known}")  # noqa: T201 - what a caller may do

    with Summarizer(Settings(concurrency=4)) as summarizer:
        assert_type(summarizer.settings, Settings)
        return [summarizer.summarize(text, progress=progress) for text in texts]


def scripted() -> Summary:
    client = ScriptedClient(lambda _: LLMUnavailableError("down", hint="wait", usage=CallUsage(3)))
    return summarize("A barge sank.", client=client)


def failures(text: str) -> str | None:
    try:
        summarize(text)
    except SummarizerError as error:
        assert_type(error.retryable, bool)
        assert_type(error.hint, str | None)
        return error.message
    return None


def reading_the_record(summary: Summary) -> None:
    assert_type(summary.claims, tuple[Claim, ...])
    assert_type(summary.sources, tuple[Source, ...])
    assert_type(summary.quotes, tuple[Quote, ...])
    assert_type(summary.checks, tuple[Check, ...])
    assert_type(summary.experts, tuple[Expert, ...])
    assert_type(summary.article.text, str | None)
    assert_type(summary.usage.input_tokens, int | None)
    for claim in summary.claims:
        assert_type(claim.evidence, tuple[Span, ...])
        assert_type(claim.positions, tuple[Position, ...])
        assert_type(claim.because, tuple[str, ...])
        if claim.status == "disputed":
            assert_type([p.cue for p in claim.positions], list[Span | None])
    assert_type(Summary.model_validate_json(summary.model_dump_json()), Summary)
