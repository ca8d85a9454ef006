"""Names: from what a reply calls a source to where the article prints it."""

import re

from ..text.naming import clean_name, is_proper
from ..text.range import Range
from ..text.reading import Reading
from .grounded import Voice

__all__ = ["find_voice", "is_name"]

_BLANKS = re.compile(r"\s+")


def is_name(words: str) -> bool:
    """Whether words can name anybody: a reply may give blanks or a dash for nobody."""
    return any(map(str.isalnum, words))


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
