"""A sentence as its marks divide it: with quotations hidden, cut at commas, colons and dashes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .range import Range

__all__ = [
    "ASIDE",
    "COMMAS",
    "HIDDEN",
    "SEMICOLONS",
    "WORD",
    "WORD_EDGE",
    "Clause",
    "hide",
    "hide_quotations",
    "trim",
    "without_dateline",
]

COMMAS, SEMICOLONS = ",，،", ";；؛"

HIDDEN = "\ufffc"
"""Stands for each character of a quotation while tags are looked for."""
_POINTS = "\u064b-\u0652"  # Arabic vowel points: no letters to `re`, but parts of a word
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_POINTS}])*(?:['’.-][^\W_]+)*")
WORD_EDGE = rf"(?:\b(?<![{_POINTS}])(?![{_POINTS}])|(?<=[{_POINTS}])(?![\w{_POINTS}]))"
"""Pattern of a word's beginning or end."""

ASIDE = "\ufffb"
"""Stands for each character of "citing Y" while the tag that it belongs to is looked for."""

_STOP = re.compile(
    rf"(?<!\d)[{COMMAS}{SEMICOLONS}:：]|[{COMMAS}{SEMICOLONS}:：](?!\d)|[—–]|\s-\s"
    r"|\ufffc+|\ufffb+"
)
_DATELINE = re.compile(
    r"[\w .,'’/-]{0,60}\([\w ./&-]{2,30}\)(?:\s+|\.\s?)[—–-]+\s+(?=\S)"
    r"|\w{2,20}?\d{1,2}月\d{1,2}日电\s?(?:[（(][^（）()]{2,30}[）)])?\s*"  # Chinese
    # the time of an entry in a live blog
    r"|\d{1,2}(?:[:.]|\s?h\s?)\d{2}(?:\s?[ap]\.?m\b\.?|\s(?:Uhr|GMT|UTC|CET|ET)\b)?\s*[:|–—-]?\s+(?=\S)"
)
_ANNOUNCES = ",?!"  # what before the mark that ends a quotation announces a tag
_NO_NAME = re.compile(r"(?!)")
_FULL_STOP = re.compile(r"[.]\s+[–—-]")
_NEAR = 40  # code points
_EDGE = " \t\r\n\u00a0\u2028\u202f\u3000:：、–—-" + COMMAS + SEMICOLONS


def hide(text: str, places: Iterable[Range], mark: str) -> str:
    """Put a mark in place of each character of some places, so that nothing is found in there."""
    pieces: list[str] = []
    done = 0
    for place in sorted(places):
        pieces += [text[done : place.start], mark * (place.end - place.start)]
        done = place.end
    return "".join([*pieces, text[done:]])


def hide_quotations(text: str, places: Iterable[Range], name: re.Pattern[str] = _NO_NAME) -> str:
    """Hide quotations, marks and all; the comma that ends one stays: it announces a tag.

    Of those that are a name, газета «Вестник», only the marks are hidden.
    """
    hidden: list[Range] = []
    marks: list[Range] = []
    for at in set(places):
        named = name.match(text, at.start)
        if named and named.end() == at.end:
            marks += [Range(at.start, at.start + 1), Range(at.end - 1, at.end)]
        elif at.end - 2 > at.start and text[at.end - 2] in _ANNOUNCES:
            hidden += [Range(at.start, at.end - 2), Range(at.end - 1, at.end)]
        else:
            hidden.append(at)
    return hide(hide(text, hidden, HIDDEN), marks, " ")


def trim(text: str, piece: Range) -> Range:
    """Cut white space and connecting marks off both ends, and a final full stop."""
    words = text[piece.start : piece.end]
    if _FULL_STOP.match(words):  # «…, — сказал Керн. — …»
        words = words.replace(".", " ", 1)
    left = len(words) - len(words.lstrip(_EDGE + ")）" + ASIDE))
    right = len(words.rstrip(_EDGE + "(（" + ASIDE))
    if words[:right].endswith((".", "。")) and not words[:right].endswith(".."):
        right -= 1
    return Range(piece.start + left, piece.start + max(left, right))


def without_dateline(text: str, piece: Range) -> Range:
    """Cut "KESSEL, 12 November (Meridian) — " or "14:05 " off the beginning of a piece."""
    dateline = _DATELINE.match(text, piece.start, piece.end)
    return Range(dateline.end(), piece.end) if dateline else piece


