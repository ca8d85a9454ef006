"""A deadline ends a server that never ends, frees its connection, and the client works on."""

import asyncio
import time
from collections.abc import Callable

import pytest

from summarizer import AsyncSummarizer, Settings, Summarizer, Summary
from summarizer.errors import LLMUnavailableError

from .server import FaultServer
from .table import SCENARIOS, WELL

SLOW = [s for s in SCENARIOS if "deadline_s" in s.settings]
DEADLINE_S = 0.5
CEILING_S = 5 * DEADLINE_S


def settings_of(server: FaultServer) -> Settings:
    # one place on the wire: the second article needs that of the first
    return Settings(
        model="openai/m",
        profile="large",
        base_url=server.url,
        cache=False,
        concurrency=1,
        deadline_s=DEADLINE_S,
    )


def sync(server: FaultServer, name: str) -> Summary:
    slow = next(s for s in SLOW if s.name == name)
    with Summarizer(settings_of(server)) as summarizer:
        with pytest.raises(LLMUnavailableError, match="deadline"):
            summarizer.summarize(slow.article)
        wait_until_free(server)
        return summarizer.summarize(WELL.article)


def awaited(server: FaultServer, name: str) -> Summary:
    slow = next(s for s in SLOW if s.name == name)

    async def go() -> Summary:
        async with AsyncSummarizer(settings_of(server)) as summarizer:
            with pytest.raises(LLMUnavailableError, match="deadline"):
                await summarizer.summarize(slow.article)
            await asyncio.to_thread(wait_until_free, server)
            return await summarizer.summarize(WELL.article)

    return asyncio.run(go())


def wait_until_free(server: FaultServer) -> None:
    """Wait until the server sees that its connection is closed."""
    end = time.monotonic() + CEILING_S
    while server.n_connections:
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("name", [s.name for s in SLOW])
@pytest.mark.parametrize("ask", [sync, awaited])
def test_a_deadline_ends_it_and_the_client_works_on(
    ask: Callable[[FaultServer, str], Summary], name: str, server: FaultServer
) -> None:
    began = time.monotonic()
    assert ask(server, name).claims
    assert time.monotonic() - began < CEILING_S
    assert server.requests == {name: 1, WELL.name: 1}
