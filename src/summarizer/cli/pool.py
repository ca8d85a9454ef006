"""Several articles at once over one connection; results come one by one, in order."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import NamedTuple, Self

from ..api import AsyncSummarizer, Progress, plan_of
from ..errors import FaultError, SummarizerError
from ..loop import run
from ..schema import Article, Summary
from ..settings import Settings

__all__ = ["Job", "Outcome", "Pool"]

Outcome = Summary | SummarizerError


class Job(NamedTuple):
    """An article that is read when its turn comes, so that never all texts are in memory."""

    read: Callable[[], Article]
    progress: Progress


class Pool:
    """Articles on their way, on the private loop; used in `with`, from one thread."""

    def __init__(self, settings: Settings) -> None:
        self._summarizer = AsyncSummarizer(settings)
        self._tasks: dict[int, asyncio.Task[Outcome]] = {}
        self._n_jobs = 0
        self._doom: SummarizerError | None = None

    def __enter__(self) -> Self:
        """Work out the connection; nothing is opened yet.

        Raises:
            ConfigurationError: the model's name, the address or the key is wrong or missing.
        """
        run(self._summarizer.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self.stop()
        finally:
            run(self._summarizer.__aexit__(kind, error, traceback))

    @property
    def chosen_because(self) -> str | None:
        """One line about the model, if none was named."""
        connection = self._summarizer.connection
        return connection.endpoint.chosen_because if connection else None

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Start all jobs, and yield what came of each, in order."""
        run(self._start(jobs))
        for index in range(len(jobs)):
            yield run(self._outcome(index))
            del self._tasks[index]  # only now: what interrupts the caller must not lose it

    def stop(self) -> list[tuple[int, Outcome]]:
        """Give up what is not finished; returns what was, by index.

        That which was yielded last is among it, those before are not.
        """
        return run(self._stop())

    async def _start(self, jobs: Sequence[Job]) -> None:
        self._n_jobs = len(jobs)
        gate = asyncio.Semaphore(self._at_once())
        self._tasks = {
            index: asyncio.create_task(self._one(job, gate)) for index, job in enumerate(jobs)
        }

    def _at_once(self) -> int:
        settings, connection = self._summarizer.settings, self._summarizer.connection
        plan = plan_of(settings, connection.endpoint if connection else None)
        # an article in many small questions keeps all places busy, and the prefix cache warm
        return 1 if plan.profile == "small" else settings.concurrency

    async def _one(self, job: Job, gate: asyncio.Semaphore) -> Outcome:
        async with gate:
            if self._doom is not None:
                return self._doom
            try:
                return await self._summarizer.summarize(job.read(), progress=job.progress)
            except SummarizerError as error:
                if error.dooms_run:
                    self._doom = error
                return error
            except Exception as error:
                if self._n_jobs == 1:
                    raise  # its traceback helps; nobody else is harmed
                return FaultError.of(error)

    async def _outcome(self, index: int) -> Outcome:
        # shielded, so that a result that comes in the moment of an interrupt is not lost
        return await asyncio.shield(self._tasks[index])

    async def _stop(self) -> list[tuple[int, Outcome]]:
        tasks, self._tasks = self._tasks, {}
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        return [
            (index, task.result())
            for index, task in tasks.items()
            if not task.cancelled() and task.exception() is None
        ]
