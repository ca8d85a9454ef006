"""Who answers while cassettes are recorded: the local model behind its server, or an endpoint."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
from pydantic import SecretStr

from summarizer.clients.endpoint import Endpoint, resolve
from summarizer.clients.local.engine import LocalEngine
from summarizer.clients.local.store import file_sha256
from summarizer.loop import run
from summarizer.settings import Settings

LOCAL_ADDRESS = "http://local.model/v1"
"""Written in cassettes for the local server, whose port is another each time."""

_TIMEOUT_S = 600.0  # the local server sends nothing before its whole reply
_DEADLINE_S = 3600.0


@dataclass(frozen=True)
class Origin:
    """What answers: the header that cassettes get, and how it is reached."""

    header: Mapping[str, str]
    base_url: str
    api_key: SecretStr | None = None

    @property
    def settings(self) -> Settings:
        """The settings with which it is asked; equal, but for address and key, when replaying."""
        return Settings(
            model=self.header["model"],
            base_url=self.base_url,
            api_key=self.api_key,
            profile="small",  # the prompts that are recorded, whatever the model
            cache=False,
            concurrency=1,  # so that a cassette is in the order of the article
            timeout_s=_TIMEOUT_S,
            deadline_s=_DEADLINE_S,
        )


def replayed(header: Mapping[str, str]) -> Origin:
    """What stands in for the origin of a cassette."""
    key = None if "sha256" in header else SecretStr("replayed")
    return Origin(header, header["address"], key)


@contextmanager
def live(environment: Mapping[str, str]) -> Iterator[Origin]:
    """Open who answers: SUMMARIZER_MODEL with its key, or else the local model.

    SUMMARIZER_TEST_MODEL names a model file that is not in the model folder.

    Raises:
        SummarizerError: the model, the engine or the key is not there.
    """
    file = environment.get("SUMMARIZER_TEST_MODEL")
    model = environment.get("SUMMARIZER_MODEL") or (f"local:{file}" if file else "local")
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - environment.keys():  # the suite's own model folder
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        endpoint = resolve(Settings(model=model))
    day = datetime.now(UTC).date().isoformat()
    if endpoint.model_path is None:
        yield _remote(endpoint, day)
        return
    engine = LocalEngine(endpoint.model_path)
    try:
        url = run(engine.url())
        yield Origin(_local_header(endpoint.model, endpoint.model_path, day), f"{url}/v1")
    finally:
        run(engine.aclose())


def _remote(endpoint: Endpoint, day: str) -> Origin:
    assert endpoint.base_url is not None
    header = {
        "address": endpoint.base_url,
        "model": f"{endpoint.provider}/{endpoint.model}",
        "recorded": day,
    }
    return Origin(header, endpoint.base_url, endpoint.api_key)


def _local_header(model: str, file: Path, day: str) -> dict[str, str]:
    return {
        "address": LOCAL_ADDRESS,
        "file": file.name,
        "model": f"llamacpp/{model}",  # a preset that asks exactly as `local` does
        "recorded": day,
        "server": f"xllamacpp {version('xllamacpp')}",
        "sha256": file_sha256(file),
    }
