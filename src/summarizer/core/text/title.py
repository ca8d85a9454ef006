"""Titles: what stands before a person's name, is no part of it, and may tell a man from a woman."""

import re
from collections.abc import Iterable
from typing import Literal

from .lexicon import Lexicon
from .range import Range
from .roster import JOINTS

__all__ = ["Gender", "gender_beside", "gender_told", "is_address", "titles_before", "untitled"]

Gender = Literal["male", "female"]

_REACH = 60  # code points before a name in which its titles may stand
_COMPOUND = 6  # letters of a title at least that ends a German compound: "Minister"
_APPOSITION = re.compile(rf",\s+([^,.;:]{{2,{_REACH}}})(?=[,.;])")


def untitled(name: str, lexicon: Lexicon | None) -> tuple[str, str]:
    """Split a name from the titles before it.

    "Prime Minister Ada Holm" → "Prime Minister", "Ada Holm": what comes before a title describes
    too. Not so in "Mr and Mrs Kern", and a name must be left: "Minister of Defence" has no title,
    though "Mr van Dijk" has one.
    """
    words = name.split(" ")
    if lexicon is None:
        return "", name
    joins = JOINTS | lexicon.words.conjunctions
    end = next((i for i, word in enumerate(words) if word in joins), len(words) - 1)
    for i in range(end, 0, -1):
        is_particle = words[i] in JOINTS and is_address(words[i - 1], lexicon)
        is_name = words[i][0].isupper() or is_particle
        if is_name and _is_title(words[i - 1], lexicon):
            return " ".join(words[:i]), " ".join(words[i:])
    return "", name


def titles_before(text: str, lexicon: Lexicon | None) -> str:
    """Return the titles with which a text ends: "Frau Dr." before "Kern"."""
    words = text[-_REACH:].split()
    first = len(words)
    while first and _is_title(words[first - 1], lexicon):
        first -= 1
    return " ".join(words[first:])


def is_address(titles: str, lexicon: Lexicon | None) -> bool:
    """Whether titles are only those by which people go on to be called: "Mr", "Frau Dr."."""
    if lexicon is None:
        return False
    words = {_plain(word, lexicon) for word in titles.split()}
    return bool(words) and words <= lexicon.words.titles.address


def gender_told(titles: str, lexicon: Lexicon | None) -> Gender | None:
    """Return whether titles are a man's or a woman's, None if they do not tell."""
    if lexicon is None:
        return None
    known = lexicon.words.titles
    words = (_plain(word, lexicon) for word in titles.split())
    return _first_of(words, male=known.male, female=known.female)


def gender_beside(text: str, at: Range, lexicon: Lexicon) -> Gender | None:
    """Return whether a noun beside a name tells a man or a woman, None if none does.

    "Her *brother* Udo Kern", "Udo Kern, her *brother*, …"; not "the mayor's brother" of the mayor.
    """
    before = text[max(0, at.start - _REACH) : at.start].lower().split()[-1:]
    if text[at.end : at.end + 1] == ",":  # "her brother, Udo Kern, said"
        before = [word.removesuffix(",") for word in before]
    apposition = _APPOSITION.match(text, at.end)
    behind = apposition[1].lower().split() if apposition else []
    is_noun = bool(behind) and behind[0] in lexicon.words.determiners
    nouns = [w for w in behind if is_noun and not w.endswith(("'s", "’s"))]
    known = lexicon.words.kin
    return _first_of([*before, *nouns], male=known.male, female=known.female)


def _first_of(
    words: Iterable[str], *, male: frozenset[str], female: frozenset[str]
) -> Gender | None:
    for word in words:
        if word in male | female:
            return "female" if word in female else "male"
    return None


def _is_title(word: str, lexicon: Lexicon | None) -> bool:
    return lexicon is not None and _plain(word, lexicon) in _titles(lexicon)


def _titles(lexicon: Lexicon) -> frozenset[str]:
    titles = lexicon.words.titles
    return titles.male | titles.female | titles.other


def _plain(word: str, lexicon: Lexicon) -> str:
    """A title as the lexicon writes it; of a German compound the end that is one."""
    plain = word.replace(".", "").lower()
    known = _titles(lexicon)
    if lexicon.words.nouns_have_capitals and plain not in known:
        ends = (plain[i:] for i in range(1, len(plain) - _COMPOUND + 1))
        return next((end for end in ends if end in known), plain)
    return plain
