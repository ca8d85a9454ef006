"""Many articles at half the price: their questions as jobs of the provider's own batch.

The second driver of the flow. A round of all articles is a job, or several; its answers come
within a day. `summarize_provider_batch` does all of it in one call; with `ProviderBatch` a program
submits today and collects tomorrow.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator, Iterable, Iterator
from contextlib import aclosing
from pathlib import Path

from .errors import ConfigurationError, LLMUnavailableError
from .jobs.passes import MAX_QUESTIONS, ProviderBatch
from .loop import iterate
from .outcome import Outcome
from .schema import Article
from .settings import Settings

__all__ = [
    "ProviderBatch",
    "summarize_provider_batch",
    "summarize_provider_batch_async",
]

_MAX_OUTAGES = 10


def summarize_provider_batch(
    articles: Iterable[Article | str],
    *,
    state: Path | str,
    settings: Settings | None = None,
    poll_s: float = 60.0,
    max_questions: int = MAX_QUESTIONS,
) -> Generator[Outcome]:
    """Summarize many articles by jobs of the provider's batch: half the price, within a day.

    Submits, waits, collects and submits what is asked next, until every article has its outcome;
    yields each as soon as it is known. Interrupted at any moment, the same call with the same state
    file goes on: what was submitted is collected, never submitted again.

    Args:
        articles: texts, or articles with what else is known of them; read again in each round, so
            a list, or an iterable that can begin anew.
        state: the file that remembers the jobs; made if it is not there.
        settings: the tunables; by default those of the environment.
        poll_s: seconds between two looks at the jobs.
        max_questions: of one job; fewer if the account may queue only so many tokens.

    Raises:
        ConfigurationError: no hosted model, a wrong key or setting, a server without batches, or
            a state file that cannot be used.
        QuotaError: the account has no credit left.
        RunBudgetError: a limit of the settings is reached. What is done by then is yielded first.
        LLMUnavailableError: the provider could not be reached several times in a row.
    """
    return iterate(
        summarize_provider_batch_async(
            articles, state=state, settings=settings, poll_s=poll_s, max_questions=max_questions
        )
    )


async def summarize_provider_batch_async(
    articles: Iterable[Article | str],
    *,
    state: Path | str,
    settings: Settings | None = None,
    poll_s: float = 60.0,
    max_questions: int = MAX_QUESTIONS,
) -> AsyncGenerator[Outcome]:
    """Do what `summarize_provider_batch` does, for a running event loop."""
    if isinstance(articles, str | Iterator):
        raise TypeError("articles are read several times: give a list, not an iterator or a text")
    async with ProviderBatch(state, settings=settings, max_questions=max_questions) as batch:
        batch.forgive()
        has_passed, n_outages = False, 0
        while not has_passed or batch.n_waiting:
            if has_passed or n_outages:
                await asyncio.sleep(poll_s)
            n_ended = await batch.collect()
            if n_ended or not has_passed:
                async with aclosing(batch.outcomes(articles)) as outcomes:
                    async for outcome in outcomes:
                        yield outcome
                has_passed = True
            try:
                await batch.submit()
                n_outages = 0
            except LLMUnavailableError:  # jobs take hours: an outage of minutes ends nothing
                n_outages += 1
                if n_outages == _MAX_OUTAGES or not batch.is_under_way:
                    raise
            if batch.n_waiting and not batch.is_under_way:
                raise ConfigurationError(
                    f"{state}: articles wait, but no job is under way.",
                    hint="the file is damaged: begin with another one",
                )
