"""What of a passage stands outside of quotation marks: the article's own voice."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice, takewhile

from .range import Range

__all__ = ["GAP", "unquoted"]

GAP = ' " '
"""What stands for words between marks, where it shall begin no clause."""


def unquoted(text: str, at: Range, quoted: Sequence[Range], gap: str = " … ") -> str:
    """Return a passage without some ranges, which are in order; a gap stands for each."""
    pieces: list[str] = []
    start = at.start
    first = bisect_right(quoted, at.start, key=lambda p: p.end)
    for part in takewhile(lambda p: p.start < at.end, islice(quoted, first, None)):
        pieces.append(text[start : max(start, part.start)])
        start = max(start, part.end)
    return gap.join((*pieces, text[start : at.end]))
