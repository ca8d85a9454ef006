"""How cassettes are made: what a server sends reaches the file only if it is allowed to."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr

from loopback import Answer, Loopback, chat, failure
from summarizer.clients.connect import connect
from summarizer.core.ask.request import Message, Request
from summarizer.core.ask.wire import LinkForm
from summarizer.errors import ConfigurationError, ModelMissingError, SummarizerError
from summarizer.settings import Settings

from .origin import Origin, live
from .recording import Recording
from .test_cassettes import SECRET

ANSWER = {"about": 1}
HEADER = {
    "address": "https://models.example/v1",
    "model": "openai/some-model",
    "recorded": "2026-01-01",
}


@pytest.fixture
def server() -> Iterator[Loopback]:
    one = Loopback()
    one.reply = lambda _: chat(ANSWER)
    yield one
    one.close()


def origin(server: Loopback, day: str = HEADER["recorded"]) -> Origin:
    return Origin(HEADER | {"recorded": day}, server.url, SecretStr("sk-hidden0key"))


def ask(settings: Settings, text: str = "Größe 😀?\n") -> int | None:
    request = Request("link.v1", (Message("user", text),), LinkForm, 100)

    async def answer() -> str:
        async with connect(settings) as client:
            return (await client.complete(request)).text

    return LinkForm.model_validate_json(asyncio.run(answer())).about


def test_a_recording_keeps_no_secret_and_replays_without_its_server(
    server: Loopback, tmp_path: Path
) -> None:
    private = {"Set-Cookie": "a=1", "OpenAI-Organization": "org-x", "X-Path": "/home/x"}
    body = chat(ANSWER).body
    assert isinstance(body, dict)
    body |= {"model": "/home/x/model.gguf", "system_fingerprint": "f", "timings": {"ms": 1.5}}
    server.say(failure(429, headers={"Retry-After-Ms": "1"} | private), Answer(body, 200, private))
    recording = Recording(tmp_path / "module" / "test.yaml", origin(server))
    with recording.opened() as settings:
        assert ask(settings) == 1
    assert server.received[0].headers["authorization"] == "Bearer sk-hidden0key"
    server.close()
    text = recording.path.read_text("utf-8")
    assert not SECRET.search(text)
    assert "some-model" in text
    assert server.url not in text
    assert "timings" not in text
    assert "Größe 😀?" in text
    assert "retry-after-ms" in text
    with recording.opened() as settings:
        assert ask(settings) == 1
    assert len(recording.sent) == 2


def test_equal_questions_and_answers_are_played_one_by_one(
    server: Loopback, tmp_path: Path
) -> None:
    recording = Recording(tmp_path / "test.yaml", origin(server))
    for _ in range(2):  # the second time from the file
        with recording.opened() as settings:
            assert [ask(settings), ask(settings), ask(settings, "Else?")] == [1, 1, 1]
    assert len(server.received) == 3


def test_an_answer_that_is_no_json_stays_as_it_is(server: Loopback, tmp_path: Path) -> None:
    server.say(Answer("<p>busy</p>"), Answer("<p>busy</p>"))
    recording = Recording(tmp_path / "test.yaml", origin(server))
    for _ in range(2):
        with recording.opened() as settings, pytest.raises(ConfigurationError, match="no JSON"):
            ask(settings)


def test_recording_again_changes_nothing_but_what_has_changed(
    server: Loopback, tmp_path: Path
) -> None:
    path = tmp_path / "test.yaml"

    def record(day: str) -> str:
        with Recording(path, origin(server, day)).opened() as settings:
            ask(settings)
        return path.read_text("utf-8")

    first = record("2026-01-01")
    assert record("2026-02-02") == first
    server.reply = lambda _: chat({"about": None})
    later = record("2026-03-03")
    assert "2026-03-03" in later
    assert '{"about": null}' in later
    assert '{"about": null}' not in first


def test_a_recording_that_fails_keeps_the_old_cassette(server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "test.yaml"
    path.write_text("old", "utf-8")
    with (
        pytest.raises(ZeroDivisionError),
        Recording(path, origin(server)).opened() as settings,
    ):
        assert ask(settings) / 0
    assert path.read_text("utf-8") == "old"


def test_a_missing_cassette_names_the_command_that_records_it(tmp_path: Path) -> None:
    with (
        pytest.raises(pytest.fail.Exception, match=r"no cassette test\.yaml: `make record`"),
        Recording(tmp_path / "test.yaml", None).opened(),
    ):
        pass


def test_a_cassette_cannot_run_code(server: Loopback, tmp_path: Path) -> None:
    path, exploded = tmp_path / "test.yaml", tmp_path / "exploded"
    recording = Recording(path, origin(server))
    with recording.opened() as settings:
        ask(settings)
    bomb = f"version: !!python/object/apply:os.mkdir ['{exploded}']"
    path.write_text(path.read_text("utf-8").replace("version: 1", bomb), "utf-8")
    with pytest.raises(yaml.constructor.ConstructorError), recording.opened():
        pass
    assert not exploded.exists()


def test_an_endpoint_with_a_key_can_be_recorded_instead() -> None:
    environment = {"SUMMARIZER_MODEL": "openai/some-model", "OPENAI_API_KEY": "sk-hidden0key"}
    with live(environment) as one:
        assert one.header["address"] == one.base_url == "https://api.openai.com/v1"
        assert one.header["model"] == "openai/some-model"
        assert one.settings.api_key == SecretStr("sk-hidden0key")


@pytest.mark.parametrize(
    ("environment", "error"),
    [
        ({"SUMMARIZER_TEST_MODEL": "none.gguf"}, ModelMissingError),
        ({"SUMMARIZER_MODEL": "openai/some-model"}, ConfigurationError),
    ],
)
def test_what_is_missing_for_recording_is_told(
    environment: dict[str, str], error: type[SummarizerError]
) -> None:
    with pytest.raises(error), live(environment):
        pass
