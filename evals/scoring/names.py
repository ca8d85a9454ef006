"""Whether two names are one source's: titles aside, one's words in the other's, or half shared."""

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["same_source"]

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b")
_HALF = 0.5
_IDLE = frozenset(
    """
    a an the mr mrs ms dr prof professor sir dame lord lady president vice prime minister senator
    representative governor mayor judge justice chief spokesman spokeswoman spokesperson former
    state secretary general attorney king queen director chairman chairwoman herr frau der die das
    den dem ein eine einer ministerin präsident präsidentin sprecher sprecherin le la les l un une
    m mme monsieur madame el los las una don doña señor señora
    """.split()  # noqa: SIM905 - a list would take a line a word
)


def same_source(name: str | None, known: Iterable[str]) -> bool:
    """Return whether a predicted name is one of a gold source's names."""
    mine = _words(name or "")
    return bool(mine) and any(_alike(mine, _words(each)) for each in known)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(b) and (a <= b or b <= a or len(a & b) >= _HALF * len(a | b))


def _words(name: str) -> frozenset[str]:
    plain = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", name).lower())
    words = frozenset(_WORD.findall(plain))
    return words - _IDLE or words
