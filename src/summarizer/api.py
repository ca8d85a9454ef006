"""`summarize()` and its three siblings: the online driver of the flow."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from .core.ask.request import Client, Request, Result
from .core.flow import Flow, Plan
from .errors import ArticleError, LLMUnavailableError, SummarizerError
from .loop import run
from .schema import Article, Summary
from .settings import Settings

if TYPE_CHECKING:
    from .clients.budget import Budget
    from .clients.connect import Connection
    from .clients.endpoint import Endpoint

__all__ = [
    "AsyncSummarizer",
    "Progress",
    "Summarizer",
    "article_of",
    "checked",
    "plan_of",
    "summarize",
    "summarize_async",
]

Progress = Callable[[int, int], None]
"""Told after each answer how many requests are answered, and how many are known of so far."""

# sentences that one request is about, by the class of the model
_FRONTIER_WINDOW = 120  # about 3,000 words: an article in one call
_LOCAL_WINDOW = (
    40  # a large model on this machine: about 1,000 words and their answer in 8,192 tokens
)
_SMALL_WINDOW = 1  # one attribution at a time


def summarize(
    article: Article | str, *, settings: Settings | None = None, client: Client | None = None
) -> Summary:
    """Turn an article into a grounded record of its claims, sources and quotes.

    Works everywhere, also inside a running event loop (a notebook), where it blocks its thread.
    For many articles keep a `Summarizer`: it holds the connection, and the local model, open.

    Args:
        article: the text, or an `Article` with what else is known of it.
        settings: the tunables; by default those of the environment.
        client: whoever answers requests instead of the endpoint that the settings name.

    Raises:
        ArticleError: the text is empty, too long, or no text.
        ConfigurationError: no model to ask, or a wrong key, endpoint, model or setting.
        QuotaError: the account has no credit left.
        BudgetError: a limit of the settings is reached.
        LLMUnavailableError: no answer after all tries, or not before the deadline.
        ReplyError: answers came, but none could be used.
    """
    with Summarizer(settings, client=client) as summarizer:
        return summarizer.summarize(article)


async def summarize_async(
    article: Article | str, *, settings: Settings | None = None, client: Client | None = None
) -> Summary:
    """Do what `summarize` does, for a running event loop."""
    async with AsyncSummarizer(settings, client=client) as summarizer:
        return await summarizer.summarize(article)


class AsyncSummarizer:
    """Summarizes many articles over one connection; use it in `async with`."""

    def __init__(self, settings: Settings | None = None, *, client: Client | None = None) -> None:
        self.settings = settings or Settings()
        self.connection: Connection | None = None
        """The connection that the settings mean, open inside `async with`."""
        self._given = client
        self._client: Client | None = None
        self._budget: Budget | None = None

    async def __aenter__(self) -> Self:
        # here, so that start-up stays light
        from .clients.budget import Budget  # noqa: PLC0415
        from .clients.connect import connect  # noqa: PLC0415
        from .clients.metered import MeteredClient  # noqa: PLC0415

        if self._given is None:
            self._client = self.connection = connect(self.settings)
        else:
            self._client = MeteredClient(self._given, self.settings)
        self._budget = Budget(self.settings)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        connection, self.connection = self.connection, None
        self._client = self._budget = None
        if connection is not None:
            await connection.aclose()

    async def summarize(
        self, article: Article | str, *, progress: Progress | None = None
    ) -> Summary:
        """Summarize one article; raises what `summarize` raises."""
        if self._client is None or self._budget is None:
            raise RuntimeError("use the summarizer inside `async with`")
        endpoint = self.connection.endpoint if self.connection else None
        read = checked(article, self.settings)
        failure: SummarizerError
        with self._budget.article() as account:
            try:
                async with asyncio.timeout(self.settings.deadline_s):
                    flow = Flow(read, plan_of(self.settings, endpoint))
                    return await _drive(self._client, flow, progress)
            except TimeoutError:
                failure = LLMUnavailableError(
                    f"No result within the deadline of {self.settings.deadline_s:g} s.",
                    hint="raise deadline_s, or use a faster model",
                )
            except SummarizerError as error:
                failure = error
        failure.usage = account.usage
        raise failure


class Summarizer:
    """Summarizes many articles over one connection; use it in `with`, from any thread."""

    def __init__(self, settings: Settings | None = None, *, client: Client | None = None) -> None:
        self._async = AsyncSummarizer(settings, client=client)

    @property
    def settings(self) -> Settings:
        """The tunables in force."""
        return self._async.settings

    @property
    def connection(self) -> "Connection | None":
        """The connection that the settings mean, open inside `with`."""
        return self._async.connection

    def __enter__(self) -> Self:
        run(self._async.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        run(self._async.__aexit__(kind, error, traceback))

    def summarize(self, article: Article | str, *, progress: Progress | None = None) -> Summary:
        """Summarize one article; raises what the function `summarize` raises."""
        return run(self._async.summarize(article, progress=progress))


def plan_of(settings: Settings, endpoint: "Endpoint | None") -> Plan:
    """Return how articles are asked about: by the model's profile where the settings are silent."""
    profile = settings.profile or (endpoint.profile if endpoint else "large")
    is_local = endpoint is not None and endpoint.is_loopback
    large = _LOCAL_WINDOW if is_local else _FRONTIER_WINDOW
    size = settings.window_sentences or (_SMALL_WINDOW if profile == "small" else large)
    model = f"{endpoint.provider}/{endpoint.model}" if endpoint else settings.model or "custom"
    return Plan(
        model=model,
        profile=profile,
        window_sentences=size,
        context_sentences=settings.context_sentences,
        max_output_tokens=settings.max_output_tokens,
    )


