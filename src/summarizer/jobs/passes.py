"""Passes over the articles: what has come back becomes outcomes, what is missing is packed."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from ..api import plan_of
from ..clients.endpoint import resolve
from ..errors import ConfigurationError, SummarizerError
from ..outcome import Outcome
from ..schema import Article
from ..settings import Settings
from .desk import UNDER_WAY, Desk, JobStatus
from .gate import Gate
from .packing import Packing
from .replay import Replay
from .roster import Roster
from .tools import Tools

__all__ = ["MAX_QUESTIONS", "ProviderBatch"]

MAX_QUESTIONS = 50_000
"""Of one job: what the Batch API takes."""
MAX_BYTES = 190_000_000
"""Of a job's file; the Batch API takes 200 MB."""


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
