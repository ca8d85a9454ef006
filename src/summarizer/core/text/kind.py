"""What the words of a name tell: a person, a ministry, a newspaper; a man, a woman, several."""

import re
from typing import Literal

from ...schema import SourceKind
from .lexicon import Lexicon
from .roster import JOINTS

__all__ = ["Gender", "gender_of", "is_person_name", "kind_of"]

_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*\.?")
_POSSESSIVE = re.compile(r"[’']s$")
Gender = Literal["masculine", "feminine", "plural", "neuter"]
_LONGEST_PERSON = 5  # words: "Maria del Carmen Ruiz Peña"


def kind_of(words: str, lexicon: Lexicon) -> SourceKind | None:
    """Return what the nouns of a name or description tell, None if none of them tells it.

    The head counts: the last word that tells anything before an "of" or "at", else anywhere.
    """
    plain = [_plain(w) for w in _WORD.findall(words)]
    joints = JOINTS | lexicon.words.particles | lexicon.words.locatives
    first_joint = next((i for i, w in enumerate(plain) if i and w in joints), len(plain))
    for piece in (plain[:first_joint], plain):
        for end in range(len(piece), 0, -1):
            kind = _kind_at(piece, end, lexicon)
            if kind is not None:
                return kind
    return None


def _kind_at(words: list[str], end: int, lexicon: Lexicon) -> SourceKind | None:
    """The kind that the phrase ending at a word tells: the longest of up to three words."""
    for length in (3, 2, 1):
        kind = lexicon.kinds.get(" ".join(words[max(0, end - length) : end]))
        if kind is not None:
            return kind
    if lexicon.words.nouns_have_capitals:  # compounds: "Finanzministerium" is a "ministerium"
        return next(
            (k for noun, k in lexicon.kinds.items() if _is_compound(words[end - 1], noun)), None
        )
    return None


def _is_compound(word: str, noun: str) -> bool:
    return len(noun) > 3 and word.endswith(noun)  # noqa: PLR2004 - "rat", "amt" end other words


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower().replace("’", "'").rstrip(".")


def gender_of(words: str, lexicon: Lexicon) -> Gender | None:
    """Return what the last word tells that tells a gender or number: "her *brother*"."""
    for word in reversed(_WORD.findall(words)):
        gender = lexicon.genders.get(_plain(word))
        if gender is not None:
            return gender
    return None


def is_person_name(name: str, lexicon: Lexicon) -> bool:
    """Whether a name looks like a person's: two to five words with capitals, none of them a body's.

    A title before it ("President Julian Adair") changes nothing.
    """
    words = name.split(" ")
    if not 1 < len(words) <= _LONGEST_PERSON or any(c.isdigit() for c in name):
        return False
    plain = [_plain(w) for w in words]
    known = lexicon.words
    idle = (known.determiners | known.function_words) - JOINTS  # "Jede Erhöhung"
    if any(w in known.places or w in known.pronouns or w in idle for w in plain):
        return False
    capitals = all(w[:1].isupper() or w.lower() in JOINTS - {"of"} for w in words)
    is_shouted = words[-1].isupper() and len(words[-1]) > 1
    return capitals and not is_shouted and kind_of(name, lexicon) in (None, "person")
