"""Many articles at half the price: their questions as jobs of the provider's own batch.

The second driver of the flow. A round of all articles is a job, or several; its answers come
within a day. `summarize_provider_batch` does all of it in one call; with `ProviderBatch` a program
submits today and collects tomorrow.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator, Iterable, Iterator
from contextlib import aclosing
from pathlib import Path
from types import TracebackType
from typing import Self

from .api import plan_of
from .clients.endpoint import resolve
from .errors import ConfigurationError, LLMUnavailableError, SummarizerError
from .jobs.desk import UNDER_WAY, Desk, JobStatus
from .jobs.gate import Gate
from .jobs.packing import Packing
from .jobs.replay import Replay
from .jobs.roster import Roster
from .jobs.tools import Tools
from .loop import iterate
from .outcome import Outcome
from .schema import Article
from .settings import Settings

__all__ = [
    "ProviderBatch",
    "summarize_provider_batch",
    "summarize_provider_batch_async",
]

MAX_QUESTIONS = 50_000
"""Of one job: what the Batch API takes."""
MAX_BYTES = 190_000_000
"""Of a job's file; the Batch API takes 200 MB."""

_MAX_OUTAGES = 10


class ProviderBatch:
    """Jobs, and a state file that remembers them; use it in `async with`.

    `collect`, a pass of `outcomes` over the same articles as ever, `submit`: again and again until
    `n_waiting` is 0 after a pass. A process may end, or be killed, at any moment: the next goes on.
    """

    def __init__(
        self,
        state: Path | str,
        *,
        settings: Settings | None = None,
        max_questions: int = MAX_QUESTIONS,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        """Work out whom to ask; nothing is opened yet.

        Args:
            state: the state file; made if it is not there.
            settings: the tunables; by default those of the environment.
            max_questions: of one job.
            max_bytes: of a job's file.

        Raises:
            ConfigurationError: there is no model to ask, or it has no batches.
        """
        self.settings = settings or Settings()
        self._path = Path(state).expanduser()
        self._max_questions = max_questions
        self._max_bytes = max_bytes
        self._endpoint = resolve(self.settings)
        self.plan = plan_of(self.settings, self._endpoint)
        """How articles are asked about."""
        self.n_waiting = 0
        """Articles that wait for answers, as of the last pass."""
        self.n_unbegun = 0
        """Articles of the last pass of which nothing was ever sent."""
        self.n_held = 0
        """Questions of the last pass that wait until there is room below a limit."""
        self._tools: Tools | None = None
        self._desk: Desk | None = None
        self._packing: Packing | None = None
        self._roster = Roster()
        self._check()

    async def __aenter__(self) -> Self:
        """Open the state file.

        Raises:
            ConfigurationError: it cannot be used, or another process uses it.
        """
        self._tools = Tools.open(self._path, self._endpoint, self.settings)
        self._desk = Desk(self._tools)
        self._roster = Roster()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        packing, self._packing = self._packing, None
        tools, self._tools = self._tools, None
        if packing is not None:
            packing.abandon()
        if tools is not None:
            await tools.aclose()

    def forgive(self) -> None:
        """Let questions be sent again whose tries are spent, if what befell them may pass."""
        self._between_passes()[0].state.forgive()

    async def collect(self) -> int:
        """Store the answers of all jobs that have ended; returns how many jobs those were.

        What stands in the way is raised by `submit`, after the outcomes that there are.

        Raises:
            ConfigurationError: the state file cannot be used.
        """
        return await self._between_passes()[1].collect()

    async def outcomes(
        self, articles: Iterable[Article | str], *, begins: bool = True
    ) -> AsyncGenerator[Outcome]:
        """Yield the outcome of each article that has all its answers, once while this is open.

        Questions that have none and are on no way are packed into jobs for `submit`. Close the
        generator if you leave it early (`contextlib.aclosing`).

        Args:
            articles: the same in every pass, in the same order.
            begins: whether articles are begun of which nothing was sent yet.

        Raises:
            ConfigurationError: the state file or a job's file cannot be written.
            ValueError: these are not the articles of the pass before.
        """
        tools, desk = self._between_passes()
        self._packing = packing = Packing(
            tools.state, max_questions=self._max_questions, max_bytes=self._max_bytes
        )
        gate = Gate(tools, desk, packing)
        replay = Replay(tools, self.plan, gate.send, begins=begins)
        under_way = {job.number for job in tools.state.jobs(*UNDER_WAY)}
        n_articles = n_done = 0
        try:
            for index, article in enumerate(articles):
                n_articles += 1
                if self._roster.is_due(index, article, under_way):
                    await asyncio.sleep(0)  # a pass may be long
                    outcome = replay.outcome(article)
                    if outcome is None:
                        self._roster.waits(index, replay.job)
                    else:
                        self._roster.done(index)
                        yield outcome
                n_done += self._roster.is_done(index)
            self._roster.check_length(n_articles)
            packing.close()
        finally:
            packing.abandon()
            self._packing = None
        self.n_waiting = n_articles - n_done - replay.n_unbegun
        self.n_unbegun = replay.n_unbegun
        self.n_held = gate.n_held

    async def submit(self) -> int:
        """Hand in the jobs that are packed; returns how many questions they hold.

        Raises:
            SummarizerError: the provider cannot be asked, now or by the last `collect`; it does not
                take a job; or nothing more will come of any article, such as when a limit is
                reached. The last only once no job is under way any more.
        """
        _, desk = self._between_passes()
        n_questions = await desk.submit()
        if desk.trouble is not None:
            raise desk.trouble
        if desk.doom is not None and not self.is_under_way:
            raise desk.doom
        return n_questions

    def drop(self, job: int) -> None:
        """Give up a job that nothing comes of: its questions are packed anew, and may cost again.

        Raises:
            ConfigurationError: no such job is under way.
        """
        self._between_passes()[1].drop(job)

    async def status(self) -> list[JobStatus]:
        """Ask how all jobs stand.

        Raises:
            SummarizerError: the provider cannot be asked.
        """
        return await self._opened()[1].status()

    @property
    def is_under_way(self) -> bool:
        """Whether any job may still bring answers, or is on its way to the provider."""
        return bool(self._opened()[0].state.jobs(*UNDER_WAY))

    @property
    def doom(self) -> SummarizerError | None:
        """Why no more questions are sent, though some may be under way; None: they are."""
        return self._opened()[1].doom

    def _between_passes(self) -> tuple[Tools, Desk]:
        if self._packing is not None:
            raise RuntimeError("a pass of outcomes is open: finish it, or close its generator")
        return self._opened()

    def _opened(self) -> tuple[Tools, Desk]:
        if self._tools is None or self._desk is None:
            raise RuntimeError("use the provider batch inside `async with`")
        return self._tools, self._desk

    def _check(self) -> None:
        """Refuse what jobs cannot do.

        Raises:
            ConfigurationError: in one line.
        """
        if self._endpoint.base_url is None:
            raise ConfigurationError(
                "The embedded engine takes no jobs.",
                hint="a provider's batch needs a hosted model, such as openai/NAME",
            )
        if self.settings.max_article_tokens or self.settings.max_article_cost_usd:
            raise ConfigurationError(
                "Limits for one article are not kept in a provider's batch.",
                hint="leave max_article_tokens and max_article_cost_usd out; max_tokens and"
                " max_cost_usd are kept",
            )


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
