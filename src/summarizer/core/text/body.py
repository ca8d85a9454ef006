"""Bodies: names that an apposition tells to be no person's: "a mining firm, *Deepwell Noon*,"."""

import re
from itertools import takewhile

from .kind import BODIES, plain_words
from .lexicon import Lexicon
from .range import Range
from .roster import JOINTS

__all__ = ["is_body"]

_NEAR = 60  # code points around a name in which an apposition stands
_LONGEST = 5  # words of an apposition up to its noun
_BEFORE = re.compile(r"(?:^|[.,;:!?”\"\n] ?)([^.,;:!?”\"\n]+), $")
_BEHIND = re.compile(r", ([^.,;:!?”\"\n]+)")


def is_body(text: str, at: Range, lexicon: Lexicon) -> bool:
    """Return whether what a name at a place is in apposition to tells a body."""
    behind = _BEHIND.match(text, at.end, at.end + _NEAR)
    if behind and _tells_body(behind[1], lexicon):
        return True
    before = _BEFORE.search(text, max(0, at.start - _NEAR), at.start)
    return bool(before and text[at.end : at.end + 1] == "," and _tells_body(before[1], lexicon))


def _tells_body(words: str, lexicon: Lexicon) -> bool:
    """Whether a phrase with an article has the noun of a body: "a *company* in Velden"."""
    known = lexicon.words
    ends = JOINTS | known.relatives | known.particles | known.locatives | {"for", "with", "from"}
    plain = list(takewhile(lambda w: w not in ends, plain_words(words, lexicon)))
    is_led = 1 < len(plain) <= _LONGEST and plain[0] in known.determiners - known.pronouns
    return is_led and lexicon.kinds.get(plain[-1]) in BODIES - {"group"}
