"""Cut an article into numbered sentences with exact positions.

`sentencex` finds the boundaries, a window of a paragraph at a time, for its time is quadratic in
what it is given. It sees blanks instead of quotation marks, since it knows few of them; boundaries
inside a quotation are dropped here instead. A quotation in one paragraph is thus part of one
sentence, unless that is longer than 400 characters: then its inner boundaries count. No sentence is
longer than 1,200: it is cut after final punctuation, else at white space, else anywhere.

A paragraph of fixed form is furniture, and so is a notice, credit or sign-off that ends one.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

from sentencex import (  # pyright: ignore[reportMissingTypeStubs] -- it has none
    get_sentence_boundaries,  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType] -- compiled
)

from .furniture import is_furniture, is_notice
from .mark import MARKS
from .paragraph import paragraphs
from .quotation import quotations
from .range import Range

__all__ = ["Sentence", "meeting", "segment"]

_sentencex = cast("Callable[[str, str], list[dict[str, int]]]", get_sentence_boundaries)
_LONG, _LONGEST = 400, 1200
_WINDOW, _MAX_CARRIED = 2000, 1000
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_MASK = {ord(char): " " for char in MARKS + "`\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
_FINAL = re.compile(rf"[.!?…؟।۔][{MARKS})\]]*+(?=\s)|[。！？][{MARKS}）]*+")
_GOES_ON = re.compile(  # 「…」と言った: a particle begins no sentence; 8 p.m. GMT
    r"(?<=[」』])[\u3041-\u309f]|(?<=[ap]\.m\. )(?:[A-Z]{1,3}T|UTC)\b"
    # “Was it him?” he asked. “Was it him?” Udo Kern asked. «Lui?» demande-t-il.
    r"|(?<=[?!…][”\"’»'] )(?:[a-zß-öø-ÿ]|(?:[A-Z][\w.’-]+ ){1,3}(?:said|says|asks|asked|adds|added"
    r"|replied|writes|wrote|told|recalls|recalled|shouted|cried)\b|I (?:said|ask|asked)\b)"
    # “……。”市长说。 “……。”市长说，“……。”: its tag, not the one of what follows
    r"|(?<=[”」』])[^\W\d_][^，。：；！？“「『]{0,30}(?:说|說|表示|称|稱|道|强调|強調|指出|记者|記者)"
    r"(?=。|，[“「『])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A numbered piece of the article, without the white space around it."""

    number: int
    """1, 2 … in reading order."""
    range: Range
    paragraph: int
    """Number of its paragraph, from 1."""
    kind: Literal["prose", "furniture"]
    """`furniture` is numbered but never asked about; headlines are prose."""


def meeting(sentences: Sequence[Sentence], at: Range) -> tuple[Sentence, ...]:
    """Return the sentences that a range meets."""
    first = bisect_right(sentences, at.start, key=lambda s: s.range.end)
    last = bisect_left(sentences, at.end, key=lambda s: s.range.start)
    return tuple(sentences[first:last])


def segment(text: str, language: str | None) -> tuple[Sentence, ...]:
    """Cut a text into sentences; with the white space between them they cover it exactly.

    Args:
        text: Any text without lone surrogates.
        language: BCP 47 code, for the abbreviations that end no sentence; None: general rules.
    """
    masked = _APOSTROPHE.sub("ʼ", text).translate(_MASK)
    quoted = [outer for quote in quotations(text) if not quote.depth for outer in quote.outer]
    quoted.sort()
    starts = [outer.start for outer in quoted]
    code = (language or "").replace("_", "-").partition("-")[0].lower()
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text), start=1):
        inner: list[int] = []
        cuts: list[int] = [paragraph.start]
        for boundary in _boundaries(masked, paragraph, code):
            cut = _before_marks(text, boundary, starts)
            before = bisect_right(starts, cut) - 1
            if before >= 0 and starts[before] < cut < quoted[before].end:
                inner.append(cut)
            elif cuts[-1] < cut < paragraph.end and not _GOES_ON.match(text, cut):
                cuts.append(cut)
        ranges = list(_ranges(text, [*cuts, paragraph.end], inner))
        is_line = is_furniture(text[paragraph.start : paragraph.end])
        for place in ranges:
            is_end = place is ranges[-1] and is_notice(text[place.start : place.end])
            kind: Literal["prose", "furniture"] = "furniture" if is_line or is_end else "prose"
            found.append(Sentence(len(found) + 1, place, number, kind))
    return tuple(found)


def _boundaries(masked: str, paragraph: Range, code: str) -> Iterator[int]:
    """Yield where sentences begin inside a paragraph."""
    at = paragraph.start
    while at < paragraph.end:
        end = min(at + _WINDOW, paragraph.end)
        if end < paragraph.end:
            blank = masked.rfind(" ", end - _MAX_CARRIED // 2, end)
            end = blank if blank > 0 else end
        ends = [at + one["end_index"] for one in _sentencex(code, masked[at:end])]
        yield from ends[:-1]
        last = ends[-2] if len(ends) > 1 else at
        # the last one was cut off by the window: read it again, unless it will be cut anyway
        at = last if end < paragraph.end and last > at and end - last <= _MAX_CARRIED else end


def _before_marks(text: str, cut: int, starts: list[int]) -> int:
    """Move a boundary before the marks that open the next sentence; masked, they were blanks."""
    back = cut
    while back and (text[back - 1] in MARKS or text[back - 1].isspace()):
        back -= 1
    first = bisect_right(starts, back - 1)
    if first < len(starts) and starts[first] < cut:
        return starts[first]
    return cut


def _ranges(text: str, cuts: list[int], inner: list[int]) -> Iterator[Range]:
    """Yield the sentences between the cuts, trimmed; long ones in pieces."""
    for start, end in pairwise(cuts):
        between = inner[bisect_right(inner, start) : bisect_right(inner, end - 1)]
        for at, stop in pairwise([start, *(between if end - start > _LONG else ()), end]):
            first = _skip_blanks(text, at, stop)
            while first < stop:
                cut = stop if stop - first <= _LONGEST else _forced(text, first)
                last = cut
                while text[last - 1].isspace():
                    last -= 1
                yield Range(first, last)
                first = _skip_blanks(text, cut, stop)


def _skip_blanks(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at


def _forced(text: str, start: int) -> int:
    """Say where to cut what has no boundary: as late as allowed, at the best place there is."""
    low, high = start + _LONG, start + _LONGEST
    best = 0
    for match in _FINAL.finditer(text, low, high):
        best = match.end()
    if not best:
        best = next((at for at in range(high, low, -1) if text[at - 1].isspace()), 0)
    if not best:
        best = high
        while best > low and unicodedata.category(text[best])[0] in "MC":  # marks, joiners
            best -= 1
    return best
