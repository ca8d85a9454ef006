"""A process that meets every row of the table, eight at once, and prints its peak memory in MB."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from clock import Clock
from summarizer import Settings

from .server import asking, settings_of
from .table import SCENARIOS, WELL
from .test_scenarios import outcome_of


@dataclass
class _Elsewhere:
    """The server runs in the process that started this one."""

    url: str


async def main(url: str) -> None:
    """Ask about all rows: each with its own settings, all in one loop."""
    rows = [*SCENARIOS, WELL]
    gate = asyncio.Semaphore(Settings().concurrency)

    async def one(number: int) -> None:
        settings = settings_of(rows[number])
        async with gate, asking(_Elsewhere(url), settings, Clock()) as summarizer:
            await outcome_of(summarizer, rows[number])

    await asyncio.gather(*map(one, range(len(rows))))


def peak_mb() -> int:
    """Read the peak of the resident memory: of this program only, as `getrusage` knows no exec."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
    print(peak_mb())  # noqa: T201
