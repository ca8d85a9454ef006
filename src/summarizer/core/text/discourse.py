"""Discourse: who has spoken and been named up to a place, and who is likeliest meant there."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING

from ...schema import SourceKind
from .bearer import find_bearer
from .cast import Cast
from .kind import BODIES, Gender, gender_of, kind_of
from .naming import clean_name

if TYPE_CHECKING:
    from .lexicon import Lexicon
    from .reading import Reading
    from .segment import Sentence

__all__ = ["OFTEN", "Discourse", "Known"]

_FAR = 12  # sentences behind which nobody is taken up again
_MOST = 60  # mentions looked back on: more do not stand in so few sentences
# what makes somebody the likeliest; set on the dev half of our gold stories
_A_SENTENCE, _SPOKE, _KNOWN_GENDER = -0.6, 1.0, 0.5
OFTEN = 0.1
"""What it counts to be named often."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who can be taken up again."""

    name: str
    kind: SourceKind | None
    gender: Gender | None


class Discourse:
    """Who speaks and who is named, in reading order; told who speaks as that becomes known."""

    def __init__(self, reading: "Reading", lexicon: "Lexicon") -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.cast = Cast(reading, lexicon)
        self._spoken: list[tuple[int, int, Known]] = []
        """Sentence, offset, who: in reading order."""
        self._issued: tuple[int, Known] | None = None
        """Who issued the last document that was cited, and in which sentence."""
        self._learned: dict[str, Gender] = {}
        """What the pronouns tell that were found to mean somebody."""

    def _gender(self, name: str) -> Gender | None:
        return self.cast.gender(name) or self._learned.get(name)

    def speaks(self, known: Known, sentence: int, at: int) -> None:
        """Note that somebody speaks in a sentence."""
        self._spoken.append((sentence, at, known))

    def issues(self, known: Known, sentence: int) -> None:
        """Note that somebody speaks by a document."""
        self._issued = (sentence, known)

    def issuer(self, sentence: int) -> Known | None:
        """Return who issued the document cited last, if not far before a sentence."""
        if self._issued is None or sentence - self._issued[0] > _FAR:
            return None
        return self._issued[1]

    def speakers(self, sentence: int) -> Iterator[Known]:
        """Yield who spoke up to a sentence, the last one first."""
        return (known for _, _, known in self._lately(sentence))

    def spoke_before(self, sentence: "Sentence") -> Known | None:
        """Return who spoke in the sentence right before one, in the same paragraph."""
        if sentence.number == 1:
            return None
        before = self.reading.sentence(sentence.number - 1)
        last = next(iter(self._lately(before.number)), None)
        is_same = before.paragraph == sentence.paragraph
        return last[2] if is_same and last and last[0] == before.number else None

    def describe(self, name: str, words: str) -> Known:
        """Say what is known of a source that its tag names, given the words of the tag."""
        full = self.cast.full_name(clean_name(name, self.lexicon))
        kind = kind_of(full, self.lexicon)
        if kind is None:
            kind = "person" if self.cast.is_person(full) else kind_of(words, self.lexicon)
        return Known(full, kind, gender_of(words, self.lexicon) or self._gender(full))

    def person(
        self, sentence: int, at: int, gender: Gender | None, *, often: float = OFTEN
    ) -> Known | None:
        """Return the person that is likeliest meant at a place, None if there is none.

        Args:
            sentence: number of the sentence.
            at: the place.
            gender: what a pronoun tells; None: it may be anybody.
            often: what it counts to be named often.
        """
        return self._likeliest(sentence, at, lambda who: _may_be(who, gender), gender, often)

    def anybody(self, sentence: int, at: int) -> Known | None:
        """Return the person or body that is likeliest to speak on at a place."""
        return self._likeliest(sentence, at, lambda _: True, None, OFTEN)

    def _likeliest(
        self,
        sentence: int,
        at: int,
        fits: Callable[[Known], bool],
        gender: Gender | None,
        often: float,
    ) -> Known | None:
        candidates = [
            (number, known, _SPOKE) for number, place, known in self._lately(sentence) if place < at
        ]
        mentions = self.cast.mentions
        last = bisect_right(mentions, at, key=lambda m: m.at.end)
        for mention in reversed(mentions[:last][-_MOST:]):
            known = Known(mention.name, "person", self._gender(mention.name))
            candidates.append((mention.sentence, known, mention.weight))
        best: tuple[float, Known] | None = None
        for number, seen, weight in candidates:
            known = replace(seen, gender=seen.gender or self._learned.get(seen.name))
            if not 0 <= sentence - number <= _FAR or not fits(known):
                continue
            score = weight + (sentence - number) * _A_SENTENCE
            score += _KNOWN_GENDER * (gender is not None and known.gender == gender)
            score += often * log2(1 + self.cast.often[known.name])
            if best is None or score > best[0]:
                best = (score, known)
        if best and gender and best[1].kind == "person":
            self._learned.setdefault(best[1].name, gender)
        return best[1] if best else None

    def protagonist(self) -> Known | None:
        """Return whom the article is about: the person named most often, of equals the first."""
        often = self.cast.often
        first = {m.name: i for i, m in enumerate(reversed(self.cast.mentions))}
        name = max(often, key=lambda n: (often[n], first[n]), default=None)
        return Known(name, "person", self.cast.gender(name)) if name is not None else None

    def body(self, sentence: int, at: int, wanted: SourceKind | None = None) -> Known | None:
        """Return the body (of a kind) that was named last, in this sentence or the one before."""
        last = bisect_left(self._bodies, at, key=lambda b: b[0])
        for _, number, known in reversed(self._bodies[:last][-_MOST:]):
            if sentence - number <= 1 and wanted in (None, known.kind):
                return known
        return None

    def bearer(self, words: str, before: int, *, is_person: bool) -> Known | None:
        """Return who a description before a place means by its noun: "the mayor"."""
        name = find_bearer(
            self.reading.text, self.cast, self.lexicon, words, before, is_person=is_person
        )
        if name is None:
            return None
        kind = "person" if is_person else kind_of(name, self.lexicon)
        return Known(name, kind, self.cast.gender(name))

    def _lately(self, sentence: int) -> Iterator[tuple[int, int, Known]]:
        """Yield what was spoken up to a sentence, not too far before it, the last first."""
        end = bisect_right(self._spoken, sentence, key=lambda s: s[0])
        for number, place, known in reversed(self._spoken[:end][-_MOST:]):
            if sentence - number > _FAR:
                break
            yield number, place, known

    @cached_property
    def _bodies(self) -> list[tuple[int, int, Known]]:
        """Where bodies are named: offset, sentence, which."""
        return sorted(
            (
                (place.start, self.reading.sentences_of(place)[0].number, known)
                for name in self.reading.own_names
                if (kind := kind_of(name.text, self.lexicon)) in BODIES
                for known in [Known(name.text, kind, None)]
                for place in name.ranges
            ),
            key=lambda b: b[0],
        )


def _may_be(known: Known, gender: Gender | None) -> bool:
    return known.kind in (None, "person") and (gender is None or known.gender in (None, gender))
