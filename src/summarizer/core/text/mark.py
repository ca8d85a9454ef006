"""Quotation marks: which characters they are, and what each one does where it stands.

What its neighbours allow is judged first (it opens, it closes, both, neither). Marks that open in
one language close in another, so `decide` also looks at the quotation that is open. Apostrophes and
signs of feet and inches are no marks; where that is in doubt, the mark is weak.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .folding import is_unspaced
from .range import Range

__all__ = ["FAMILY", "MARKS", "OPENING", "SINGLES", "TWIN", "Decision", "Mark", "decide", "marks"]

_CURLY, _STRAIGHT = "“”„‟", '"＂'
_FAMILIES = (_CURLY, _STRAIGHT, "«»", "‹›", "‘’‚‛", "'", "「」｢｣﹁﹂", "『』﹃﹄")
MARKS = "".join(_FAMILIES)
"""Every character that is read as a quotation mark."""
FAMILY = {mark: family for family in _FAMILIES for mark in family}
"""The family of each mark: all marks that it may be paired with."""
SINGLES = ("‘’‚‛", "'")
"""The families that also serve as apostrophes."""
TWIN: dict[str, str] = {_CURLY: _STRAIGHT, _STRAIGHT: _CURLY}
"""Families that are sometimes mixed: “so" and "so”."""
OPENING = "“„‟«‹‘‚‛「｢﹁『﹃"
"""Marks that open by default."""
_NEUTRAL = "\"＂'"
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

_Kind = Literal["opens", "closes", "both", "middle", "apart"]
Decision = Literal["opens", "closes"] | None
"""None: it is no quotation mark after all."""


@dataclass(slots=True)
class Mark:
    """A quotation mark and what its neighbours in the paragraph tell about it."""

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


def marks(text: str, paragraphs: Iterable[Range]) -> Iterator[list[Mark]]:
    """Yield the marks of each paragraph; the paragraphs together hold all of the text's marks."""
    apostrophes = {at for match in _NO_MARK.finditer(text) for at in range(*match.span())}
    places = (match.start() for match in _MARK.finditer(text))
    at = next(places, None)
    for paragraph in paragraphs:
        mine: list[int] = []
        while at is not None and at < paragraph.end:
            if at not in apostrophes:
                mine.append(at)
            at = next(places, None)
        yield _judged(text, paragraph, mine)


def _judged(text: str, paragraph: Range, places: list[int]) -> list[Mark]:
    """Judge the marks of a paragraph by their neighbours."""
    padded = f" {text[paragraph.start : paragraph.end]}   "
    lefts: list[bool] = []
    for at in places:
        before = padded[at - paragraph.start]
        follows = bool(lefts) and before in MARKS and places[len(lefts) - 1] == at - 1
        lefts.append(
            (before in OPENING or lefts[-1])
            if follows
            else before.isspace() or before in _BEFORE_OPENING or is_unspaced(before)
        )
    found: list[Mark] = []
    right = False
    ahead: dict[str, str] = {}
    for at, left in zip(reversed(places), reversed(lefts), strict=True):
        start = at - paragraph.start
        before, char, after, then, last = tuple(padded[start : start + 5])
        if found and found[-1].at == at + 1:
            right = right or after in "”»’›」』"
        else:
            right = is_unspaced(after) or not (after.isalnum() or after in _NOT_AFTER_CLOSING)
        opens = left and not (
            after.isspace() or after in _NOT_AFTER_OPENING or (after == "." and then != ".")
        )
        closes = right and not before.isspace()
        kind = _kind(opens=opens, closes=closes, is_glued=not before.isspace())
        family = FAMILY[char]
        is_weak = (
            kind == "closes"
            and (before.isdigit() or (family in SINGLES and before in "sSxXzZ"))
            and (after.isspace() and (then.isalnum() or (then in MARKS and last.isalnum())))
        )
        closer_ahead = ahead.get(family) == "closes"
        is_hebrew = "\u0590" <= before <= "\u05ff"
        found.append(Mark(at, char, kind, not before.isspace(), is_hebrew, is_weak, closer_ahead))
        if not is_weak and kind not in ("middle", "apart"):
            ahead[family] = kind
    found.reverse()
    return found


def _kind(*, opens: bool, closes: bool, is_glued: bool) -> _Kind:
    if opens and closes:
        return "both"
    if opens or closes:
        return "opens" if opens else "closes"
    return "middle" if is_glued else "apart"


def decide(mark: Mark, last: str | None) -> Decision:
    """Say what a mark does; `last` began the innermost open quotation of its family."""
    if mark.is_weak and mark.closer_ahead:
        return None
    if mark.char in "'‘’" and mark.kind in ("middle", "apart"):
        return None
    if mark.char in _NEUTRAL:
        return _decide_neutral(mark, is_open=last is not None)
    if mark.char in OPENING:
        return _decide_opening(mark, last)
    opens = mark.kind == "opens" and mark.char in _EITHER and last in (None, mark.char)
    return "opens" if opens else "closes"


def _decide_neutral(mark: Mark, *, is_open: bool) -> Decision:
    if mark.kind in ("opens", "closes"):
        return mark.kind
    if mark.kind == "middle" and not is_open:
        return "opens" if mark.closer_ahead else None
    if mark.kind == "middle" and mark.is_hebrew:
        return None
    return "closes" if is_open else "opens"


def _decide_opening(mark: Mark, last: str | None) -> Decision:
    """Decide on a mark that opens by default: German ‘ and “ close, and » « are reversed there."""
    if last and last in _CLOSES.get(mark.char, "") and (mark.is_glued or mark.kind != "opens"):
        return "closes"
    if mark.kind == "closes" and last == mark.char:
        return "closes"  # “so“
    return None if mark.kind == "closes" and mark.char in "‘‚" else "opens"
