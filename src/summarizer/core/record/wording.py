"""The wording of a claim in the article's own words."""

import re
from collections.abc import Sequence

from ..text.clause import WORD, without_dateline
from ..text.range import Range
from ..text.reading import Reading

__all__ = ["own_words", "words_in"]

_WORD = re.compile(r"\w+")

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


def words_in(reading: Reading, said: str) -> list[str]:
    """Return the words of what is said, without case.

    Where no blanks stand between words, nearly each character is one.
    """
    known = reading.lexicon
    pattern = known.word if known and known.words.sets_no_blanks else _WORD
    return [m.group() for m in pattern.finditer(said.casefold())]
