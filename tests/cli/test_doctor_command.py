import importlib.machinery
import sys
from pathlib import Path
from types import ModuleType

import pytest
from commands import Command

from loopback import Loopback, failure
from summarizer.cli.checkup import _version
from summarizer.clients.local import store


def lines(stdout: str) -> dict[str, str]:
    return {line[:9].strip(): line[9:] for line in stdout.splitlines() if line[:9].strip()}


def test_all_that_would_be_used_is_shown_but_no_key(
    command: Command, loopback: Loopback, tmp_path: Path
) -> None:
    done = command("doctor")
    shown = lines(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("summarizer ")
    for package in ("Python 3", "openai 3", "instructor 1", "httpx2 ", "pydantic 2"):
        assert package in done.stdout.splitlines()[0]
    assert shown["model"] == "openai/x"
    assert shown["address"] == loopback.url
    assert shown["key"] == "set in OPENAI_API_KEY"
    assert shown["profile"] == "large, 40 sentences a question"
    assert shown["cache"] == f"{tmp_path / 'cache' / 'replies'}: 0 replies, 0 bytes"
    assert done.stdout.endswith("Articles can be summarized.\n")
    assert "not-a-key" not in done.stdout
    assert not loopback.received


def test_a_call_asks_one_question(command: Command, loopback: Loopback) -> None:
    done = command("doctor", "--call", "--model", "openai/other")
    assert done.exit_code == 0
    assert lines(done.stdout)["call"] == "answered; 10 tokens in, 5 out"
    assert [body["model"] for body in loopback.bodies] == ["other"]
    assert ": 0 replies" in command("cache", "info").stdout


@pytest.mark.parametrize(("status", "code"), [(401, 4), (402, 4), (503, 5)])
def test_a_call_that_fails_ends_with_the_code_of_the_problem(
    command: Command, loopback: Loopback, status: int, code: int
) -> None:
    loopback.reply = lambda _: failure(status, headers={"retry-after": "0"})
    done = command("doctor", "--call")
    assert done.exit_code == code
    assert lines(done.stdout)["call"].startswith("PROBLEM ")
    assert "\n         -> " in done.stdout
    assert done.stdout.endswith("Nothing can be summarized yet.\n")


def test_a_missing_key_is_a_problem(command: Command) -> None:
    done = command("doctor", "--model", "groq/x")
    assert done.exit_code == 4
    assert lines(done.stdout)["model"] == "PROBLEM There is no key for this endpoint."
    assert "-> set GROQ_API_KEY" in done.stdout


def test_where_a_key_is_from_is_told(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_API_KEY", "own-key")
    assert lines(command("doctor").stdout)["key"] == "set in SUMMARIZER_API_KEY"
    monkeypatch.delenv("SUMMARIZER_API_KEY")
    monkeypatch.delenv("OPENAI_API_KEY")
    assert lines(command("doctor").stdout)["key"] == "none"


def test_a_model_nobody_named_is_explained(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUMMARIZER_MODEL")
    assert "No model is named: using openai/" in command("doctor").stdout


def test_an_address_without_encryption_is_a_warning(command: Command) -> None:
    done = command("doctor", "--base-url", "http://models.example/v1")
    assert done.exit_code == 0
    assert lines(done.stdout)["address"] == "WARNING http://models.example/v1"


def test_a_provider_that_takes_no_schema_is_told(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "some-key")
    shown = lines(command("doctor", "--model", "deepseek/x").stdout)
    assert "cannot enforce one" in shown["schema"]
    assert shown["key"] == "set in DEEPSEEK_API_KEY"


def test_a_cache_that_cannot_be_written_is_a_warning(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    done = command("doctor")
    assert done.exit_code == 0
    assert lines(done.stdout)["cache"].startswith("WARNING ")
    monkeypatch.setenv("SUMMARIZER_CACHE", "false")
    assert lines(command("doctor").stdout)["cache"] == "off"


def test_the_embedded_engine_needs_its_model(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ModuleType("xllamacpp")  # only looked for, never used
    engine.__spec__ = importlib.machinery.ModuleSpec("xllamacpp", None)
    monkeypatch.setitem(sys.modules, "xllamacpp", engine)
    missing = command("doctor", "--model", "local")
    assert missing.exit_code == 4
    assert "is not here" in lines(missing.stdout)["engine"]
    assert "summarizer model fetch" in missing.stdout
    file = store.model_path(tmp_path / "models", store.default_model())
    file.parent.mkdir()
    file.write_bytes(b"GGUF")
    assert "is not what it should be" in command("doctor", "--model", "local").stdout
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF")
    right = command("doctor", "--model", f"local:{own}")
    assert right.exit_code == 0
    assert "its model is here" in lines(right.stdout)["engine"]
    assert lines(right.stdout)["profile"] == "small, 1 sentence a question"


def test_the_embedded_engine_needs_its_package(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    assert lines(command("doctor").stdout)["engine"] == "xllamacpp is not installed"
    done = command("doctor", "--model", "local")
    assert done.exit_code == 4
    assert "pip install 'summarizer[local]'" in done.stdout


def test_a_package_that_is_not_there_has_no_version() -> None:
    assert _version("no-such-package") == "(not installed)"


def test_the_price_is_told_and_a_limit_without_one_is_a_problem(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lines(command("doctor").stdout)["price"].startswith("not known")
    monkeypatch.setenv("SUMMARIZER_MAX_COST_USD", "1")
    done = command("doctor")
    assert done.exit_code == 4
    assert lines(done.stdout)["price"].startswith("PROBLEM No price is known for openai/x")
    monkeypatch.setenv("SUMMARIZER_INPUT_PRICE", "0.5")
    monkeypatch.setenv("SUMMARIZER_OUTPUT_PRICE", "2")
    assert lines(command("doctor").stdout)["price"] == "$0.5 in, $2 out, a million tokens"
