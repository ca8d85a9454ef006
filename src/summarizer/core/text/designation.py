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
    def before(self) -> list[str]:
        """The article and adjectives, in lower case."""
        return [t.lower for t in self.found[: self.phrase.nouns[0]]]

    def words(self, first: int, last: int) -> str:
        """The words from one token to another."""
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
    stated = _stated_by(first, lexicon)
    if stated is not None:
        return stated if stated in vocabulary else None
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


def _stated_by(part: _Part, lexicon: Lexicon) -> str | None:
    """Who states something, of a compound: "*Polizei*angaben"; empty if it is only "Angaben"."""
    word = part.found[part.phrase.nouns[0]].text
    endings = lexicon.words.phrases.statements
    ending = next((e for e in endings if word.lower().endswith(e)), None)
    return word[: -len(ending)].removesuffix("s") if ending else None


def _name(part: _Part, lexicon: Lexicon) -> str | None:
    """The name in a phrase: what is left behind the nouns that describe it."""
    titled = _quoted(part)
    if titled:
        return titled
    first, end = part.phrase.nouns
    start = _undescribed(part, lexicon)
    if start > first:
        return part.words(start, end) if start < end and not _is_shared(part, lexicon) else None
    words = lexicon.words
    if set(part.before) & (words.determiners - words.definite | words.phrases.possessives):
        return None
    if end - start >= _FULL_NAME:
        return _full_name(part, lexicon)
    if not part.before:
        return None if _is_shared(part, lexicon) else part.words(start, part.phrase.end)
    return _body(part, lexicon)


def _undescribed(part: _Part, lexicon: Lexicon) -> int:
    """Where the nouns begin that do not only tell what is named."""
    start, end = part.phrase.nouns
    described = (i for i in range(start, end) if not is_descriptive(part.found[i].text, lexicon))
    return next(described, end)


def _full_name(part: _Part, lexicon: Lexicon) -> str | None:
    """A name of several nouns; of a body also what an "und" adds: "Bund Nahrung und Feld"."""
    start, end = part.phrase.nouns
    if not _is_shared(part, lexicon):
        return part.words(start, end)
    is_body = kind_of_noun(part.found[start].text, lexicon) in _BODIES
    return part.words(start, part.phrase.end) if is_body else None


def _body(part: _Part, lexicon: Lexicon) -> str | None:
    """What a noun with its article names: "das LfB", "die Polizei", "das Amt für Bau"."""
    start, end = part.phrase.nouns
    word = part.found[start].text
    if kind_of_noun(word, lexicon) in _BODIES:
        is_whole = end < part.phrase.end
        is_plain = word.lower() in lexicon.kinds and not is_whole
        is_unique = word.lower() in lexicon.words.phrases.unique
        return None if is_plain and not is_unique else part.words(start, part.phrase.end)
    is_acronym = sum(c.isupper() for c in word) > 1
    return word if is_acronym else None


def _quoted(part: _Part) -> str | None:
    """The title in marks that a phrase has for its name."""
    marks = [i for i, c in enumerate(part.text) if c in MARKS]
    if not marks:
        return None
    lead = part.text[: marks[0]].split()
    return part.text[marks[0] + 1 : marks[-1]] if 0 < len(lead) <= _FULL_NAME else None


def _is_shared(part: _Part, lexicon: Lexicon) -> bool:
    """Whether a phrase names two: "Udo Kern und Ada Lund"."""
    end = part.phrase.nouns[1]
    return any(t.lower in lexicon.words.phrases.joints for t in part.found[end : end + 1])


def _person(part: _Part, lexicon: Lexicon) -> str | None:
    """The full name in an apposition: "der Sprecher, *Udo Kern*"."""
    start, end = _undescribed(part, lexicon), part.phrase.nouns[1]
    is_full = end - start >= _FULL_NAME
    is_body = any(kind_of_noun(t.text, lexicon) in _BODIES for t in part.found[start:end])
    is_bare = not part.before and end == len(part.found)
    return part.words(start, end) if is_full and is_bare and not is_body else None


def _described(part: _Part, lexicon: Lexicon) -> str | None:
    """A description that brings somebody new: "zwei Beamte", "Anwohner"."""
    words = lexicon.words
    start = part.phrase.start
    first = part.found[start].lower
    indefinite = words.determiners - words.definite - words.phrases.contractions
    if first in words.definite or first in words.negations or first in words.pronouns - indefinite:
        return None
    is_bare = is_noun(part.found[start])
    is_person = kind_of_noun(part.found[start].text, lexicon) == "person"
    if is_bare and (is_person or _is_shared(part, lexicon)):
        return None
    return part.words(start, part.phrase.end)


def nominative(name: str, vocabulary: Collection[str]) -> str:
    """Undo a genitive or dative where the article prints the word without its ending."""
    if not all(w[:1].isupper() for w in name.split(" ")):
        return name  # "Amt für Bau": printed as it is
    return " ".join(_undone(word, vocabulary) for word in name.split(" "))


def _undone(word: str, vocabulary: Collection[str]) -> str:
    stems = (word.removesuffix(e) for e in _ENDINGS if word.endswith(e))
    return next((s for s in stems if len(s) >= _STEM and s in vocabulary), word)
