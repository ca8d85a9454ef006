"""Settings: every tunable, from arguments and from the environment."""

import pytest
from pydantic import ValidationError

from summarizer import Settings
from summarizer.settings import environment_variable

VALUES = {
    "model": "openai/x",
    "base_url": "http://127.0.0.1:9/v1",
    "api_key": "a-key",
    "profile": "small",
    "window_sentences": "4",
    "context_sentences": "0",
    "max_output_tokens": "64",
    "max_chars": "1",
    "timeout_s": "0.5",
    "deadline_s": "2",
    "max_tries": "1",
    "concurrency": "1",
    "requests_per_minute": "60",
    "tokens_per_minute": "60000",
    "max_tokens": "1000",
    "max_cost_usd": "0.5",
    "max_article_tokens": "1000",
    "max_article_cost_usd": "0.5",
    "input_price": "0",
    "output_price": "2.5",
    "cache": "false",
    "cache_dir": "somewhere",
    "model_dir": "elsewhere",
}


def test_every_tunable_is_described_and_listed_here() -> None:
    assert set(VALUES) == set(Settings.model_fields)
    assert [n for n, f in Settings.model_fields.items() if not f.description] == []


@pytest.mark.parametrize("name", VALUES)
def test_every_tunable_is_read_from_its_environment_variable(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"SUMMARIZER_{name.upper()}", VALUES[name])
    by_variable = getattr(Settings(), name)
    assert by_variable == getattr(Settings.model_validate({name: VALUES[name]}), name)
    assert by_variable != Settings.model_fields[name].get_default(call_default_factory=True)


def test_arguments_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_CONCURRENCY", "3")
    assert Settings().concurrency == 3
    assert Settings(concurrency=5).concurrency == 5


def test_an_empty_variable_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_CONCURRENCY", "")
    assert Settings().concurrency == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_url": "localhost:8080"},
        {"concurrency": 0},
        {"max_tries": 0},
        {"timeout_s": 0},
        {"context_sentences": -1},
        {"window_sentences": 0},
        {"profile": "medium"},
        {"windows": 3},
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate(wrong)
    assert next(iter(wrong)) in str(caught.value)


def test_a_key_is_never_shown() -> None:
    settings = Settings.model_validate({"api_key": "sesame", "base_url": "https://127.0.0.1"})
    assert "sesame" not in f"{settings!r} {settings} {settings.model_dump_json()}"
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"api_key": {"sesame": 1}, "model": ["sesame"]})
    assert "sesame" not in str(caught.value)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().concurrency = 3


@pytest.mark.parametrize(("value", "read"), [("key", "key"), (" key\n", "key"), (" ", None)])
def test_a_provider_s_own_variable_is_read_without_blanks(
    value: str, read: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_PROVIDER_KEY", value)
    assert environment_variable("SOME_PROVIDER_KEY") == read
    monkeypatch.delenv("SOME_PROVIDER_KEY")
    assert environment_variable("SOME_PROVIDER_KEY") is None
