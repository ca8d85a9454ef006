"""The gold nouns: a story of ours with all that a perfect reader finds in it, by exact spans."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from summarizer.schema import (
    Certainty,
    QuoteKind,
    SourceKind,
    SourceRole,
    Span,
    Stance,
    Status,
)

__all__ = [
    "GENRES",
    "GOLD",
    "GoldClaim",
    "GoldPoint",
    "GoldPosition",
    "GoldQuote",
    "GoldSource",
    "Story",
    "load",
]

GOLD = Path(__file__).parent / "gold" / "gold.jsonl"
Genre = Literal[
    "agency", "local", "investigative", "live-blog", "interview", "press-release", "opinion"
]
GENRES: tuple[Genre, ...] = (
    "agency",
    "local",
    "investigative",
    "live-blog",
    "interview",
    "press-release",
    "opinion",
)


class Gold(BaseModel):
    """Base of the gold nouns: frozen, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class GoldSource(Gold):
    """Someone or something cited."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: SourceKind
    naming: Literal["named", "described"]
    role: SourceRole
    affiliation: str | None = None
    expertise: str | None = None


class GoldQuote(Gold):
    """Words between quotation marks."""

    spans: tuple[Span, ...]
    kind: QuoteKind
    speaker: str | None
    via: tuple[str, ...] = ()
    cue: Span | None = None


class GoldPosition(Gold):
    """One source's stand on a claim."""

    source: str
    via: tuple[str, ...] = ()
    stance: Stance
    certainty: Certainty
    cue: Span | None
    evidence: tuple[Span, ...]
    """The narrowed words: what was said."""


class GoldClaim(Gold):
    """A statement with everybody's stand on it."""

    text: str
    evidence: tuple[Span, ...]
    """Whole sentences."""
    positions: tuple[GoldPosition, ...]
    status: Status


class GoldPoint(Gold):
    """A sentence of the synopsis and the places of its claims, counted from 0."""

    text: str
    claims: tuple[int, ...]


class Story(Gold):
    """One annotated story."""

    id: str
    language: str
    genre: Genre
    split: Literal["dev", "test"]
    features: tuple[str, ...]
    title: str
    text: str
    furniture: tuple[Span, ...]
    """Lines that nobody asks about: headline, byline, dateline, footer."""
    sources: tuple[GoldSource, ...]
    quotes: tuple[GoldQuote, ...]
    claims: tuple[GoldClaim, ...]
    synopsis: tuple[GoldPoint, ...]


def load(path: Path = GOLD) -> tuple[Story, ...]:
    """Read stories from JSONL, split on line feeds only (texts may hold U+2028)."""
    lines = path.read_bytes().split(b"\n")
    return tuple(Story.model_validate_json(line) for line in lines if line.strip())
