"""Each question is asked once: of the cache, then by one request if several ask it at a time."""

import asyncio
import copy
import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

from pydantic import ValidationError

from ..core.ask.request import Client, Reply, Request
from ..errors import BudgetError, SummarizerError
from ..usage import NOTHING
from .replies import ReplyCache

__all__ = ["FREE", "CacheableClient", "CachedClient", "key_of"]

FREE = replace(NOTHING, cached=True)
"""What an answer from the cache costs."""


class CacheableClient(Client, Protocol):
    """A client that can say what it would send, and to whom."""

    @property
    def identity(self) -> str:
        """What tells this endpoint's answers apart from another's."""
        ...

    def body(self, request: Request) -> dict[str, object]:
        """Build the exact body that asks this request."""
        ...

    async def aclose(self) -> None:
        """Close what was opened."""
        ...


class CachedClient:
    """Answers from the cache what it can, and asks the client behind it for the rest."""

    def __init__(self, inner: CacheableClient, cache: ReplyCache | None) -> None:
        """Stand in front of a client.

        Args:
            inner: who is asked.
            cache: None: nothing is kept, and only equal questions at the same time are asked once.
        """
        self._inner = inner
        self._cache = cache
        self._thread: ThreadPoolExecutor | None = None
        self._flights: dict[str, asyncio.Future[Reply | SummarizerError | None]] = {}

    async def complete(self, request: Request) -> Reply:
        """Answer one request; errors are never kept.

        Raises:
            SummarizerError: from the client behind.
        """
        key = key_of(self._inner, request)
        while (flight := self._flights.get(key)) is not None:
            if flight.get_loop() is not asyncio.get_running_loop():
                break  # of a loop that ended with it
            await asyncio.wait([flight])
            outcome = flight.result()
            if isinstance(outcome, Reply):
                return Reply(outcome.text, FREE)
            if outcome is not None:
                raise _again(outcome)
        return await self._fly(key, request)

    async def aclose(self) -> None:
        """Finish writing, and close the cache and the client behind it."""
        if self._cache is not None:
            if self._thread is not None:
                await self._in_thread(self._cache.close)
                self._thread.shutdown()
                self._thread = None
            self._cache.close()
        await self._inner.aclose()

    async def _fly(self, key: str, request: Request) -> Reply:
        """Answer a request, and all who ask the same meanwhile."""
        flight = asyncio.get_running_loop().create_future()
        self._flights[key] = flight
        outcome: Reply | SummarizerError | None = None
        try:
            outcome = reply = await self._answer(key, request)
        except BudgetError:  # of this article: another may go on
            raise
        except SummarizerError as error:
            outcome = error
            raise
        finally:
            del self._flights[key]
            flight.set_result(outcome)  # None: whoever waits asks itself
        return reply

    async def _answer(self, key: str, request: Request) -> Reply:
        cache = self._cache
        if cache is None:
            return await self._inner.complete(request)
        if not cache.is_settled:
            await self._in_thread(cache.open)
        text = cache.get(key)  # microseconds, and no writer can block it
        if text is not None and _is_valid(text, request):
            return Reply(text, FREE)
        reply = await self._inner.complete(request)
        await self._in_thread(lambda: cache.put(key, reply.text))
        return reply

    async def _in_thread(self, work: Callable[[], None]) -> None:
        if self._thread is None:  # one, so that our writes never wait for each other's locks
            self._thread = ThreadPoolExecutor(1, "summarizer-cache")
        # shielded, so that a reply that was paid for is kept even if its article is given up
        future = asyncio.get_running_loop().run_in_executor(self._thread, work)
        await asyncio.shield(future)


def key_of(client: CacheableClient, request: Request) -> str:
    """Return the key of a question: hex SHA-256 of its whole body, and of whom it is put to."""
    named = {"body": client.body(request), "endpoint": client.identity}
    text = json.dumps(named, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _is_valid(text: str, request: Request) -> bool:
    """Whether a kept reply has the form that is asked for."""
    try:
        request.form.model_validate_json(text)
    except ValidationError:
        return False
    return True


def _again(error: SummarizerError) -> SummarizerError:
    """An error for one who had no part in it."""
    again = copy.copy(error)
    again.usage = NOTHING
    return again
