import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from summarizer.clients.endpoint import Endpoint
from summarizer.settings import Settings

# for the modules that tests share, however pytest imports this file
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from asking import KEY  # noqa: E402 - found by the path above

from clock import Clock  # noqa: E402 - found by the path above
from loopback import Loopback  # noqa: E402 - found by the path above


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    server = Loopback()
    yield server
    server.close()


@pytest.fixture
def endpoint(loopback: Loopback) -> Endpoint:
    return Endpoint("vllm", "m", loopback.url, api_key=SecretStr(KEY))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache_dir=tmp_path / "cache", max_output_tokens=1000, timeout_s=20)


@pytest.fixture
def clock() -> Clock:
    return Clock()
