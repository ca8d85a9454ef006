"""A folded copy of a text with a way back: words are found however they are typed.

Folding makes equal what a reader takes for equal: composed and decomposed letters, full width and
ligatures (NFKC of each base letter with its marks), kinds of quotation mark, dash and blank, soft
hyphens and invisible controls (dropped), and, unless asked otherwise, upper and lower case.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from .range import Range

__all__ = ["UNSPACED", "Folded", "fold", "is_unspaced", "n_unspaced"]

_DOUBLE = "“”„‟«»″＂「」『』｢｣﹁﹂﹃﹄〝〞〟"
_SINGLE = "‘’‚‛‹›′ʼ`´"
_DASHES = "‐‑‒–—―−﹘﹣－"
_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_SAME_LENGTH = str.maketrans(
    _DOUBLE + _SINGLE + _DASHES + _BLANKS,
    '"' * len(_DOUBLE) + "'" * len(_SINGLE) + "-" * len(_DASHES) + " " * len(_BLANKS),
)
_VARIATION = dict.fromkeys([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
# `\w` holds no marks and no controls, so that a plain run folds one to one but for rare letters
_TOKEN = re.compile(r"(?P<plain>[!-~\w]++(?: [!-~\w]++)*+)|(?P<blank> ++)|(?P<other>.)", re.DOTALL)
_WORD = re.compile(r"[^ ]++| ")
UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U0003ffff]"
)
"""Pattern of a character whose script sets no blanks between words, or glues particles on."""
_UNSPACED = re.compile(UNSPACED)
_JOINED = re.compile(r"(?:\A|\W)(?:[وف][بلك]?|[بلك])\Z")
_MAX_PLAIN_SEARCH = 256
_MAX_CLUSTER = 32  # no letter has as many marks; to normalise a run of n marks takes n² steps


def is_unspaced(char: str) -> bool:
    """Whether a character's script sets no blanks between words, or glues particles on (Korean)."""
    return _UNSPACED.match(char) is not None


def n_unspaced(text: str) -> int:
    """Count the characters of a text whose scripts set no blanks."""
    return 0 if text.isascii() else len(_UNSPACED.findall(text))


def fold(text: str, *, case: bool = False) -> str:
    """Fold a piece of text, without the white space around it; `case` keeps capitals."""
    return _Copy(text, case=case).text.strip(" ")


