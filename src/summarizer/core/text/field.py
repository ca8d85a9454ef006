"""A field: what stands between two commas around a verb, as words with the verb's place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .clause import HIDDEN, Clause
from .lexicon import Lexicon
from .phrase import Phrase, Token, noun_phrase, tokens
from .predicate import field_around
from .range import Range

if TYPE_CHECKING:
    from .cues import Cue

__all__ = ["Field", "Reach", "field_of", "is_relative"]


class Reach(NamedTuple):
    """A tag's places."""

    range: Range
    voice: Range
    passer: Range | None = None
    rest: Range | None = None
    """A part of the verb far behind: a participle, the "mit" of "teilte … mit"."""


@dataclass(frozen=True)
class Field:
    """A field, its tokens, and where the verb stands among them."""

    clause: Clause
    lexicon: Lexicon
    range: Range
    cue: Range
    found: list[Token]
    finite: int
    verb_end: int
    """The token behind the cue."""

    @property
    def is_answered(self) -> bool:
        """Whether more of the clause follows, which may be what was said."""
        return self.clause.is_filled(Range(self.range.end, self.clause.range.end))

    def is_read(self, end: int) -> bool:
        """Whether nothing but the cue itself stands behind a token."""
        rest = self.found[max(end, self.verb_end) :]
        between = self.found[end : sum(t.start < self.cue.start for t in self.found)]
        return not any(t.text[0].isalnum() or t.text[0] == HIDDEN for t in (*between, *rest))

    def place(self, phrase: Phrase) -> Range:
        """The characters of a phrase."""
        return Range(self.found[phrase.start].start, self.found[phrase.end - 1].end)


def field_of(cue: "Cue", clause: Clause, lexicon: Lexicon) -> Field:
    """Return the field around a cue."""
    around = field_around(cue.range, clause)
    found = tokens(clause.masked, around)
    finite = cue.predicate.finite.start if cue.predicate else cue.range.start
    return Field(
        clause,
        lexicon,
        around,
        cue.range,
        found,
        sum(t.start < finite for t in found),
        sum(t.start < cue.range.end for t in found),
    )


def is_relative(found: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a field begins with a relative pronoun: no noun belongs to its first word."""
    if found[0].lower in lexicon.words.relatives:
        return found[0].lower not in lexicon.words.phrases.interrogatives
    phrase = noun_phrase(found, 0, lexicon)
    is_article = found[0].lower in lexicon.words.articles
    return is_article and len(found) > 1 and (phrase is None or phrase.end == 1)
