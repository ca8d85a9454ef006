from pathlib import Path

import pytest
from genai_prices import Usage, calc_price
from pydantic import SecretStr

from summarizer.clients.endpoint import DEFAULT_MODEL, Endpoint, resolve
from summarizer.errors import ConfigurationError
from summarizer.settings import Settings

KEYS = ("GROQ_API_KEY", "OPENROUTER_API_KEY", "DEEPSEEK_API_KEY", "MISTRAL_API_KEY")


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*KEYS, "SUMMARIZER_MODEL", "SUMMARIZER_API_KEY", "SUMMARIZER_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def secret(endpoint: Endpoint) -> str | None:
    return endpoint.api_key.get_secret_value() if endpoint.api_key else None


def test_the_default_model_has_a_price() -> None:
    price = calc_price(
        Usage(input_tokens=1000, output_tokens=100), DEFAULT_MODEL, provider_id="openai"
    )
    assert price.total_price > 0


def test_openai_is_asked_with_its_own_key_and_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", " sk-1\n")
    monkeypatch.setenv("OPENAI_ORG_ID", "org")
    endpoint = resolve(Settings(model="openai/gpt-6.1-terra"))
    assert endpoint == Endpoint(
        provider="openai",
        model="gpt-6.1-terra",
        base_url="https://api.openai.com/v1",
        api_key=SecretStr("sk-1"),
        profile="large",
        sends_temperature=False,
        tokens_parameter="max_completion_tokens",
        organization="org",
    )
    assert endpoint.host == "api.openai.com"
    assert not endpoint.is_loopback
    assert "sk-1" not in repr(endpoint)


@pytest.mark.parametrize(
    ("model", "is_warm"),
    [
        ("openai/gpt-4o-mini", True),
        ("openai/gpt-4.1", True),
        ("openai/ft:gpt-4o:me", True),
        ("openai/gpt-5-mini", False),
        ("openai/o3", False),
        ("openai/gpt-12-nova", False),
        ("openrouter/openai/gpt-5.1", False),
        ("openrouter/openai/gpt-oss-120b", True),
        ("openrouter/qwen/qwen3-30b", True),
        ("mistral/open-mistral-nemo", True),
    ],
)
def test_temperature_is_sent_where_it_is_taken(model: str, *, is_warm: bool) -> None:
    assert resolve(Settings(model=model, api_key=SecretStr("k"))).sends_temperature is is_warm


def test_only_the_first_segment_is_the_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", "or-1")
    endpoint = resolve(Settings(model="openrouter/meta-llama/llama-4:free"))
    assert (endpoint.model, secret(endpoint)) == ("meta-llama/llama-4:free", "or-1")
    assert endpoint.tokens_parameter == "max_tokens"


def test_the_openai_key_goes_to_no_other_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://gateway.example/v1")
    monkeypatch.setenv("OPENAI_ORG_ID", "org")
    ollama = resolve(Settings(model="ollama/qwen2.5:7b"))
    assert (ollama.base_url, secret(ollama)) == ("http://127.0.0.1:11434/v1", None)
    elsewhere = resolve(Settings(model="groq/llama", base_url="https://other.example/v1"))
    assert (elsewhere.base_url, secret(elsewhere)) == ("https://other.example/v1", None)
    assert elsewhere.organization is None
    with pytest.raises(ConfigurationError, match="GROQ_API_KEY"):
        resolve(Settings(model="groq/llama"))


def test_openai_base_url_is_used_for_openai_only_and_an_argument_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:8000/v1/")
    endpoint = resolve(Settings(model="openai/my-model"))
    assert (endpoint.base_url, secret(endpoint)) == ("http://localhost:8000/v1", None)
    assert (endpoint.tokens_parameter, endpoint.sends_temperature) == ("max_tokens", True)
    assert endpoint.is_loopback
    other = resolve(
        Settings(model="openai/gpt-5", base_url="https://a.example/v1/chat/completions")
    )
    assert (other.base_url, other.tokens_parameter) == (
        "https://a.example/v1",
        "max_completion_tokens",
    )


