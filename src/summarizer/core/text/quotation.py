"""Find the direct quotations of a text, whatever marks the language uses.

Marks are paired paragraph by paragraph, so that a missing mark never costs more than its paragraph:

* A quotation left open at its paragraph's end goes on if the next paragraph begins with the same
  mark (one quotation, several parts) or closes it before it opens another. Else it ends with its
  paragraph (`is_closed` is false) if it began the paragraph or followed a colon or comma, and is
  dropped otherwise; so are single marks without a partner, and whatever crosses a closed pair.
* Two quotations are one, split by its tag, if the first ends with a comma (inside or right after
  its mark), the stretch between has words, at most 160 characters and no sentence end, and ends
  with a comma or colon, both stand in one paragraph, and they are not both of one or two words, as
  titles and scare quotes in a list are.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .folding import is_unspaced
from .mark import FAMILY, OPENING, SINGLES, TWIN, Mark, decide, marks
from .paragraph import paragraphs
from .range import Range

__all__ = ["Quotation", "quotations"]

_SENTENCE_END = re.compile(r"[.!?…。！？؟।]")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|St|Jr|Sr|[^\W\d_])\."
)
_COMMAS, _COLONS = ",،，、", ":："
_MAX_TAG, _MAX_SCARE_WORDS, _MAX_SCARE = 160, 2, 60


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks."""

    number: int
    """1, 2 … in reading order."""
    parts: tuple[Range, ...]
    """The words between the marks; several if re-opened in new paragraphs or split by a tag."""
    outer: tuple[Range, ...]
    """The same with their marks."""
    depth: int
    """How many other quotations it stands in."""
    is_closed: bool
    """Whether its closing mark was found; if not, it ends where its paragraph does."""


def quotations(text: str) -> tuple[Quotation, ...]:
    """Find all quotations, in reading order; each nested one has its own entry."""
    found = paragraphs(text)
    scan = _Scan(text)
    for number, (paragraph, mine) in enumerate(zip(found, marks(text, found), strict=True)):
        scan.read(number, paragraph, mine)
    return tuple(_numbered(text, scan.finish()))


class _Piece(NamedTuple):
    outer: Range
    part: Range


@dataclass(slots=True)
class _Open:
    """A quotation while it is read."""

    family: str
    char: str
    paragraph: int
    start: int
    """Its mark in the paragraph that is read."""
    is_plausible: bool
    """Whether it may lack its closing mark: it begins its paragraph or follows a colon or comma."""
    pieces: list[_Piece] = field(default_factory=list[_Piece])
    is_mixed: bool = False
    """Whether marks of its own family opened again inside it."""


@dataclass(slots=True)
class _Found:
    pieces: list[_Piece]
    is_closed: bool
    first: int
    last: int
    """Paragraphs."""
    depth: int = 0


