import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# for the module that these tests share, however pytest imports this file
sys.path.insert(0, str(Path(__file__).parent))

from asking import question
from keeping import Ask

from summarizer.clients.cached import CachedClient
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.replies import ReplyCache
from summarizer.core.ask.request import Reply, Request
from summarizer.settings import Settings


@pytest.fixture
def ask(endpoint: Endpoint, settings: Settings) -> Ask:
    """Ask questions in a fresh client with a fresh cache over the same folder."""

    def run(
        *requests: Request, endpoint: Endpoint = endpoint, settings: Settings = settings
    ) -> list[Reply]:
        async def go() -> list[Reply]:
            cache = ReplyCache(settings.cache_dir, timeout_s=0.05)
            client = CachedClient(OpenAIClient(endpoint, settings), cache)
            try:
                return [await client.complete(request) for request in requests or [question()]]
            finally:
                await client.aclose()

        return asyncio.run(go())

    return run


@pytest.fixture
def database(settings: Settings) -> Path:
    return settings.cache_dir / "replies" / "cache.db"


@pytest.fixture
def cache(settings: Settings) -> Iterator[ReplyCache]:
    cache = ReplyCache(settings.cache_dir, timeout_s=0.05)
    yield cache
    cache.close()