@dataclass(frozen=True)
class Clause:
    """A stretch of one sentence, and the segments that its marks divide it into."""

    masked: str
    """The whole article with its quotations hidden."""
    range: Range
    word: re.Pattern[str] = WORD
    """What a word is in its language."""

    def within(self, part: Range) -> "Clause":
        """A part of it."""
        return Clause(self.masked, part, self.word)

    def reads_like(self, other: "Clause") -> bool:
        """Whether the same stands in both, and as far before them as a pattern looks back."""
        at = slice(max(0, self.range.start - _NEAR), self.range.end)
        return self.range == other.range and self.masked[at] == other.masked[at]

    @cached_property
    def stops(self) -> tuple[Range, ...]:
        """The commas, brackets, dashes and hidden quotations."""
        return tuple(
            Range(*m.span()) for m in _STOP.finditer(self.masked, self.range.start, self.range.end)
        )

    @cached_property
    def segments(self) -> tuple[Range, ...]:
        """The stretches of words between the stops."""
        edges = [self.range.start]
        for stop in self.stops:
            edges += stop
        edges.append(self.range.end)
        pairs = zip(edges[::2], edges[1::2], strict=True)
        pieces = (trim(self.masked, Range(start, end)) for start, end in pairs)
        return tuple(p for p in pieces if self.has_words(p))

    def segment(self, at: Range) -> Range:
        """The segment around a place; a place that reaches over a stop keeps all of itself."""
        start = max((s.end for s in self.stops if s.start < at.start), default=self.range.start)
        end = min((s.start for s in self.stops if at.end <= s.start), default=self.range.end)
        return trim(self.masked, Range(min(start, at.start), end))

    def before(self, at: int) -> list[Range]:
        """The segments that end before a place."""
        return [s for s in self.segments if s.end <= at]

    def after(self, at: int) -> list[Range]:
        """The segments that begin behind a place."""
        return [s for s in self.segments if s.start >= at]

    def words(self, piece: Range) -> list[re.Match[str]]:
        """The words of a piece that stand outside of quotations."""
        return list(self.word.finditer(self.masked, piece.start, piece.end))

    def has_words(self, piece: Range) -> bool:
        """Whether a piece has a word outside of quotations."""
        return WORD.search(self.masked, piece.start, piece.end) is not None

    def has_quotation(self, piece: Range) -> bool:
        """Whether a part of a quotation stands in a piece."""
        return HIDDEN in self.masked[piece.start : piece.end]

    def has_aside(self, piece: Range) -> bool:
        """Whether a "citing Y" stands in a piece."""
        return ASIDE in self.masked[piece.start : piece.end]

    def stops_in(self, piece: Range) -> bool:
        """Whether a comma or another mark stands in a piece."""
        return any(piece.covers(s) for s in self.stops)

    def is_filled(self, piece: Range) -> bool:
        """Whether a piece has a word, quoted or not."""
        return self.has_words(piece) or self.has_quotation(piece)

    def without_end(self, piece: Range, pattern: re.Pattern[str]) -> Range:
        """Cut off what a pattern finds from a word, but the first, to the end of a piece."""
        for word in self.words(piece)[1:]:
            if pattern.fullmatch(self.masked, word.start(), piece.end):
                return Range(piece.start, word.start())
        return piece

    def unjoined(self, piece: Range, joints: frozenset[str]) -> Range:
        """Cut off a conjunction that begins the tag behind a piece: "Es seien, *wie* Kern sagte".

        One that stands before a comma belongs to the piece: "I think *so*, Kern said".
        """
        for word in self.words(piece)[-1:]:
            is_joint = word.group().lower() in joints
            if is_joint and self.masked[word.end() : piece.end].isspace():
                return Range(piece.start, word.start())
        return piece

    def shorn(self, piece: Range, connectives: frozenset[str], that: frozenset[str]) -> Range:
        """Trim a piece and cut conjunctions off its beginning; empty if no other word is left.

        Behind the comma of a tag a "that" goes too: "The Post said, citing police, *that* …".
        """
        edge = self.masked[max(0, piece.start - 1) : piece.start + 1]
        begins = connectives | that if ASIDE in edge or edge[-1:] in COMMAS else connectives
        piece = trim(self.masked, piece)
        for word in self.words(piece):
            if word.start() != piece.start or word.group().lower() not in begins:
                break
            piece = trim(self.masked, Range(word.end(), piece.end))
        return piece if self.is_filled(piece) else Range(piece.start, piece.start)
