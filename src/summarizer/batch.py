"""Many articles: a stream in, an outcome for each out, as fast as the endpoint's limits allow."""

import asyncio
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Coroutine,
    Generator,
    Iterable,
    Iterator,
    Sequence,
)
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass

from .api import AsyncSummarizer, article_of, plan_of
from .core.ask.request import Client
from .core.plan import Plan
from .errors import FaultError, SummarizerError
from .loop import iterate
from .outcome import Outcome, failed, succeeded
from .schema import Article
from .settings import Settings

__all__ = ["summarize_batch", "summarize_batch_async"]

Articles = Iterable[Article | str] | AsyncIterable[Article | str]


def summarize_batch(
    articles: Iterable[Article | str],
    *,
    settings: Settings | None = None,
    client: Client | None = None,
    concurrency: int | None = None,
    ordered: bool = False,
) -> Generator[Outcome]:
    """Summarize many articles; yields an outcome for each as it is done.

    What is read ahead is bounded, so the input may be endless. It is read in a thread of its own,
    unless it is a list. Closing the generator gives up what is under way; what was answered is in
    the cache.

    Args:
        articles: texts, or articles with what else is known of them.
        settings: the tunables; by default those of the environment.
        client: whoever answers requests instead of the endpoint that the settings name.
        concurrency: requests on the wire at once, at most; None: the settings'.
        ordered: whether outcomes come in the order of the articles.

    Raises:
        SummarizerError: what dooms all articles: a wrong key or setting, no credit, a limit that is
            reached. What is done by then is yielded first. An error of one article is an outcome.
    """
    return iterate(
        summarize_batch_async(
            articles, settings=settings, client=client, concurrency=concurrency, ordered=ordered
        )
    )


async def summarize_batch_async(
    articles: Articles,
    *,
    settings: Settings | None = None,
    client: Client | None = None,
    concurrency: int | None = None,
    ordered: bool = False,
) -> AsyncGenerator[Outcome]:
    """Do what `summarize_batch` does, for a running event loop and for asynchronous input, too."""
    if isinstance(articles, str):
        raise TypeError("articles must be several: put the one text into a list")
    used = settings or Settings()
    if concurrency is not None:
        used = Settings.model_validate({**used.model_dump(), "concurrency": concurrency})
    async with AsyncSummarizer(used, client=client) as summarizer:
        plan = plan_of(used, summarizer.connection.endpoint if summarizer.connection else None)
        batch = _Batch(summarizer, plan.digest, articles_at_once(used, plan))
        async with aclosing(batch.outcomes(articles, ordered=ordered)) as outcomes:
            async for outcome in outcomes:
                yield outcome


def articles_at_once(settings: Settings, plan: Plan) -> int:
    """Return how many articles go at once: more than there are places, so that none waits for us.

    An article in many small questions keeps all places busy, and the prefix cache warm: two.
    """
    if plan.profile == "small":
        return 2
    return settings.concurrency + settings.concurrency // 4 + 1


class _Batch:
    """Articles on their way. What is done and not yet taken holds back what would follow."""

    def __init__(self, summarizer: AsyncSummarizer, settings: str, width: int) -> None:
        """Hold the articles.

        Args:
            summarizer: who summarizes each.
            settings: digest of what shapes a result.
            width: how many at once.
        """
        self._summarizer = summarizer
        self._settings = settings
        self._places = asyncio.Semaphore(width)
        self._untaken = asyncio.Semaphore(2 * width)
        self._done: asyncio.Queue[_Done | None] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._n_begun = 0
        self._is_fed = False
        self._doom: Exception | None = None

    async def outcomes(self, articles: Articles, *, ordered: bool) -> AsyncGenerator[Outcome]:
        """Yield what becomes of each article; then raise what ended the run early."""
        self._start(self._feed(articles))
        line = _Line(ordered=ordered)
        n_done = 0
        try:
            # when a run is doomed, its input may still be waited for: in vain
            while not ((self._is_fed or self._doom) and n_done == self._n_begun):
                done = await self._done.get()
                if done is None:
                    continue
                n_done += 1
                for outcome in line.after(done):
                    self._untaken.release()
                    if outcome is not None:
                        yield outcome
            if self._doom is not None:
                raise self._doom
        finally:
            tasks = [*self._tasks]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _feed(self, articles: Articles) -> None:
        try:
            async with aclosing(_each(articles)) as each:
                while True:
                    await self._untaken.acquire()
                    await self._places.acquire()
                    article = None if self._doom else await anext(each, None)
                    if article is None or self._doom:
                        break
                    self._start(self._one(self._n_begun, article))
                    self._n_begun += 1
                    await asyncio.sleep(0)  # its request goes out before all others are made
        except Exception as error:  # noqa: BLE001 - the input's own: raised to whoever reads us
            self._doom = self._doom or error
        self._is_fed = True
        self._done.put_nowait(None)

    async def _one(self, index: int, article: Article | str) -> None:
        outcome: Outcome | None = None
        try:
            outcome = await self._outcome(article)
        except SummarizerError as error:
            self._doom = self._doom or error
        finally:
            self._places.release()
        self._done.put_nowait(_Done(index, outcome))

    async def _outcome(self, article: Article | str) -> Outcome:
        """Summarize one article.

        Raises:
            SummarizerError: one that dooms all others.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        read = article if isinstance(article, Article) else None
        failure: SummarizerError
        try:
            read = article_of(article) if isinstance(article, str) else article
            summary = await self._summarizer.summarize(read)
        except SummarizerError as error:
            if error.dooms_run:
                raise
            failure = error
        except Exception as error:  # noqa: BLE001 - one bad article never breaks a run
            failure = FaultError.of(error)
        else:
            return succeeded(summary, loop.time() - began)
        return failed(read, failure, settings=self._settings, seconds=loop.time() - began)

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@dataclass(frozen=True, slots=True)
class _Done:
    index: int
    outcome: Outcome | None
    """None: it came to nothing, as the whole run will."""


class _Line:
    """Lets outcomes through: as they come, or in order."""

    def __init__(self, *, ordered: bool) -> None:
        self._ordered = ordered
        self._early: dict[int, Outcome | None] = {}
        self._next = 0

    def after(self, done: _Done) -> Iterator[Outcome | None]:
        """Yield what may go now that one more is done."""
        if not self._ordered:
            yield done.outcome
            return
        self._early[done.index] = done.outcome
        while self._next in self._early:
            yield self._early.pop(self._next)
            self._next += 1


async def _each(articles: Articles) -> AsyncGenerator[Article | str]:
    if isinstance(articles, AsyncIterable):
        async for article in articles:
            yield article
    elif isinstance(articles, Sequence):
        for article in articles:
            yield article
    else:  # it may wait for a disk, a pipe or a network
        iterator = iter(articles)

        def read() -> Article | str | None:
            return next(iterator, None)

        loop, thread = asyncio.get_running_loop(), ThreadPoolExecutor(1, "summarizer-input")
        try:
            while (given := await loop.run_in_executor(thread, read)) is not None:
                yield given
        finally:
            thread.shutdown(wait=False)