def test_an_empty_openai_base_url_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    settings = Settings(model="openai/gpt-4o", api_key=SecretStr("k"))
    assert resolve(settings).base_url == "https://api.openai.com/v1"


@pytest.mark.parametrize(
    ("model", "profile"),
    [
        ("ollama/qwen2.5-coder:1.5b", "small"),
        ("ollama/llama3.3:70b", "large"),
        ("ollama/mistral", "small"),
        ("together/Qwen/Qwen3-235B-A22B", "large"),
        ("together/meta-llama/Llama-3.1-8B-Instruct", "small"),
        ("openai/gpt-4o", "large"),
    ],
)
def test_the_profile_follows_the_model(model: str, profile: str) -> None:
    assert resolve(Settings(model=model, api_key=SecretStr("k"))).profile == profile
    asked = Settings(model=model, api_key=SecretStr("k"), profile="large")
    assert resolve(asked).profile == "large"


def test_deepseek_is_asked_without_a_schema() -> None:
    assert not resolve(
        Settings(model="deepseek/deepseek-chat", api_key=SecretStr("k"))
    ).sends_schema


def test_a_model_file_is_the_embedded_engine(tmp_path: Path) -> None:
    endpoint = resolve(Settings(model=f"local:{tmp_path}/my.Q4.gguf"))
    assert (endpoint.provider, endpoint.model, endpoint.base_url) == ("local", "my.Q4", None)
    assert (endpoint.model_path, endpoint.profile) == (tmp_path / "my.Q4.gguf", "small")
    assert (endpoint.host, endpoint.is_loopback) == ("the embedded engine", True)


@pytest.mark.parametrize("how", ["argument", "variable"])
def test_with_a_key_and_no_model_the_default_is_chosen_and_said(
    monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "variable":
        monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    endpoint = resolve(Settings(api_key=SecretStr("sk-1") if how == "argument" else None))
    assert (endpoint.provider, endpoint.model) == ("openai", DEFAULT_MODEL)
    assert endpoint.chosen_because is not None
    assert DEFAULT_MODEL in endpoint.chosen_because
    assert "\n" not in endpoint.chosen_because
    assert "sk-1" not in endpoint.chosen_because


def test_without_a_key_the_embedded_engine_is_chosen_if_it_is_installed(tmp_path: Path) -> None:
    endpoint = resolve(Settings(model_dir=tmp_path), has_engine=True)
    assert endpoint.model_path is not None
    assert endpoint.model_path.parent == tmp_path
    assert "local" in (endpoint.chosen_because or "")


def test_with_neither_one_line_says_how_to_get_either() -> None:
    with pytest.raises(ConfigurationError) as caught:
        resolve(Settings(), has_engine=False)
    assert "OPENAI_API_KEY" in str(caught.value)
    assert "pip install 'summarizer[local]'" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("model", "hint"),
    [
        ("gpt-4o", "openai/gpt-4o"),
        ("opnai/gpt-4o", "openai/gpt-4o"),
        ("OpenAI/gpt-4o", "openai/gpt-4o"),
        ("models/my.gguf", "local:models/my.gguf"),
        ("acme/large", "base_url"),
        ("openai/", "openai"),
        ("localhost", "local:/path"),
    ],
)
def test_a_wrong_name_is_answered_with_how_to_write_it(model: str, hint: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        resolve(Settings(model=model))
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize("key", ["sk 1", "sk-ä", "sk\x00"])
def test_a_broken_key_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        resolve(Settings(model="openai/gpt-4o", api_key=SecretStr(key)))
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://user:pw@host/v1",
        "https://host/v1?key=pw",
        "http:///v1",
        "http://[pw/v1",
        "http://h:pw",
    ],
)
def test_an_address_that_is_none_or_says_more_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        resolve(Settings(model="openai/m", base_url=url))
    assert "pw" not in f"{caught.value!r} {caught.value}"
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_an_address_needs_a_model_and_the_embedded_engine_takes_none() -> None:
    with pytest.raises(ConfigurationError, match="no model"):
        resolve(Settings(base_url="http://localhost:1/v1"))
    with pytest.raises(ConfigurationError, match="takes no address"):
        resolve(Settings(model="local:a.gguf", base_url="http://localhost:1/v1"))
