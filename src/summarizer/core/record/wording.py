"""The wording of a claim in the article's own words."""

from collections.abc import Sequence

from ..text.clause import WORD, without_dateline
from ..text.range import Range
from ..text.reading import Reading

__all__ = ["own_words"]

_ASIDE_WORDS = (
    4  # pieces up to this length ("In a separate action") are left out beside longer ones
)


def own_words(reading: Reading, content: Sequence[Range]) -> str:
    """Return the words of a statement's content, without a dateline, asides left out."""
    pieces = [without_dateline(reading.text, piece) for piece in content]
    lengths = [len(WORD.findall(reading.text[p.start : p.end])) for p in pieces]
    longest = max(lengths)
    kept = [
        p
        for p, length in zip(pieces, lengths, strict=True)
        if length > _ASIDE_WORDS or longest <= _ASIDE_WORDS
    ]
    # “We will rebuild it,” she said: the comma belongs to the tag
    return " … ".join(reading.line(p).rstrip(",;: ") for p in kept)
