"""The names that an article prints: where they stand, and what stands before them."""

import re
from bisect import bisect_right
from functools import cache

from ..text.naming import is_proper
from ..text.range import Range
from ..text.reading import Reading
from ..text.roster import Name
from ..text.title import Gender, gender_beside, gender_told, is_address, titles_before, untitled

__all__ = ["Printed"]

_WORD = 20  # code points before a name in which the word before it stands, if it matters
_SHORT = len("Mr.")


class Printed:
    """The names of an article, without their titles; each is looked up once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = tuple(_untitled(reading))
        self.texts = frozenset(n.text for n in self.names)
        self._around = sorted((r, n.text) for n in self.names for r in n.ranges)
        self.places = cache(self._find)
        self._alone = cache(self._find_alone)
        self.gender = cache(self._find_gender)

    def first(self, name: str) -> int:
        """Return where a name stands first; the end of the text if it does not."""
        places = self.places(name)
        return places[0].start if places else len(self.reading.text)

    def last(self, name: str, at: int) -> int:
        """Return where a name stands last up to a place, not as a part of a longer one; else -1."""
        before = (p.start for p in self.places(name) if p.start <= at)
        return max((p for p in before if not self._is_part(name, p)), default=-1)

    def precedes(self, full: str, name: str) -> bool:
        """Whether a fuller name is printed before the other one stands alone."""
        return self.first(full) <= self._alone(name)

    def titles(self, at: Range) -> str:
        """Return the titles before a place, in its sentence."""
        text = self.reading.text
        start = self.reading.sentences_of(at)[0].range.start
        if start == at.start:  # a sentence may seem to end with "M."
            word = text[max(0, start - _WORD) : start].split()[-1:]
            return titles_before("".join(w for w in word if len(w) <= _SHORT), self.reading.lexicon)
        return titles_before(text[start : at.start], self.reading.lexicon)

    def address(self, name: str) -> str:
        """Return the "Mr" or "Frau" with which a name always stands where it stands alone."""
        titles = {self.titles(p) for p in self.places(name) if not self._is_part(name, p.start)}
        is_always = len(titles) == 1 and is_address("".join(titles), self.reading.lexicon)
        return "".join(titles) if is_always else ""

    def word_before(self, at: int) -> str:
        """Return the word before a place, as the lexicon writes it."""
        words = self.reading.text[max(0, at - _WORD) : at].split()
        return words[-1].lower().replace("’", "'") if words else ""

    def is_proper(self, name: str) -> bool:
        """Whether a name names, not "A senior official"."""
        return is_proper(name) and not self.is_indefinite(name)

    def is_indefinite(self, name: str) -> bool:
        """Whether a name begins with "a", "two", "several"."""
        lexicon = self.reading.lexicon
        if lexicon is None:
            return False
        first = name.split(" ", maxsplit=1)[0].lower()
        if lexicon.words.sets_no_blanks and (word := lexicon.word.match(name)):
            first = word.group()
        return first in lexicon.words.determiners - lexicon.words.definite

    def is_place(self, name: str) -> bool:
        """Whether a name is printed as a place's: "in Lund"."""
        lexicon = self.reading.lexicon
        return lexicon is not None and any(
            self.word_before(p.start) in lexicon.words.locatives for p in self.places(name)
        )

    def _find(self, name: str) -> list[Range]:
        return self.reading.folded.find_all(name, case=True)

    def _find_alone(self, name: str) -> int:
        """Where a name stands first, but not as a part of a longer one."""
        alone = (
            p.start
            for p in self.places(name)
            # headlines call people by their last names before the text names them
            if p.start >= self.reading.body and not self._is_part(name, p.start)
        )
        return next(alone, len(self.reading.text))

    def _find_gender(self, name: str) -> Gender | None:
        text, lexicon = self.reading.text, self.reading.lexicon
        assert lexicon is not None  # only where titles are known it matters
        for place in self.places(name):
            told = gender_told(self.titles(place), lexicon) or gender_beside(text, place, lexicon)
            if told:
                return told
        return None

    def _is_part(self, name: str, at: int) -> bool:
        """Whether a longer name is printed around a place; printed names never overlap."""
        place = bisect_right(self._around, at, key=lambda printed: printed[0].start)
        around = self._around[max(0, place - 1) : place]
        return any(at < r.end and len(longer) > len(name) for r, longer in around)


def _untitled(reading: Reading) -> list[Name]:
    """The names of the article without titles, in order of first mention."""
    ranges: dict[str, list[Range]] = {}
    for name in reading.names:
        titles, bare = untitled(name.text, reading.lexicon)
        cut = re.compile(rf"(?:\S+\s+){{{len(titles.split())}}}")
        for at in name.ranges:
            title = cut.match(reading.text, at.start)
            ranges.setdefault(bare, []).append(Range(title.end() if title else at.start, at.end))
    return [Name(name, tuple(sorted(places))) for name, places in ranges.items()]
