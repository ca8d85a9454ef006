"""How an article is asked about."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from typing import Literal

__all__ = ["Plan", "own_version"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How an article is asked about; everything in it shapes the result."""

    model: str
    """The model's name, for the provenance."""
    profile: Literal["small", "large"]
    window_sentences: int
    context_sentences: int = 3
    max_output_tokens: int = 16_000

    @property
    def digest(self) -> str:
        """Hex SHA-256 of all of it: equal plans ask alike."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@cache
def own_version() -> str:
    """Return the version that is installed: looked up on disk, so once."""
    return version("summarizer")
