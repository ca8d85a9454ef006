"""Running systems over cases: one at a time, each result kept at once, so that a run can go on."""

import asyncio
import contextlib
import hashlib
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from pathlib import Path

from summarizer import ModelMissingError, Settings
from summarizer.clients.local.engine import LocalEngine
from summarizer.clients.local.store import default_model, model_path

from .case import Case
from .kept import Kept
from .meter import Meter
from .prediction import Prediction
from .systems import System

__all__ = ["RunStore", "digest_of", "endpoint", "run"]

Told = Callable[[str, str, Prediction], None]
"""Told of each new result: the system, the case, what was found."""


class RunStore:
    """A folder of results, one file a system, one line an article."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def systems(self) -> tuple[str, ...]:
        """Return the systems that have results."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.tsv")))

    def read(self, system: str) -> dict[str, Prediction]:
        """Return what is known of a system by the digest of the article's text."""
        return self._kept(system).read()

    def add(self, system: str, case: Case, prediction: Prediction) -> None:
        """Keep one result."""
        self._kept(system).add(digest_of(case), prediction)

    def _kept(self, system: str) -> Kept[Prediction]:
        return Kept(self.folder / f"{system}.tsv", Prediction)


def digest_of(case: Case) -> str:
    """What a result is filed under: the article's text."""
    return hashlib.sha256(case.text.encode()).hexdigest()[:16]


@contextlib.asynccontextmanager
async def endpoint(address: str | None, parallel: int) -> AsyncGenerator[str]:
    """Give the address of a server: the given one, or the embedded engine's.

    Raises:
        ModelMissingError: the model file is not there.
    """
    if address is not None:
        yield address.rstrip("/")
        return
    file = model_path(Settings().model_dir, default_model())
    if not file.exists():
        raise ModelMissingError("The local model is not here.", hint="summarizer model fetch")
    engine = LocalEngine(file, n_parallel=parallel)
    try:
        url = await engine.url()
        yield url if url.endswith("/v1") else f"{url}/v1"
    finally:
        await engine.aclose()


async def run(
    systems: Mapping[str, System],
    cases: Sequence[Case],
    store: RunStore,
    told: Told,
    *,
    address: str | None = None,
    parallel: int = 1,
) -> None:
    """Run each system over each case that the store does not have yet.

    Args:
        systems: by name.
        cases: what they read.
        store: where results are kept.
        told: told of each new result.
        address: a server up to `/v1`; None: the embedded engine.
        parallel: articles read at once. More than one is faster, and leaves the seconds at 0: they
            would not compare.
    """
    waiting = [
        (name, case)
        for name in systems
        for known in [store.read(name)]
        for case in cases
        if digest_of(case) not in known
    ]
    if not waiting:
        return
    async with endpoint(address, parallel) as target:
        free = asyncio.Semaphore(parallel)

        async def one(name: str, case: Case) -> None:
            async with free, Meter(target) as meter:
                started = time.monotonic()
                found = await systems[name](case, meter.address)
                cost = meter.take()
                seconds = time.monotonic() - started if parallel == 1 else 0.0
                cost = cost.model_copy(update={"seconds": seconds})
                prediction = found.model_copy(update={"cost": cost})
                store.add(name, case, prediction)
                told(name, case.id, prediction)

        async with asyncio.TaskGroup() as group:
            for name, case in waiting:
                group.create_task(one(name, case))
