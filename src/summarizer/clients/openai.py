"""The client for every OpenAI-compatible endpoint; the SDK is loaded with the first question."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ..core.ask.request import Reply, Request
from ..settings import Settings
from .body import build_body
from .endpoint import Endpoint
from .retry import Sleep
from .unread import was_cut

if TYPE_CHECKING:
    from .exchange import Exchange

__all__ = ["OpenAIClient"]

_log = logging.getLogger("summarizer")


class OpenAIClient:
    """Answers requests from one endpoint, for one event loop at a time."""

    def __init__(
        self,
        endpoint: Endpoint,
        settings: Settings,
        *,
        address: Callable[[], Awaitable[str]] | None = None,
        identity: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        draw: Callable[[], float] = random.random,
    ) -> None:
        """Describe the client; nothing is opened yet.

        Args:
            endpoint: whom to ask.
            settings: tries, limits and timeouts.
            address: gives the base URL when a request is sent; None: the endpoint's own.
            identity: what tells the endpoint's answers apart from another's; None: its address.
            clock: seconds that only grow.
            sleep: how to wait.
            draw: a number in [0, 1), which spreads those who wait.
        """
        self.endpoint = endpoint
        self.identity = identity or endpoint.base_url or endpoint.model
        """For the cache's key; for a model file its hash, since its port changes."""
        self._settings = settings
        self._address = address
        self._clock = clock
        self._sleep = sleep
        self._draw = draw
        self._exchange: Exchange | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._has_warned = False

    def body(self, request: Request) -> dict[str, object]:
        """The exact body that asks this request for the first time."""
        return build_body(request, self.endpoint, self._settings.max_output_tokens)

    async def complete(self, request: Request) -> Reply:
        """Answer one request; the reply's text validates against the request's form.

        Raises:
            SummarizerError: after all tries, or at once if no try would help.
        """
        reply = await self._open().ask(request, self.body(request))
        if not self._has_warned and was_cut(request.messages, reply.usage):
            self._has_warned = True
            _log.warning(
                "%s does not read all of a question: its context is too small. Raise it (num_ctx in"
                " a Modelfile of Ollama), or lower window_sentences.",
                self.endpoint.host,
                extra={"event": "llm.question_cut"},
            )
        return reply

    async def aclose(self) -> None:
        """Close all connections; a later request opens new ones."""
        exchange, self._exchange = self._exchange, None
        if exchange is not None and self._loop is asyncio.get_running_loop():
            await exchange.aclose()

    def _open(self) -> "Exchange":
        loop = asyncio.get_running_loop()
        if self._exchange is None or self._loop is not loop:
            # connections belong to their loop: those of a loop that is gone are gone with it
            from .exchange import Exchange  # noqa: PLC0415 - half a second that a cache hit saves

            self._exchange = Exchange(
                self.endpoint,
                self._settings,
                address=self._address,
                clock=self._clock,
                sleep=self._sleep,
                draw=self._draw,
            )
            self._loop = loop
        return self._exchange
