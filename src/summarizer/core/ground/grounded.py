"""What a reply comes to once its numbers and names are found in the article."""

from dataclasses import dataclass

from ...schema import Certainty, QuoteKind, SourceKind, SourceRole, Stance
from ..text.range import Range
from ..text.tags import Tag

__all__ = ["Description", "Grounded", "Point", "Problem", "Speech", "Stand", "Statement", "Voice"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A name that a reply gave, and where the article prints it nearest to where it speaks."""

    name: str
    at: Range | None
    """None: the name is not in the article."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One voice's stand on a statement."""

    sentence: int
    source: Voice
    via: tuple[Voice, ...]
    stance: Stance
    certainty: Certainty
    cue: Range | None
    content: tuple[Range, ...]
    tag: Tag | None
    """The tag that gives it, if one does."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the article states, with everybody's stand on it; without any, its own voice."""

    key: str
    """What a check of it is filed under, the same in a first and a second answer."""
    sentences: tuple[int, ...]
    content: tuple[Range, ...]
    text: str | None
    """The model's wording, or None for the words of `content`."""
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """What a quotation is, and whose."""

    quotation: int
    kind: QuoteKind
    speaker: Voice | None
    via: tuple[Voice, ...]
    cue: Range | None


@dataclass(frozen=True, slots=True)
class Description:
    """What a reply says of a source."""

    name: str
    kind: SourceKind
    role: SourceRole
    affiliation: str | None
    expertise: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A synopsis sentence and the statements (by their keys) that it rests on."""

    text: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A check that failed."""

    key: str
    """Which item: `tag 3`, `quote 2`, `claim 4,5`, `source NAME`."""
    check: str
    reason: str
    """For the user and, word for word, for the model."""
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounded:
    """All that one reply gave about its window."""

    statements: tuple[Statement, ...] = ()
    speeches: tuple[Speech, ...] = ()
    descriptions: tuple[Description, ...] = ()
    synopsis: tuple[Point, ...] = ()
    problems: tuple[Problem, ...] = ()
