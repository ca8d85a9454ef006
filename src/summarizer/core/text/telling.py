"""Telling words: what a stretch of words is about."""

import re

from .lexicon import Lexicon

__all__ = ["telling_words"]

_WORD = re.compile(r"\w+")


def telling_words(said: str, lexicon: Lexicon | None) -> frozenset[str]:
    """Return the words that tell something: no function words, no nouns that only point."""
    words = {w.casefold() for w in _WORD.findall(said)}
    if lexicon:
        known = lexicon.words
        words -= known.function_words | known.pronouns | known.determiners | known.formulas.pointing
        words -= frozenset(known.formulas.negations) | frozenset(known.auxiliaries)
    return frozenset(words)
