import asyncio

import pytest

from summarizer.clients.endpoint import Endpoint
from summarizer.clients.transport import open_sdk
from summarizer.errors import ConfigurationError
from summarizer.settings import Settings

FAR = Endpoint("openai", "m", "https://far.example/v1")
NEAR = Endpoint("vllm", "m", "http://localhost:1/v1")


def test_a_proxy_that_cannot_be_used_is_a_setting_to_mend(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "nonsense://SECRET@127.0.0.1:9")
    with pytest.raises(ConfigurationError, match="ALL_PROXY") as caught:
        open_sdk(FAR, Settings())
    assert "SECRET" not in str(caught.value)
    assert caught.value.__context__ is None
    asyncio.run(open_sdk(NEAR, Settings()).close())  # never through a proxy


def test_the_sdk_takes_nothing_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "BASE_URL", "ORG_ID", "PROJECT_ID"):
        monkeypatch.setenv(f"OPENAI_{name}", "https://elsewhere.example")
    sdk = open_sdk(FAR, Settings())
    assert str(sdk.base_url) == "https://far.example/v1/"
    assert (sdk.api_key, sdk.organization, sdk.project) == ("none", "", "")
    assert sdk.max_retries == 0
    asyncio.run(sdk.close())
