"""Running systems over cases: one at a time, each result kept at once, so that a run can go on."""

import contextlib
import hashlib
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path

from summarizer import ModelMissingError, Settings
from summarizer.clients.local.engine import LocalEngine
from summarizer.clients.local.store import default_model, model_path

from .case import Case
from .meter import Meter
from .prediction import Prediction
from .systems import System

__all__ = ["RunStore", "endpoint", "run"]

Told = Callable[[str, str, Prediction], None]
"""Told of each new result: the system, the case, what was found."""


class RunStore:
    """A folder of results, one file a system and one line an article; later lines win."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, system: str) -> dict[str, Prediction]:
        """Return what is known of a system by the digest of the article's text."""
        path = self._path(system)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        rows = (line.partition("\t") for line in lines if line.endswith("}"))
        return {digest: Prediction.model_validate_json(json) for digest, _, json in rows}

    def add(self, system: str, case: Case, prediction: Prediction) -> None:
        """Keep one result."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._path(system).open("a", encoding="utf-8") as file:
            file.write(f"{digest_of(case)}\t{prediction.model_dump_json()}\n")

    def _path(self, system: str) -> Path:
        return self.folder / f"{system}.tsv"


def digest_of(case: Case) -> str:
    """What a result is filed under: the article's text."""
    return hashlib.sha256(case.text.encode()).hexdigest()[:16]


@contextlib.asynccontextmanager
async def endpoint(address: str | None) -> AsyncIterator[str]:
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
    engine = LocalEngine(file)
    try:
        url = await engine.url()
        yield url if url.endswith("/v1") else f"{url}/v1"
    finally:
        await engine.aclose()


async def run(
    systems: Mapping[str, System],
    cases: Sequence[Case],
    store: RunStore,
    address: str | None,
    told: Told,
) -> None:
    """Run each system over each case that the store does not have yet."""
    waiting = {
        name: [c for c in cases if digest_of(c) not in known]
        for name in systems
        for known in [store.read(name)]
    }
    if not any(waiting.values()):
        return
    async with endpoint(address) as target, Meter(target) as meter:
        for name, each in waiting.items():
            for case in each:
                started = time.monotonic()
                found = await systems[name](case, meter.address)
                cost = meter.take().model_copy(update={"seconds": time.monotonic() - started})
                prediction = found.model_copy(update={"cost": cost})
                store.add(name, case, prediction)
                told(name, case.id, prediction)
