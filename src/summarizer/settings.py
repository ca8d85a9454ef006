"""Every tunable, its default and its environment variable; nobody else reads the environment."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings", "environment_variable"]

_SECRET_PARTS = re.compile(r"(?<=//)[^/]*(?=@)|(?<=[?#]).+", re.DOTALL)


class Settings(BaseSettings):
    """All tunables. Each reads `SUMMARIZER_<NAME>`; arguments win over the environment.

    `OPENAI_API_KEY` and `OPENAI_BASE_URL` are read as usual, for the `openai/` provider only.
    """

    model_config = SettingsConfigDict(
        env_prefix="SUMMARIZER_",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )

    model: str | None = None
    """`openai/NAME`, another provider's `PROVIDER/NAME`, `local`, or `local:/path/to/model.gguf`.
    None: the default OpenAI model if there is a key, else `local` if it is installed."""
    base_url: str | None = None
    """Address of an OpenAI-compatible endpoint; None: the provider's own."""
    api_key: SecretStr | None = None
    """Key for the endpoint; None: the provider's own variable, such as `OPENAI_API_KEY`."""
    profile: Literal["small", "large"] | None = None
    """How the model is asked. `small`: who stands behind one attribution, a few sentences a time;
    `large`: everything in one call. None: by the model."""
    window_sentences: int | None = Field(default=None, ge=1)
    """Sentences that one request is about. None: by the model's class (small 1; large on this
    machine 40, elsewhere 120)."""
    context_sentences: int = Field(default=3, ge=0, le=50)
    """Sentences shown before a window."""
    max_output_tokens: int = Field(default=16_000, ge=64)
    """Upper limit of one reply's length, always sent."""
    max_chars: int = Field(default=2_000_000, ge=1)
    """Longest article accepted, in code points."""
    timeout_s: float = Field(default=120.0, gt=0)
    """Longest wait for a connection's next byte, in seconds."""
    deadline_s: float = Field(default=1800.0, gt=0)
    """Longest time for one article, in seconds."""
    max_tries: int = Field(default=4, ge=1)
    """HTTP requests for one question at most: retries and re-asks together."""
    concurrency: int = Field(default=8, ge=1)
    """Requests on the wire at once, at most; fewer while the endpoint finds them too many."""
    requests_per_minute: int | None = Field(default=None, ge=1)
    """HTTP requests started in a minute, at most, evenly; None: as many as come."""
    tokens_per_minute: int | None = Field(default=None, ge=1)
    """Tokens in a minute, at most, evenly: estimated before a request, corrected by what the server
    counts; None: as many as come."""
    max_tokens: int | None = Field(default=None, ge=1)
    """Tokens in and out that all articles of one `Summarizer` may take together, or one command;
    passed by one request at most."""
    max_cost_usd: float | None = Field(default=None, gt=0)
    """US dollars that they may cost together; passed by one request at most."""
    max_article_tokens: int | None = Field(default=None, ge=1)
    """Tokens in and out that one article may take: what is not asked then is a failed check."""
    max_article_cost_usd: float | None = Field(default=None, gt=0)
    """US dollars that one article may cost, likewise."""
    input_price: float | None = Field(default=None, ge=0)
    """US dollars for a million tokens in; None, or without the other: as listed for the model."""
    output_price: float | None = Field(default=None, ge=0)
    """US dollars for a million tokens out."""
    cache: bool = True
    """Whether replies are kept on disk and used again."""
    cache_dir: Path = Field(default_factory=lambda: platformdirs.user_cache_path("summarizer"))
    """Folder of the reply cache."""
    model_dir: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("summarizer") / "models"
    )
    """Folder of the embedded models."""

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        for name, value in super().__repr_args__():
            yield name, _masked(value) if name == "base_url" else value


def environment_variable(name: str) -> str | None:
    """Read a provider's own variable, such as its key; blank counts as missing."""
    return os.environ.get(name, "").strip() or None


def _masked(address: object) -> object:
    """An address without the parts that could hold a secret; such a one is refused on use."""
    return _SECRET_PARTS.sub("**********", address) if isinstance(address, str) else address
