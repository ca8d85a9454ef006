"""Cleaning: the record's own strings hold nothing that a screen, a log or a terminal would obey.

Spans keep the article's text exactly; names, claims, the synopsis and reasons are told in words.
"""

import re

__all__ = ["NAME", "SENTENCE", "cleaned"]

NAME = 300
"""Code points of a name, an affiliation."""
SENTENCE = 4_000
"""Code points of a claim's text or a synopsis sentence."""

# controls; embeddings, overrides and isolates of direction; interlinear marks; tag characters.
# The marks of direction that are no brackets (LRM, RLM, ALM) and the joiners are letters' own.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f]+"
)
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def cleaned(words: str, most: int) -> str:
    """Return words on one line, without what is not seen, at most so long."""
    plain = _UNSEEN.sub("", _BREAKS.sub(" ", words)).strip(" ")
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"
