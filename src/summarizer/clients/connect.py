"""From settings to a client that answers: endpoint, engine and cache, each opened on demand."""

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..core.ask.request import Reply, Request
from ..settings import Settings
from .endpoint import Endpoint, resolve
from .openai import OpenAIClient
from .price import price_of

if TYPE_CHECKING:
    from .cached import CachedClient
    from .local.engine import LocalEngine

__all__ = ["Connection", "connect"]

_ENGINE_CONCURRENCY = 2  # it answers one after the other; the second keeps it from pausing
_ENGINE_TIMEOUT_S = 600.0


def connect(settings: Settings) -> "Connection":
    """Describe the connection that the settings mean; nothing is opened or started yet.

    Raises:
        ConfigurationError: the model's name, the address or the key is wrong or missing, or a limit
            in dollars is set and no price is known.
    """
    endpoint = resolve(settings)
    price_of(endpoint, settings)  # which says whether a limit in dollars can be kept
    return Connection(endpoint, settings)


class Connection:
    """A client with all that belongs to it; use it as `async with`, in one event loop."""

    def __init__(self, endpoint: Endpoint, settings: Settings) -> None:
        self.endpoint = endpoint
        self._settings = settings
        self._client: CachedClient | None = None
        self._engine: LocalEngine | None = None
        self._opening = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def complete(self, request: Request) -> Reply:
        """Answer one request.

        Raises:
            SummarizerError: after all tries; nothing else may escape.
        """
        async with self._opening:
            if self._client is None:
                self._client = await self._open()
        return await self._client.complete(request)

    async def aclose(self) -> None:
        """Close the connections, the cache and the engine, whatever of them was opened."""
        client, self._client = self._client, None
        engine, self._engine = self._engine, None
        self._opening = asyncio.Lock()  # the next use may be in another loop
        try:
            if client is not None:
                await client.aclose()
        finally:
            if engine is not None:
                await engine.aclose()

    async def _open(self) -> "CachedClient":
        # here: a cache hit needs no more, and who only looks needs none
        from .cached import CachedClient  # noqa: PLC0415
        from .replies import ReplyCache  # noqa: PLC0415

        cache = ReplyCache(self._settings.cache_dir) if self._settings.cache else None
        return CachedClient(await self._uncached(), cache)

    async def _uncached(self) -> OpenAIClient:
        file = self.endpoint.model_path
        if file is None:
            return OpenAIClient(self.endpoint, self._settings)
        # here, since a remote endpoint needs nothing of the embedded engine
        from .local.engine import LocalEngine  # noqa: PLC0415
        from .local.store import file_sha256  # noqa: PLC0415

        identity = await asyncio.to_thread(file_sha256, file)
        engine = LocalEngine(file)
        self._engine = engine
        return OpenAIClient(
            self.endpoint,
            _patient(self._settings),
            address=engine.url,
            identity=f"sha256:{identity}",
        )


def _patient(settings: Settings) -> Settings:
    """For an engine of our own: it sends nothing before its whole reply, and dies audibly."""
    return settings.model_copy(
        update={
            "concurrency": min(settings.concurrency, _ENGINE_CONCURRENCY),
            "timeout_s": max(settings.timeout_s, _ENGINE_TIMEOUT_S),
        }
    )
