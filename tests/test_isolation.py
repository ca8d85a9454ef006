"""The suite's own guard: see `conftest.py`."""

import os
import socket

import pytest

from summarizer import summarize
from summarizer.settings import Settings

FAR = "192.0.2.1"  # an address for documentation, which nobody has


def test_no_other_machine_is_reached() -> None:
    with pytest.raises(pytest.fail.Exception, match=FAR):
        socket.create_connection((FAR, 80))
    with socket.socket() as one, pytest.raises(pytest.fail.Exception, match=FAR):
        one.connect_ex((FAR, 80))
    with pytest.raises(pytest.fail.Exception, match=r"far\.example"):
        socket.getaddrinfo("far.example", 80)


def test_the_guard_is_not_taken_for_a_fault_of_the_endpoint() -> None:
    settings = Settings(model="openai/m", base_url=f"http://{FAR}/v1", api_key=None, cache=False)
    with pytest.raises(BaseExceptionGroup) as caught:
        summarize("Nothing leaks, she said.", settings=settings)
    assert caught.group_contains(pytest.fail.Exception, match=FAR)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1])).close()


def test_a_developers_own_settings_are_hidden(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings()
    assert settings.model_dump(exclude={"cache_dir", "model_dir"}) == {
        name: field.default
        for name, field in Settings.model_fields.items()
        if name not in {"cache_dir", "model_dir"}
    }
    for folder in (settings.cache_dir, settings.model_dir):
        assert folder.is_relative_to(tmp_path_factory.getbasetemp())
    assert "OPENAI_API_KEY" not in os.environ
