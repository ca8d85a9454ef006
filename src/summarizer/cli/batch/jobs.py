"""A batch by jobs of the provider: what is submitted, how it stands, what has come back."""

import time
from collections.abc import AsyncGenerator, Generator, Iterable
from contextlib import aclosing
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from ...errors import SummarizerError
from ...loop import iterate, run
from ...outcome import Outcome
from ...provider_batch import ProviderBatch, summarize_provider_batch
from ...schema import Article
from ...settings import Settings
from ..exits import note
from ..options import StepName
from .tally import duration

__all__ = ["Jobs"]


class Jobs:
    """Jobs that belong to a file of rows; what is known of them is in a file beside it."""

    def __init__(
        self,
        step: StepName,
        rows: Path,
        settings: Settings,
        *,
        job_size: int | None,
        quiet: bool,
    ) -> None:
        """Open nothing yet.

        Args:
            step: `submit` begins articles, `collect` only goes on with those that were begun, `run`
                waits until all is done.
            rows: the file of rows.
            settings: the tunables.
            job_size: questions of one job at most; None: as many as the provider takes.
            quiet: whether nothing is noted.
        """
        self._step = step
        self._state = rows.with_name(f"{rows.name}.jobs")
        self._settings = settings
        self._sizes = {} if job_size is None else {"max_questions": job_size}
        self._quiet = quiet
        self.must_come_again = False
        """Whether articles were collected and others wait, once all outcomes are taken."""

    def outcomes(self, articles: Iterable[Article]) -> Generator[Outcome]:
        """Yield the outcomes that there are; what is to be asked next is handed in.

        Args:
            articles: for `run` they are read several times.

        Raises:
            SummarizerError: what dooms all articles, or no provider that can be reached.
        """
        if self._step == "run":
            return summarize_provider_batch(
                articles, state=self._state, settings=self._settings, **self._sizes
            )
        return iterate(self._pass(articles, begins=self._step == "submit"))

    def tell(self) -> None:
        """Print how all jobs stand.

        Raises:
            SummarizerError: the provider cannot be asked.
        """
        if not self._state.exists():
            typer.echo(f"no jobs: {self._state} is not there")
            return
        table = Table("job", "batch", "status", "done", "questions", "submitted", box=None)

        async def ask() -> None:
            async with ProviderBatch(self._state, settings=self._settings) as batch:
                for job in await batch.status():
                    age = f"{duration(time.time() - job.submitted_at)} ago"
                    table.add_row(
                        str(job.number),
                        job.batch_id,
                        job.status,
                        f"{job.n_done:,}",
                        f"{job.n_questions:,}",
                        age if job.submitted_at else "",
                    )

        run(ask())
        Console(soft_wrap=True).print(table)

    async def _pass(self, articles: Iterable[Article], *, begins: bool) -> AsyncGenerator[Outcome]:
        async with ProviderBatch(self._state, settings=self._settings, **self._sizes) as batch:
            if begins:
                batch.forgive()
            n_ended = await batch.collect()
            async with aclosing(batch.outcomes(articles, begins=begins)) as outcomes:
                async for outcome in outcomes:
                    yield outcome
            self.must_come_again = batch.n_waiting > 0 and not begins
            trouble: SummarizerError | None = None
            n_sent = 0
            try:
                n_sent = await batch.submit()
            except SummarizerError as error:
                trouble = error
            self._note(f"{n_ended:,} jobs came back; {n_sent:,} questions were submitted")
            if batch.n_unbegun:
                self._note(f"{batch.n_unbegun:,} articles were never submitted: that is `submit`'s")
            if batch.n_held:
                self._note(f"{batch.n_held:,} questions wait for room: {batch.doom or 'a limit'}")
            if batch.n_waiting:
                self._note(f"{batch.n_waiting:,} articles wait; `collect` later ({self._state})")
            if trouble is not None:
                raise trouble

    def _note(self, text: str) -> None:
        if not self._quiet:
            note(text)
