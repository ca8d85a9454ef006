"""Find paragraphs, and the direct quotations in them, whatever marks the language uses.

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
from typing import Literal, NamedTuple

from .folding import is_unspaced
from .range import Range

__all__ = ["MARKS", "Quotation", "paragraphs", "quotations"]

_FAMILIES = ("“”„‟", '"＂', "«»", "‹›", "‘’‚‛", "'", "「」｢｣﹁﹂", "『』﹃﹄")
_FAMILY = {mark: family for family in _FAMILIES for mark in family}
MARKS = "".join(_FAMILIES)
"""Every character that is read as a quotation mark."""
_CURLY, _STRAIGHT = _FAMILIES[:2]
_SINGLES = ("‘’‚‛", "'")
_NEUTRAL = "\"＂'"
_OPENING = "“„‟«‹‘‚‛「｢﹁『﹃"
_EITHER = "”’»›"  # closing by default; opening in Swedish and Finnish, German and Danish
_CLOSES = {"“": "„‟”", "«": "»", "‹": "›", "‘": "‚‛"}  # opening by default, closing after these
_MARK = re.compile(f"[{MARKS}]")
_NO_MARK = re.compile(  # rock 'n' roll; the '90s, 'tis, 's avonds; 6'2"
    r"(?<!\S)['’‘]n['’](?!\S)|(?<!\w)['’‘](?=\d\ds?\b|(?:tis|twas|em|til|cuz|cos|bout)\b)"
    r"|(?<!\w)['’](?=[stnkm]\s)|(?<=\d)['’]\d{1,2}\"",
    re.IGNORECASE,
)
_BEFORE_OPENING = "([{<¿¡-‐‑–—―−/|=*:•·>#&،：，。、；！？（【《"
_NOT_AFTER_OPENING = ",;:!?)]}،؛؟，。、；：！？）】》"
_NOT_AFTER_CLOSING = "([{¿¡@#$（【《"
_FINAL = re.compile(rf"[.!?…。！？؟।:：][{MARKS})\]]*+$")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|St|Jr|Sr|[^\W\d_])\."
)
_COMMAS, _COLONS = ",،，、", ":："
_MAX_TAG, _MAX_SCARE_WORDS, _MAX_SCARE = 160, 2, 60
_MIN_WRAP, _MAX_WRAP = 40, 120


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


def quotations(text: str) -> tuple[Quotation, ...]:
    """Find all quotations, in reading order; each nested one has its own entry."""
    no_marks = {at for match in _NO_MARK.finditer(text) for at in range(*match.span())}
    places = (match.start() for match in _MARK.finditer(text))
    at = next(places, None)
    scan = _Scan(text)
    for number, paragraph in enumerate(paragraphs(text)):
        mine: list[int] = []
        while at is not None and at < paragraph.end:
            if at not in no_marks:
                mine.append(at)
            at = next(places, None)
        scan.read(number, paragraph, _marks(text, paragraph, mine))
    return tuple(_numbered(text, scan.finish()))


_Kind = Literal["opens", "closes", "both", "middle", "apart"]


@dataclass(slots=True)
class _Mark:
    at: int
    char: str
    kind: _Kind
    """What its neighbours allow; `middle`: only between letters, `apart`: only between blanks."""
    is_glued: bool
    """Whether no blank stands before it."""
    is_hebrew: bool
    """Whether it stands after a Hebrew letter, where it may mark an abbreviation."""
    is_weak: bool
    """Whether it may be an apostrophe (the workers' union) or a unit (5" pipes)."""
    closer_ahead: bool
    """Whether the next sure mark of its family in the paragraph closes."""


def _marks(text: str, paragraph: Range, places: list[int]) -> list[_Mark]:
    """Judge the marks of a paragraph by their neighbours."""
    padded = f" {text[paragraph.start : paragraph.end]}   "
    lefts: list[bool] = []
    for at in places:
        before = padded[at - paragraph.start]
        follows = bool(lefts) and before in MARKS and places[len(lefts) - 1] == at - 1
        lefts.append(
            (before in _OPENING or lefts[-1])
            if follows
            else before.isspace() or before in _BEFORE_OPENING or is_unspaced(before)
        )
    marks: list[_Mark] = []
    right = False
    ahead: dict[str, str] = {}
    for at, left in zip(reversed(places), reversed(lefts), strict=True):
        start = at - paragraph.start
        before, char, after, then, last = tuple(padded[start : start + 5])
        if marks and marks[-1].at == at + 1:
            right = right or after in "”»’›」』"
        else:
            right = is_unspaced(after) or not (after.isalnum() or after in _NOT_AFTER_CLOSING)
        opens = left and not (
            after.isspace() or after in _NOT_AFTER_OPENING or (after == "." and then != ".")
        )
        closes = right and not before.isspace()
        kind = _kind(opens=opens, closes=closes, is_glued=not before.isspace())
        family = _FAMILY[char]
        is_weak = (
            kind == "closes"
            and (before.isdigit() or (family in _SINGLES and before in "sSxXzZ"))
            and (after.isspace() and (then.isalnum() or (then in MARKS and last.isalnum())))
        )
        closer_ahead = ahead.get(family) == "closes"
        is_hebrew = "\u0590" <= before <= "\u05ff"
        marks.append(_Mark(at, char, kind, not before.isspace(), is_hebrew, is_weak, closer_ahead))
        if not is_weak and kind not in ("middle", "apart"):
            ahead[family] = kind
    marks.reverse()
    return marks


def _kind(*, opens: bool, closes: bool, is_glued: bool) -> _Kind:
    if opens and closes:
        return "both"
    if opens or closes:
        return "opens" if opens else "closes"
    return "middle" if is_glued else "apart"


_Decision = Literal["opens", "closes"] | None


def _decide(mark: _Mark, last: str | None) -> _Decision:
    """Say what a mark does; `last` is the mark that the innermost open quotation began with."""
    if mark.is_weak and mark.closer_ahead:
        return None
    if mark.char in "'‘’" and mark.kind in ("middle", "apart"):
        return None
    if mark.char in _NEUTRAL:
        return _decide_neutral(mark, is_open=last is not None)
    if mark.char in _OPENING:
        return _decide_opening(mark, last)
    opens = mark.kind == "opens" and mark.char in _EITHER and last in (None, mark.char)
    return "opens" if opens else "closes"


def _decide_neutral(mark: _Mark, *, is_open: bool) -> _Decision:
    if mark.kind in ("opens", "closes"):
        return mark.kind
    if mark.kind == "middle" and not is_open:
        return "opens" if mark.closer_ahead else None
    if mark.kind == "middle" and mark.is_hebrew:
        return None
    return "closes" if is_open else "opens"


def _decide_opening(mark: _Mark, last: str | None) -> _Decision:
    """Decide on a mark that opens by default: German ‘ and “ close, and » « are reversed there."""
    if last and last in _CLOSES.get(mark.char, "") and (mark.is_glued or mark.kind != "opens"):
        return "closes"
    if mark.kind == "closes" and last == mark.char:
        return "closes"  # “so“
    return None if mark.kind == "closes" and mark.char in "‘‚" else "opens"


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

    def read(self, number: int, paragraph: Range, marks: list[_Mark]) -> None:
        """Read the next paragraph."""
        if self._waiting and marks and self._reopens(paragraph, marks[0]):
            self._waiting.start = paragraph.start
            self._push(self._waiting)
            self._waiting, marks = None, marks[1:]
        elif self._waiting and (
            self._waiting.is_mixed
            or not self._waiting.is_plausible
            or self._waiting.family in _SINGLES
        ):
            self._settle(number)
        for mark in marks:
            self._take(number, paragraph, mark)
        self._settle(number)
        if self._stack:
            outer = next((q for q in self._stack if q.family not in _SINGLES), self._stack[0])
            self._add_piece(outer, Range(outer.start, paragraph.end), 1, 0)
            self._waiting = outer
            self._forget()

    def finish(self) -> list[_Found]:
        """Return everything found, once all paragraphs are read."""
        self._settle(-1)
        return sorted(self._found, key=lambda found: found.pieces[0].outer)

    def _reopens(self, paragraph: Range, mark: _Mark) -> bool:
        waiting = self._waiting
        return (
            waiting is not None
            and mark.at == paragraph.start
            and mark.kind != "closes"
            and _FAMILY[mark.char] == waiting.family
            # Spanish and French also set the closing guillemet before each paragraph that goes on
            and (mark.char in _OPENING or mark.char in (waiting.char, "»"))
        )

    def _take(self, number: int, paragraph: Range, mark: _Mark) -> None:
        family = _FAMILY[mark.char]
        mine, waiting = self._open[family], self._waiting
        if (
            waiting
            and waiting.family == family
            and not mine
            and mark.kind == "closes"
            and _decide(mark, waiting.char) == "closes"
        ):
            self._add_piece(waiting, Range(paragraph.start, mark.at + 1), 0, 1)
            self._keep(waiting, number)
            self._waiting = None
            self._forget()
            return
        decision = _decide(mark, mine[-1].char if mine else None)
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
                mine = self._open[{_STRAIGHT: _CURLY, _CURLY: _STRAIGHT}.get(family, family)]
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
        self._add_piece(quotation, Range(quotation.start, end), 1, 1)
        self._keep(quotation, number)

    def _add_piece(self, quotation: _Open, outer: Range, left: int, right: int) -> None:
        """Add what stands in one paragraph, if there are words within its marks."""
        start, end = outer.start + left, outer.end - right
        while start < end and self._text[start].isspace():
            start += 1
        while start < end and self._text[end - 1].isspace():
            end -= 1
        if start < end:
            quotation.pieces.append(_Piece(outer, Range(start, end)))

    def _keep(self, quotation: _Open, number: int, *, is_closed: bool = True) -> None:
        if quotation.pieces:
            self._found.append(_Found(quotation.pieces, is_closed, quotation.paragraph, number))

    def _settle(self, number: int) -> None:
        """End the quotation that waits for its closing mark, or drop it."""
        waiting, self._waiting = self._waiting, None
        if (
            waiting
            and waiting.family not in _SINGLES
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
