"""Telling words: what a stretch of words is about."""

import re
from itertools import pairwise

from .lexicon import Lexicon

__all__ = ["STEM", "alike", "telling_words", "words_in"]

STEM = 5
"""Letters that two forms of one word share: "warning", "warnings"."""
_WORD = re.compile(r"\w+")


def words_in(said: str, lexicon: Lexicon | None) -> list[str]:
    """Return the words of what is said, without case.

    Where no blanks stand between words, nearly each character is one.
    """
    pattern = lexicon.word if lexicon and lexicon.words.sets_no_blanks else _WORD
    return [m.group() for m in pattern.finditer(said.casefold())]


def telling_words(said: str, lexicon: Lexicon | None) -> frozenset[str]:
    """Return the words that tell something: no function words, no nouns that only point."""
    words = words_in(said, lexicon)
    if lexicon is None:
        return frozenset(words)
    known = lexicon.words
    idle = known.function_words | known.pronouns | known.determiners | known.formulas.pointing
    idle = idle.union(known.formulas.negations, known.auxiliaries)
    telling = [w for w in words if w not in idle]
    # characters tell too little alone: what stands together counts, as usual for such scripts
    pairs = (a + b for a, b in pairwise(telling))
    return frozenset(pairs if known.sets_no_blanks else telling)


def alike(one: str, other: str) -> bool:
    """Whether two words are the same, or two forms of one."""
    return one == other or (len(one) >= STEM and one[:STEM] == other[:STEM])
