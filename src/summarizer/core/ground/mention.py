"""Names: from what a reply calls a source to where the article prints it."""

import re

from ..text.lexicon import Lexicon
from ..text.range import Range
from ..text.reading import Reading
from .grounded import Voice

__all__ = ["clean_name", "find_voice", "is_proper"]

_MARKS = "\"'“”„«»‹›‚‘’`.,;: \u00a0"
_BLANKS = re.compile(r"\s+")


def is_proper(name: str) -> bool:
    """Whether a name names (has a capital, or is in a script without them), not just describes."""
    return any(c.isupper() for c in name) or not any(c.islower() for c in name)


def clean_name(name: str, lexicon: Lexicon | None) -> str:
    """Cut marks, articles and possessives off a name; of a document keep who issued it.

    "the state-run Global Times" → "Global Times"; "a NORAD statement" → "NORAD";
    "a statement from the Russian Pacific Fleet" → "Russian Pacific Fleet";
    "the officials" → "officials"; "a senior official" stays as printed.
    """
    words = _BLANKS.sub(" ", name).strip(_MARKS).split(" ")
    if lexicon is None:
        return " ".join(words)
    words = _issuer(words, lexicon)
    if words and words[0].lower() in lexicon.words.definite and len(words) > 1:
        words = words[1:]
    if is_proper(" ".join(words)) and lexicon.language != "de":
        # "state-run Global Times", "a US Coast Guard": what comes before the capitals describes
        first = next((i for i, w in enumerate(words) if is_proper(w)), 0)
        words = words[first:]
    elif len(words) > 1 and words[0].lower() in lexicon.words.determiners and is_proper(words[1]):
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("’s").strip(_MARKS)


def _issuer(words: list[str], lexicon: Lexicon) -> list[str]:
    nouns = lexicon.words.nouns
    lower = [w.lower() for w in words]
    for i, word in enumerate(lower[:-1]):
        if word in nouns.documents and lower[i + 1] in nouns.of and is_proper(" ".join(words[i + 2 :])):
            return words[i + 2 :]
    if lower[-1] in nouns.documents and is_proper(" ".join(words[1:-1])):
        return words[:-1]
    return words


def find_voice(reading: Reading, name: str, near: Range) -> Voice:
    """Find where the article prints a name: in `near` if it can, else the last place before it.

    A name that is not printed as given is tried without its first words ("mayor Ilse Brandt" where
    the article has "Mayor of Velden Ilse Brandt"), down to a last part with a capital.
    """
    cleaned = clean_name(name, reading.lexicon)
    words = cleaned.split(" ")
    for first in range(len(words)):
        wanted = " ".join(words[first:])
        if first and not is_proper(wanted):
            break
        places = reading.folded.find_all(wanted, case=is_proper(wanted)) or (
            reading.folded.find_all(wanted, case=False)
        )
        if places:
            inside = [p for p in places if near.covers(p)]
            before = [p for p in places if p.end <= near.start]
            at = (inside or before[-1:] or places)[0]
            return Voice(_BLANKS.sub(" ", reading.text[at.start : at.end]), at)
    return Voice(cleaned, None)