class _Scan:
    """Reads one paragraph after the other and pairs the marks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Open] = []
        self._open: defaultdict[str, list[_Open]] = defaultdict(list)
        self._waiting: _Open | None = None  # left open by the paragraph before
        self._found: list[_Found] = []

    def read(self, number: int, paragraph: Range, mine: list[Mark]) -> None:
        """Read the next paragraph."""
        if self._waiting and mine and self._reopens(paragraph, mine[0]):
            self._waiting.start = paragraph.start
            self._push(self._waiting)
            self._waiting, mine = None, mine[1:]
        elif self._waiting and (
            self._waiting.is_mixed
            or not self._waiting.is_plausible
            or self._waiting.family in SINGLES
        ):
            self._settle(number)
        for mark in mine:
            self._take(number, paragraph, mark)
        self._settle(number)
        if self._stack:
            outer = next((q for q in self._stack if q.family not in SINGLES), self._stack[0])
            self._add_piece(outer, Range(outer.start, paragraph.end), 1, 0)
            self._waiting = outer
            self._forget()

    def finish(self) -> list[_Found]:
        """Return everything found, once all paragraphs are read."""
        self._settle(-1)
        return sorted(self._found, key=lambda found: found.pieces[0].outer)

    def _reopens(self, paragraph: Range, mark: Mark) -> bool:
        waiting = self._waiting
        return (
            waiting is not None
            and mark.at == paragraph.start
            and mark.kind != "closes"
            and FAMILY[mark.char] == waiting.family
            # Spanish and French also set the closing guillemet before each paragraph that goes on
            and (mark.char in OPENING or mark.char in (waiting.char, "»"))
        )

    def _take(self, number: int, paragraph: Range, mark: Mark) -> None:
        family = FAMILY[mark.char]
        mine, waiting = self._open[family], self._waiting
        if (
            waiting
            and waiting.family == family
            and not mine
            and mark.kind == "closes"
            and decide(mark, waiting.char) == "closes"
        ):
            is_closed = self._add_piece(waiting, Range(paragraph.start, mark.at + 1), 0, 1)
            self._keep(waiting, number, is_closed=is_closed)
            self._waiting = None
            self._forget()
            return
        decision = decide(mark, mine[-1].char if mine else None)
        if decision == "opens":
            if mine:
                mine[-1].is_mixed = True
            if waiting and waiting.family == family:
                self._settle(number)
            before = self._text[max(paragraph.start, mark.at - 8) : mark.at].rstrip()
            is_plausible = not before or before[-1] in _COMMAS + _COLONS
            self._push(_Open(family, mark.char, number, mark.at, is_plausible))
        elif decision == "closes":
            if not mine and mark.kind == "closes" and not mark.is_weak:  # “so", "so”
                mine = self._open[TWIN.get(family, family)]
            if mine:
                self._end(mine[-1], number, mark.at + 1)

    def _push(self, quotation: _Open) -> None:
        self._stack.append(quotation)
        self._open[quotation.family].append(quotation)

    def _forget(self) -> None:
        self._stack.clear()
        self._open.clear()

    def _end(self, quotation: _Open, number: int, end: int) -> None:
        """Close a quotation; whatever opened inside and is still open had no partner."""
        top = None
        while top is not quotation:
            top = self._stack.pop()
            self._open[top.family].pop()
        is_closed = self._add_piece(quotation, Range(quotation.start, end), 1, 1)
        self._keep(quotation, number, is_closed=is_closed)

    def _add_piece(self, quotation: _Open, outer: Range, left: int, right: int) -> bool:
        """Add what stands in one paragraph; tell whether anything does within its marks."""
        start, end = outer.start + left, outer.end - right
        while start < end and self._text[start].isspace():
            start += 1
        while start < end and self._text[end - 1].isspace():
            end -= 1
        if start < end:
            quotation.pieces.append(_Piece(outer, Range(start, end)))
        return start < end

    def _keep(self, quotation: _Open, number: int, *, is_closed: bool) -> None:
        if quotation.pieces:
            self._found.append(_Found(quotation.pieces, is_closed, quotation.paragraph, number))

    def _settle(self, number: int) -> None:
        """End the quotation that waits for its closing mark, or drop it."""
        waiting, self._waiting = self._waiting, None
        if (
            waiting
            and waiting.family not in SINGLES
            and (len(waiting.pieces) > 1 or (waiting.is_plausible and not waiting.is_mixed))
        ):
            self._keep(waiting, number, is_closed=False)


def _numbered(text: str, found: list[_Found]) -> Iterator[Quotation]:
    """Nest, join and number what was found."""
    pieces = sorted(
        ((piece.outer, index) for index, one in enumerate(found) for piece in one.pieces),
        key=lambda item: (item[0].start, -item[0].end),
    )
    inside: list[tuple[Range, int]] = []
    parents: dict[int, int] = {}
    for outer, index in pieces:
        while inside and inside[-1][0].end <= outer.start:
            inside.pop()
        if index not in parents:
            parents[index] = inside[-1][1] if inside else -1
            found[index].depth = len(inside)
        inside.append((outer, index))
    siblings: dict[int, _Found] = {}
    kept: list[_Found] = []
    for index, one in enumerate(found):
        before = siblings.get(parents[index])
        if before and _are_one(text, before, one):
            before.pieces += one.pieces
            before.last, before.is_closed = one.last, one.is_closed
        else:
            siblings[parents[index]] = one
            kept.append(one)
    for number, one in enumerate(kept, start=1):
        parts = tuple(piece.part for piece in one.pieces)
        outers = tuple(piece.outer for piece in one.pieces)
        yield Quotation(number, parts, outers, one.depth, one.is_closed)


def _are_one(text: str, first: _Found, second: _Found) -> bool:
    """Whether the second goes on with the first after its tag."""
    head, tail = first.pieces[-1], second.pieces[0]
    between = Range(head.outer.end, tail.outer.start)
    if first.last != second.first or not 0 < between.end - between.start <= _MAX_TAG:
        return False
    tag = text[between.start : between.end].strip()
    has_comma = tag[:1] in _COMMAS or text[head.part.end - 1] in _COMMAS
    return (
        bool(tag)
        and has_comma
        and tag[-1] in _COMMAS + _COLONS
        and any(map(str.isalpha, tag))
        and not _SENTENCE_END.search(_ABBREVIATED.sub("", tag))
        and not (_is_short(text, head.part) and _is_short(text, tail.part))
    )


def _is_short(text: str, part: Range) -> bool:
    words = text[part.start : min(part.end, part.start + _MAX_SCARE)]
    if is_unspaced(words[0]):
        return len(words) <= 2 * _MAX_SCARE_WORDS
    return len(words) < _MAX_SCARE and len(words.split()) <= _MAX_SCARE_WORDS
