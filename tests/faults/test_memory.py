"""However much a server sends, little of it is read, and less is kept."""

import asyncio
import tracemalloc

import pytest

from clock import Clock
from summarizer.clients.transport import MAX_BYTES
from summarizer.errors import ReplyInvalidError

from .scenario import Scenario
from .server import FaultServer, asking, settings_of
from .table import SCENARIOS, WELL

LARGE = [s for s in SCENARIOS if s.handler == "transport"]
IN_BETWEEN = 12 * 1024 * 1024
"""What the system's buffers hold at most of what was sent and is not read."""


@pytest.mark.parametrize("scenario", LARGE, ids=lambda s: s.name)
def test_memory_stays_bounded(scenario: Scenario, server: FaultServer) -> None:
    settings, clock = settings_of(scenario), Clock()

    async def go() -> int:
        async with asking(server, settings, clock) as summarizer:
            await summarizer.summarize(WELL.article)  # what is loaded once is not counted
            tracemalloc.start()
            try:
                with pytest.raises(ReplyInvalidError):
                    await summarizer.summarize(scenario.article)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    peak = asyncio.run(go())
    assert peak < 4 * MAX_BYTES
    assert server.sent_bytes < scenario.requests * (MAX_BYTES + IN_BETWEEN)
