"""What every step of a provider's batch works with, opened and closed together."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ..clients.endpoint import Endpoint
from ..clients.openai import OpenAIClient
from ..clients.price import Price, discounted, price_of
from ..clients.replies import ReplyCache
from ..settings import Settings
from .remote import Remote
from .state import State

__all__ = ["SHARE", "Tools"]

SHARE = 0.5
"""Of the price online that a question costs in a job."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Whom to ask, in which words, at what price, and what is known so far."""

    settings: Settings
    endpoint: Endpoint
    price: Price
    """Of tokens in a job."""
    client: OpenAIClient
    """Who knows the body of a question; it sends none here."""
    remote: Remote
    state: State
    cache: ReplyCache | None
    """Replies of the online driver, which finds ours there as well."""

    @classmethod
    def open(cls, path: Path, endpoint: Endpoint, settings: Settings) -> Self:
        """Open the state file, and what goes with it, in the running event loop.

        Raises:
            ConfigurationError: the file cannot be used, or another process uses it.
        """
        return cls(
            settings=settings,
            endpoint=endpoint,
            price=discounted(price_of(endpoint, settings), SHARE),
            client=OpenAIClient(endpoint, settings),
            state=State(path, f"{endpoint.provider} {endpoint.base_url}"),
            remote=Remote(endpoint, settings),
            cache=ReplyCache(settings.cache_dir) if settings.cache else None,
        )

    async def aclose(self) -> None:
        """Close all of it."""
        self.state.close()
        if self.cache is not None:
            self.cache.close()
        await self.remote.aclose()