class Folded:
    """A text that can be searched for words; every answer is a range of the text as given."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _cased(self) -> "_Copy":
        return _Copy(self._text, case=True)

    @cached_property
    def _caseless(self) -> "_Copy":
        return _Copy(self._text, case=False)

    def find_all(
        self, words: str, within: Range | None = None, *, case: bool = False
    ) -> list[Range]:
        """Find where the words stand as whole words, from left to right and never overlapping.

        A whole word has no letter, digit or mark directly before or after it; in scripts that are
        written without blanks any place counts.

        Args:
            words: What to look for; nothing is found if it holds no letter or digit.
            within: Look only here; words cut by its edges are not found.
            case: Whether capitals must agree.
        """
        needle = fold(words, case=case)
        if not any(map(str.isalnum, needle)):
            return []
        return (self._cased if case else self._caseless).find_all(needle, within)


class _Copy:
    """The folded text; its k-th character stems from `[starts[k], ends[k])` of the original."""

    def __init__(self, text: str, *, case: bool) -> None:
        self._case = case
        self._original = text.translate(_SAME_LENGTH)
        self._pieces: list[str] = []
        self._known: dict[str, str] = {}
        self._starts = array("I")
        self._ends = array("I")
        self._fold()
        self.text = "".join(self._pieces)
        del self._pieces, self._known, self._original

    def _fold(self) -> None:
        text, at, ends_blank = self._original, 0, False
        while token := _TOKEN.match(text, at):
            start, at = token.span()
            if token.lastgroup == "blank":
                if ends_blank:  # a dropped control stood between two runs
                    self._ends[-1] = at
                else:
                    self._add(" ", start, at)
                    ends_blank = True
                continue
            base = at - 1  # marks belong to the last character before them
            at = _cluster_end(text, at)
            if at > base + 1:
                self._fold_plain(start, base)
                self._fold_cluster(base, at)
            elif token.lastgroup == "plain":
                self._fold_plain(start, at)
            else:
                self._fold_cluster(start, at)
            # a dropped character leaves the blank before it the last one
            ends_blank = ends_blank and self._ends[-1] <= start

    def _fold_plain(self, start: int, end: int) -> None:
        """Fold a run without marks, in one go if its characters allow it, else word by word."""
        if self._add_plain(start, end):
            return
        for word in _WORD.finditer(self._original, start, end):
            at = word.start()
            if self._add_plain(*word.span()):
                continue
            while at < word.end():
                stop = min(_cluster_end(self._original, at + 1), word.end())
                self._fold_cluster(at, stop)
                at = stop

    def _add_plain(self, start: int, end: int) -> bool:
        run = self._original[start:end]
        folded = run if self._case else run.casefold()
        # no character folds to nothing, so equal lengths mean one to one
        if len(folded) != len(run) or not unicodedata.is_normalized("NFKC", run):
            return False
        self._pieces.append(folded)
        self._starts.extend(range(start, end))
        self._ends.extend(range(start + 1, end + 1))
        return True

    def _fold_cluster(self, start: int, end: int) -> None:
        cluster = self._original[start:end]
        folded = self._known.get(cluster)
        if folded is None:
            folded = self._known[cluster] = _folded_cluster(cluster, case=self._case)
        self._add(folded, start, end)

    def _add(self, folded: str, start: int, end: int) -> None:
        self._pieces.append(folded)
        self._starts.extend([start] * len(folded))
        self._ends.extend([end] * len(folded))

    def find_all(self, needle: str, within: Range | None) -> list[Range]:
        """Find a folded needle as whole words."""
        low, high = 0, len(self.text)
        if within is not None:
            low = bisect_left(self._starts, within.start)
            high = bisect_left(self._starts, within.end)
        found: list[Range] = []
        for at in _occurrences(self.text, needle, low, high):
            place = Range(self._starts[at], self._ends[at + len(needle) - 1])
            if found and place.start < found[-1].end:
                continue
            if (self._parts(at) or self._is_joined(at)) and self._parts(at + len(needle)):
                found.append(place)
        if found and within is not None and found[-1].end > within.end:
            found.pop()  # the last character's marks stand beyond the edge
        return found

    def _is_joined(self, at: int) -> bool:
        """Whether only an Arabic "and", "for", "in" stands before a place in its word: "لوزارة"."""
        return _JOINED.search(self.text[max(0, at - 3) : at]) is not None

    def _parts(self, at: int) -> bool:
        """Whether a word may begin or end between two folded characters."""
        if not 0 < at < len(self.text):
            return True
        if self._starts[at - 1] == self._starts[at]:
            return False  # inside one character of the original
        before, after = self.text[at - 1], self.text[at]
        if unicodedata.category(after).startswith("M"):
            return False
        return (
            not (before.isalnum() or unicodedata.category(before).startswith("M"))
            or not after.isalnum()
            or is_unspaced(before)
            or is_unspaced(after)
        )


def _folded_cluster(cluster: str, *, case: bool) -> str:
    """Fold a base letter and its marks; empty for what a reader does not see."""
    if unicodedata.category(cluster[0]) == "Cf":
        cluster = cluster[1:]
    folded = cluster
    if len(cluster) <= _MAX_CLUSTER:
        folded = unicodedata.normalize("NFKC", cluster.translate(_VARIATION))
    if " " in folded:
        folded = cluster  # NFKC would tear it apart: a spacing accent, an Arabic ligature
    folded = folded.translate(_SAME_LENGTH)
    return folded if case else folded.casefold()


def _cluster_end(text: str, at: int) -> int:
    """Where the marks end that follow a base; Hangul vowels and finals count, NFKC joins them."""
    while at < len(text) and (
        unicodedata.category(text[at]).startswith("M") or "\u1160" <= text[at] <= "\u11ff"
    ):
        at += 1
    return at


def _occurrences(text: str, needle: str, low: int, high: int) -> Iterator[int]:
    """Yield every place of the needle, overlapping ones too."""
    if len(needle) <= _MAX_PLAIN_SEARCH:
        at = text.find(needle, low, high)
        while at >= 0:
            yield at
            at = text.find(needle, at + 1, high)
        return
    # Knuth, Morris, Pratt: `find` would read a long needle that repeats itself at each place
    borders, matched = [0], 0
    for char in needle[1:]:
        while matched and char != needle[matched]:
            matched = borders[matched - 1]
        matched += char == needle[matched]
        borders.append(matched)
    matched = 0
    for at in range(low, high):
        while matched and (matched == len(needle) or text[at] != needle[matched]):
            matched = borders[matched - 1]
        matched += text[at] == needle[matched]
        if matched == len(needle):
            yield at - matched + 1
