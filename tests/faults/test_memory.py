"""However much a server sends, little of it is read, and less is kept."""

import asyncio
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from clock import Clock
from summarizer.clients.transport import MAX_BYTES
from summarizer.errors import ReplyInvalidError

from .scenario import Scenario
from .server import FaultServer, asking, settings_of
from .table import SCENARIOS, WELL

LARGE = [s for s in SCENARIOS if s.handler == "transport"]
MAX_RSS_MB = 300
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


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no peak is told here")
def test_a_process_that_meets_every_row_stays_small(server: FaultServer) -> None:
    """The peak of its resident memory, with all the program in it."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-m", "faults.growing", server.url],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert 30 < int(done.stdout) < MAX_RSS_MB