def checked(article: Article | str, settings: Settings) -> Article:
    """Refuse at once what no model can read.

    Raises:
        ArticleError: in one line, without the text.
    """
    if isinstance(article, str):
        article = article_of(article)
    text = article.text
    if not text.strip():
        raise ArticleError("The article is empty.")
    if "\0" in text:
        raise ArticleError("The article contains NUL characters: is it a binary file?")
    if len(text) > settings.max_chars:
        raise ArticleError(
            f"The article has {len(text):,} characters; max_chars is {settings.max_chars:,}.",
            hint="cut it, or raise max_chars",
        )
    return article


def article_of(text: str) -> Article:
    """Make an article of a bare text.

    Raises:
        ArticleError: it is empty, or no text.
    """
    with suppress(ValidationError):
        return Article(text=text)
    raise ArticleError(_fault(text))  # here: the foreign error holds the text


def _fault(text: str) -> str:
    if not text:
        return "The article is empty."
    place = next(i for i, c in enumerate(text) if "\ud800" <= c <= "\udfff")
    return f"The article has half a surrogate pair at character {place}: it was decoded wrongly."


async def _drive(client: Client, flow: Flow, progress: Progress | None) -> Summary:
    """The online driver: all requests of a round at once."""
    answered = 0
    while flow.requests:
        known = answered + len(flow.requests)

        async def complete(request: Request, known: int = known) -> Result:
            nonlocal answered
            result = await _complete(client, request)
            answered += 1
            if progress:
                progress(answered, known)
            return result

        flow.answer(await _together([complete(r) for r in flow.requests]))
    return flow.summary


async def _complete(client: Client, request: Request) -> Result:
    try:
        return await client.complete(request)
    except SummarizerError as error:
        if error.dooms_run:
            raise
        return error


async def _together(waiting: Sequence[Coroutine[object, object, Result]]) -> list[Result]:
    """Wait for all; the first that raises ends the others."""
    failure: BaseException | None = None
    tasks: list[asyncio.Task[Result]] = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(w) for w in waiting]
    except BaseExceptionGroup as errors:
        failure = errors.exceptions[0]
    if failure is not None:  # raised here: the group would hang on it, and it on the group
        raise failure
    return [t.result() for t in tasks]
