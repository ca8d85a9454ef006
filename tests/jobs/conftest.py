"""A provider, its settings, and a state file that is not there yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from numbered import EMPTY
from provider import Provider, completion
from summarizer import Settings


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider(lambda _: completion(EMPTY))
    yield server
    server.close()


@pytest.fixture
def settings(provider: Provider, tmp_path: Path) -> Settings:
    return Settings(
        model="openai/m",
        base_url=provider.url,
        api_key="sk-secret",  # type: ignore[arg-type]
        profile="large",
        max_tries=3,
        cache_dir=tmp_path / "cache",
        input_price=10.0,
        output_price=100.0,
    )


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "jobs.sqlite"
