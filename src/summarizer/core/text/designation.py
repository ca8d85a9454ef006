"""Whom a noun phrase names where all nouns have capitals: "Vorstandschef Albrecht Lünhorst".

What a noun means tells whether it is a name: nouns of people and of kinds of bodies describe
("der Sender Kanal Fünf"), and a compound may do both ("das Umweltministerium").
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from ...schema import SourceKind
from .lexicon import Lexicon
from .mark import MARKS
from .noun import is_descriptive, kind_of_noun
from .phrase import Phrase, Token, is_noun, noun_phrase, tokens
from .range import Range

__all__ = ["designated", "nominative"]

_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)")
_STEM = 4  # letters of the shortest word without its ending
_FULL_NAME = 2  # words
_ENDINGS = ("es", "s", "en", "n")
_BODIES: frozenset[SourceKind | None] = frozenset({"government", "organization", "media"})


class _Part(NamedTuple):
    """A phrase between commas, and its words."""

    text: str
    found: list[Token]
    phrase: Phrase

    @property
    def nouns(self) -> list[Token]:
        """The first run of nouns."""
        return self.found[slice(*self.phrase.nouns)]

    @property
    def before(self) -> list[str]:
        """The article and adjectives, in lower case."""
        return [t.lower for t in self.found[: self.phrase.nouns[0]]]

    def words(self, first: int, last: int) -> str:
        """The words from one token to another."""
        if first >= last:
            return ""
        return self.text[self.found[first].start : self.found[last - 1].end]


def designated(words: str, lexicon: Lexicon, vocabulary: Collection[str]) -> str | None:
    """Return whom words name: a name, or a description that brings somebody new; None if unsure.

    Args:
        words: the words of a tag that name its source.
        lexicon: the language's words.
        vocabulary: all words of the article, to undo a genitive: "Kerns" where "Kern" is printed.
    """
    plain = _BRACKETED.sub("", words)
    parts = [p for each in _parts(plain) if (p := _part(each, lexicon))]
    if not parts or _is_pronoun(parts[0], lexicon):
        return None
    first = _issuer(parts[0], lexicon) or parts[0]
    if _is_own(first, lexicon):
        return None
    name = _name(first, lexicon)
    if name is not None:
        return nominative(name, vocabulary)
    others = (_person(p, lexicon) for p in parts[1:])
    return next((n for n in others if n), None) or _described(first, lexicon)


def _parts(words: str) -> list[str]:
    return [p.strip() for p in words.replace(";", ",").replace(" – ", ",").split(",")]


def _part(text: str, lexicon: Lexicon) -> _Part | None:
    found = tokens(text, Range(0, len(text)))
    found = [t for t in found if t.text[0].isalnum() or t.text[0] in "&-/()"]
    idle = lexicon.words.adverbs
    first = next((i for i, t in enumerate(found) if t.lower not in idle), 0)
    phrase = noun_phrase(found[first:], 0, lexicon, wide=True)
    return _Part(text, found[first:], phrase) if phrase else None


def _is_pronoun(part: _Part, lexicon: Lexicon) -> bool:
    words = lexicon.words
    pronouns = words.pronouns | words.phrases.pronouns
    return part.phrase.end == part.phrase.start + 1 and part.found[0].lower in pronouns


def _is_own(part: _Part, lexicon: Lexicon) -> bool:
    """Whether a phrase is of somebody named before: "sein Anwalt"; his name may follow."""
    is_possessive = bool(set(part.before) & lexicon.words.phrases.possessives)
    return is_possessive and part.phrase.nouns[1] - part.phrase.nouns[0] == 1


def _issuer(part: _Part, lexicon: Lexicon) -> _Part | None:
    """Who issued a document: "einem Bericht *der Polizei*"."""
    nouns = lexicon.words.nouns
    first, end = part.phrase.nouns
    documents = tuple(nouns.documents | nouns.hearsay)
    behind = part.found[end].lower if end < part.phrase.end else ""
    if not part.found[first].lower.endswith(documents) or behind not in nouns.of:
        return None
    skip = end + (behind in lexicon.words.phrases.attaching)
    return _part(part.text[part.found[skip].start :], lexicon)


def _name(part: _Part, lexicon: Lexicon) -> str | None:
    """The name in a phrase: what is left behind the nouns that describe it."""
    start, end = part.phrase.nouns
    while start < end and is_descriptive(part.found[start].text, lexicon):
        start += 1
    nouns = part.found[start:end]
    described = start - part.phrase.nouns[0]
    titled = _quoted(part)
    if titled:
        return titled
    if not nouns or not is_noun(nouns[0]):
        return None
    rest = part.words(end, part.phrase.end)
    is_indefinite = bool(set(part.before) & (lexicon.words.determiners - lexicon.words.definite))
    if described:
        return part.words(start, end) if not _is_shared(part, lexicon) else None
    if is_indefinite or set(part.before) & lexicon.words.phrases.possessives:
        return None
    bare = not part.before
    head = kind_of_noun(nouns[0].text, lexicon)
    if len(nouns) >= _FULL_NAME:
        joined = head in _BODIES and rest and part.found[end].lower in lexicon.words.phrases.joints
        if _is_shared(part, lexicon) and not joined:
            return None
        return part.words(start, part.phrase.end if joined else end)
    word = nouns[0].text
    if bare:
        if head == "person":
            return None
        return part.words(start, part.phrase.end)
    if head == "person" or head == "group" or word.lower() in lexicon.kinds and not rest:
        return None if word.lower() not in lexicon.words.phrases.unique else word
    if rest and head in _BODIES:
        return part.words(start, part.phrase.end)
    is_acronym = sum(c.isupper() for c in word) > 1
    return word if is_acronym or head in _BODIES else None


def _quoted(part: _Part) -> str | None:
    """The title in marks that a phrase has for its name."""
    marks = [i for i, c in enumerate(part.text) if c in MARKS]
    if len(marks) < _FULL_NAME or not part.found:
        return None
    lead = part.text[: marks[0]].split()
    return part.text[marks[0] + 1 : marks[1]] if 0 < len(lead) <= _FULL_NAME else None


def _is_shared(part: _Part, lexicon: Lexicon) -> bool:
    """Whether a phrase names two: "Udo Kern und Ada Lund"."""
    end = part.phrase.nouns[1]
    return any(t.lower in lexicon.words.phrases.joints for t in part.found[end : end + 1])


def _person(part: _Part, lexicon: Lexicon) -> str | None:
    """The full name in an apposition: "der Sprecher, *Udo Kern*"."""
    start, end = part.phrase.nouns
    while start < end and is_descriptive(part.found[start].text, lexicon):
        start += 1
    is_full = end - start >= _FULL_NAME and all(
        t.text.isalpha() or "-" in t.text for t in part.found[start:end]
    )
    is_body = any(kind_of_noun(t.text, lexicon) in _BODIES for t in part.found[start:end])
    is_bare = not part.before and end == len(part.found)
    return part.words(start, end) if is_full and is_bare and not is_body else None


def _described(part: _Part, lexicon: Lexicon) -> str | None:
    """A description that brings somebody new: "zwei Beamte", "Anwohner"."""
    words = lexicon.words
    start = part.phrase.start
    first = part.found[start].lower
    if part.phrase.nouns[1] - start == 1 and not is_noun(part.found[start]):
        return None  # a pronoun
    indefinite = words.determiners - words.definite - words.phrases.contractions
    if first in words.definite or first in words.negations or first in words.pronouns - indefinite:
        return None
    is_person = kind_of_noun(part.found[start].text, lexicon) == "person"
    return None if is_noun(part.found[start]) and is_person else part.words(start, part.phrase.end)


def nominative(name: str, vocabulary: Collection[str]) -> str:
    """Undo a genitive or dative where the article prints the word without its ending."""
    if not all(w[:1].isupper() for w in name.split(" ")):
        return name  # "Amt für Bau": printed as it is
    return " ".join(_undone(word, vocabulary) for word in name.split(" "))


def _undone(word: str, vocabulary: Collection[str]) -> str:
    stems = (word.removesuffix(e) for e in _ENDINGS if word.endswith(e))
    return next((s for s in stems if len(s) >= _STEM and s in vocabulary), word)
