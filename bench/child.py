"""One run of one system in a fresh process: `python -m bench.child '{"system": "ours", …}'`."""

import asyncio
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .corpus import texts

__all__ = ["Run", "System"]

System = Literal["ours", "plain"]


@dataclass(frozen=True)
class Run:
    """What is to be done."""

    system: System
    url: str
    warm_url: str
    """A server for a few articles beforehand: what is loaded once is not measured."""
    n: int
    concurrency: int
    n_words: tuple[int, int]


_WARM_UP = 3


async def _ours(run: Run, given: list[str], url: str, folder: Path) -> int:
    from pydantic import SecretStr  # noqa: PLC0415 - only of this system

    from summarizer import Settings, summarize_batch_async  # noqa: PLC0415 - likewise

    settings = Settings(
        model="openai/bench",
        base_url=url,
        api_key=SecretStr("none"),
        profile="large",
        window_sentences=120,
        concurrency=run.concurrency,
        cache_dir=folder,
    )
    outcomes = summarize_batch_async(given, settings=settings)
    return sum([outcome.status == "ok" async for outcome in outcomes])


async def _plain(run: Run, given: list[str], url: str) -> int:
    from .plain import run as run_plain  # noqa: PLC0415 - only of this system

    return await run_plain(given, url, concurrency=run.concurrency)


async def _main(run: Run) -> dict[str, float]:
    n_ok, wall, cpu = 0, 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for first, n, url in ((run.n, _WARM_UP, run.warm_url), (0, run.n, run.url)):
            given = list(texts(n, first=first, n_words=run.n_words))
            began, used = time.perf_counter(), time.process_time()
            if run.system == "ours":
                n_ok = await _ours(run, given, url, Path(folder))
            else:
                n_ok = await _plain(run, given, url)
            wall, cpu = time.perf_counter() - began, time.process_time() - used
    return {"n_ok": n_ok, "seconds": wall, "cpu_s": cpu}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_main(Run(**json.loads(sys.argv[1]))))))  # noqa: T201
