"""Find paragraphs: what blank lines, and line breaks that are no soft wraps, cut apart."""

import re

from .folding import is_unspaced
from .mark import MARKS
from .range import Range

__all__ = ["paragraphs"]

_FINAL = re.compile(rf"[.!?…。！？؟।:：][{MARKS})\]]*+$")
_MIN_WRAP, _MAX_WRAP = 40, 120


def paragraphs(text: str) -> tuple[Range, ...]:
    """Cut a text into paragraphs, trimmed of white space.

    A blank line ends a paragraph, and so does a single line break, unless the text is wrapped
    there: a long line goes on in lower case; or lines are at most 120 characters wide throughout,
    many of them end within a sentence, and the next word would not have fitted.
    """
    lines: list[Range] = []
    after_blank: set[int] = set()
    at = 0
    for raw in text.replace("\u2028", " ").splitlines(keepends=True):
        if bare := raw.strip():
            start = at + len(raw) - len(raw.lstrip())
            lines.append(Range(start, start + len(bare)))
        else:
            after_blank.add(len(lines))
        at += len(raw)
    goes_on = _wrapped(text, lines, after_blank)
    found: list[Range] = []
    for number, line in enumerate(lines):
        if number in goes_on:
            found[-1] = Range(found[-1].start, line.end)
        else:
            found.append(line)
    return tuple(found)


def _wrapped(text: str, lines: list[Range], after_blank: set[int]) -> set[int]:
    """Return the numbers of the lines that go on with the sentence or paragraph before them."""
    width = max((line.end - line.start for line in lines), default=0)
    full: set[int] = set()
    inside: set[int] = set()
    sure: set[int] = set()
    for number in set(range(1, len(lines))) - after_blank:
        upper, line = lines[number - 1], lines[number]
        first = text[line.start]
        word = text[line.start : min(line.end, line.start + _MAX_WRAP)].split(None, 1)[0]
        if width - (upper.end - upper.start) <= (1 if is_unspaced(first) else len(word)):
            full.add(number)
        if not first.isupper() and not _FINAL.search(text[max(0, upper.end - 8) : upper.end]):
            inside.add(number)
            if first.islower() and upper.end - upper.start >= _MIN_WRAP:
                sure.add(number)
    is_wrapped = _MIN_WRAP <= width <= _MAX_WRAP and 3 * len(full & inside) >= len(full)
    return sure | full if is_wrapped else sure
