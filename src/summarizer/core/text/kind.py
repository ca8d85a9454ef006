"""What the words of a name tell: a person, a ministry, a newspaper; a man, a woman, several."""

import re
from typing import Literal

from ...schema import SourceKind
from .lexicon import Lexicon
from .roster import JOINTS

__all__ = ["BODIES", "Gender", "gender_of", "head_of", "is_person_name", "kind_of", "plain_words"]

_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*\.?")
_POSSESSIVE = re.compile(r"[’']s$")
Gender = Literal["masculine", "feminine", "plural", "neuter"]
BODIES = frozenset({"government", "organization", "media", "group"})
"""Kinds of sources that "it" or "they" can mean."""
_LONGEST_NOUN = 8  # characters of a noun, where no blanks stand between words
_UNSPACED_PERSON = re.compile(r"[^\W\d_]{2,4}|[^\W\d_]+(?:[·・][^\W\d_]+)+")
_LONGEST_PERSON = 5  # words: "Maria del Carmen Ruiz Peña"


def kind_of(words: str, lexicon: Lexicon) -> SourceKind | None:
    """Return what the nouns of a name or description tell, None if none of them tells it."""
    found = _head(words, lexicon)
    return found[1] if found else None


def head_of(words: str, lexicon: Lexicon) -> str:
    """Return the noun that tells the kind of a description, else its last word: "mayor"."""
    found = _head(words, lexicon)
    plain = plain_words(words, lexicon)
    return found[0] if found else plain[-1] if plain else ""


def _head(words: str, lexicon: Lexicon) -> tuple[str, SourceKind] | None:
    """The last noun or phrase before an "of" or "at", else anywhere, that tells a kind, and it.

    The first one where the head stands before all that belongs to it: «глава министерства».
    """
    plain = plain_words(words, lexicon)
    heads_first = lexicon.words.heads_first
    joints = JOINTS | lexicon.words.particles | lexicon.words.locatives
    first_joint = next((i for i, w in enumerate(plain) if i and w in joints), len(plain))
    for piece in (plain[:first_joint], plain):
        ends = range(1, len(piece) + 1)
        for end in ends if heads_first else reversed(ends):
            found = _kind_at(piece, end, lexicon)
            if found is not None:
                return found
    return None


def plain_words(words: str, lexicon: Lexicon) -> list[str]:
    """Return words in lower case; an elided article or "de" is left out or a word of its own.

    Where no blanks stand between words, the nouns and pronouns that tell something are.
    """
    if lexicon.words.sets_no_blanks:
        return [w for run in _WORD.findall(words) for w in _told_apart(run, lexicon)]
    elided = lexicon.words.elided
    found: list[str] = []
    for word in map(_plain, _WORD.findall(words)):
        start, mark, rest = word.partition("'")
        if start + mark in elided:
            found += [*(["de"] if start == "d" else []), rest]
        else:
            found.append(word)
    return found


def _told_apart(run: str, lexicon: Lexicon) -> list[str]:
    """The words of a run without blanks, from its end: 外交|部长, 该|公司; a name stays whole."""
    known = lexicon.words
    told = (lexicon.kinds, lexicon.genders, known.definite, known.pronouns)
    found: list[str] = []
    end = rest = len(run)
    while end:
        starts = range(max(0, end - _LONGEST_NOUN), end)
        start = next((s for s in starts if any(run[s:end] in each for each in told)), None)
        if start is not None:
            found += [run[end:rest], run[start:end]]
            rest = start
        end = end - 1 if start is None else start
    return [w for w in reversed([*found, run[:rest]]) if w]


def _kind_at(words: list[str], end: int, lexicon: Lexicon) -> tuple[str, SourceKind] | None:
    """The phrase ending at a word that tells a kind, the longest of up to three words."""
    for length in (3, 2, 1):
        phrase = " ".join(words[max(0, end - length) : end])
        kind = lexicon.kinds.get(phrase)
        if kind is not None:
            return phrase, kind
    if lexicon.words.nouns_have_capitals:  # compounds: "Finanzministerium" is a "ministerium"
        for noun, kind in lexicon.kinds.items():
            if _is_compound(words[end - 1], noun):
                return words[end - 1], kind
    return None


def _is_compound(word: str, noun: str) -> bool:
    return len(noun) > 3 and word.endswith(noun)  # noqa: PLR2004 - "rat", "amt" end other words


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower().replace("’", "'").rstrip(".")


def gender_of(words: str, lexicon: Lexicon) -> Gender | None:
    """Return what the last word tells that tells a gender or number: "her *brother*".

    Else what the article tells: "*la* ministre".
    """
    plain = plain_words(words, lexicon)
    for word in reversed(plain):
        gender = lexicon.genders.get(word)
        if gender is not None:
            return gender
    led = plain[:1] if lexicon.words.heads_first else []
    return next((lexicon.words.article_genders.get(word) for word in led), None)


def is_person_name(name: str, lexicon: Lexicon) -> bool:
    """Whether a name looks like a person's: two to five words with capitals, none of them a body's.

    A title before it ("President Julian Adair") changes nothing.
    """
    words = name.split(" ")
    if lexicon.words.sets_no_blanks:
        is_bare = plain_words(name, lexicon) == _WORD.findall(name)
        return is_bare and _UNSPACED_PERSON.fullmatch(name) is not None
    if not 1 < len(words) <= _LONGEST_PERSON or any(c.isdigit() for c in name):
        return False
    plain = [_plain(w) for w in words]
    known = lexicon.words
    idle = (known.determiners | known.function_words) - JOINTS  # "Jede Erhöhung"
    if plain[0] in known.places - known.forenames or any(w in known.places for w in plain[1:]):
        return False
    if any(w in known.pronouns or w in idle for w in plain):
        return False
    if not known.has_capitals:
        return kind_of(name, lexicon) is None
    capitals = all(w[:1].isupper() or w.lower() in JOINTS - {"of"} for w in words)
    is_shouted = words[-1].isupper() and len(words[-1]) > 1
    return capitals and not is_shouted and kind_of(name, lexicon) in (None, "person")
