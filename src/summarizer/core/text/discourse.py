"""Discourse: who has spoken and been named up to a place, and who is likeliest meant there."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from ...schema import SourceKind
from .clause import WORD
from .kind import Gender, gender_of, is_person_name, kind_of
from .naming import clean_name, untitled
from .range import Range

if TYPE_CHECKING:
    from .lexicon import Lexicon
    from .reading import Reading

__all__ = ["BODIES", "Discourse", "Known"]

BODIES = frozenset({"government", "organization", "media", "group"})
"""Kinds of sources that "it" or "they" can mean."""

_NEAR = 60  # code points around a name in which a title or apposition stands
_SUBJECT_WORDS = 7  # words at the head of a sentence among which its subject stands
_FAR = 12  # sentences behind which nobody is taken up again
# what makes somebody the likeliest; set on the dev half of our gold stories
_A_SENTENCE, _SPOKE, _SUBJECT, _NAMED, _OWNER = -0.6, 1.0, 1.0, 0.2, -0.2
_KNOWN_GENDER, _OFTEN = 0.5, 0.1
_TITLE_WORDS = 4
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who can be taken up again."""

    name: str
    kind: SourceKind | None
    gender: Gender | None


class _Mention(NamedTuple):
    """A place where a person is named outside of quotations."""

    at: Range
    sentence: int
    name: str
    weight: float


class Discourse:
    """Who speaks and who is named, in reading order; told who speaks as that becomes known."""

    def __init__(self, reading: "Reading", lexicon: "Lexicon") -> None:
        self.reading = reading
        self.lexicon = lexicon
        self._spoken: list[tuple[int, int, Known]] = []
        """Sentence, offset, who: in reading order."""

    def speaks(self, known: Known, sentence: int, at: int) -> None:
        """Note that somebody speaks in a sentence."""
        self._spoken.append((sentence, at, known))

    def speakers(self, sentence: int, at: int | None = None) -> Iterator[Known]:
        """Yield who spoke up to a sentence (and a place), the last one first."""
        for number, place, known in reversed(self._spoken):
            if number <= sentence and sentence - number <= _FAR and (at is None or place < at):
                yield known

    def describe(self, name: str, words: str) -> Known:
        """Say what is known of a source that its tag names, given the words of the tag."""
        full = self.full_name(clean_name(name, self.lexicon))
        kind = kind_of(full, self.lexicon)
        if kind is None and (
            is_person_name(full, self.lexicon) or kind_of(words, self.lexicon) == "person"
        ):
            kind = "person"
        return Known(full, kind, gender_of(words, self.lexicon) or self._gender(full))

    def full_name(self, name: str) -> str:
        """Return the full name of a person that is called by a title or by the last part."""
        name = untitled(name, self.lexicon)
        if " " in name:
            return name
        people = self._people_names
        fuller = {n for n in people if n.endswith(f" {name}")} or {
            n for n in people if n.startswith(f"{name} ")
        }
        return fuller.pop() if len(fuller) == 1 else name

    def person(
        self, sentence: int, at: int, gender: Gender | None, *, often: float = _OFTEN
    ) -> Known | None:
        """Return the person that is likeliest meant at a place, None if there is none."""
        scores: dict[str, float] = {}
        known: dict[str, Known] = {}
        spoken = [(n, k, _SPOKE) for n, place, k in self._spoken if place < at]
        named = [
            (m.sentence, Known(m.name, "person", self._gender(m.name)), m.weight)
            for m in self._mentions
            if m.at.end <= at
        ]
        for number, who, weight in (*spoken, *named):
            if sentence - number > _FAR or number > sentence or not _may_be(who, gender):
                continue
            score = weight + (sentence - number) * _A_SENTENCE
            score += _KNOWN_GENDER * (gender is not None and who.gender == gender)
            score += often * log2(1 + self._often[who.name])
            if score > scores.get(who.name, float("-inf")):
                scores[who.name], known[who.name] = score, who
        best = max(scores, key=lambda name: scores[name], default=None)
        return known[best] if best is not None else None

    def body(self, sentence: int, at: int, wanted: SourceKind | None = None) -> Known | None:
        """Return the body (of a kind) that was named last, in this sentence or the one before."""
        found: tuple[int, Known] | None = None
        for name in self.reading.names:
            kind = kind_of(name.text, self.lexicon)
            for place in name.ranges:
                is_near = place.end <= at and any(
                    sentence - s.number <= 1 for s in self.reading.sentences_of(place)
                )
                fits = kind in BODIES and wanted in (None, kind)
                if fits and is_near and (found is None or place.start > found[0]):
                    found = (place.start, Known(name.text, kind, None))
        return found[1] if found else None

    def bearer(self, noun: str, before: int, *, is_person: bool) -> Known | None:
        """Return who has a noun in its name or beside it, the last one mentioned before a place."""
        best: tuple[int, str] | None = None
        for name in self.reading.names:
            full = self.full_name(name.text)
            if is_person_name(full, self.lexicon) != is_person:
                continue
            if noun not in WORD.findall(name.text.lower()) and not (
                is_person and any(self._is_beside(at, noun) for at in name.ranges)
            ):
                continue
            places = [r.start for r in name.ranges if r.end <= before]
            if places and (best is None or places[-1] > best[0]):
                best = (places[-1], full)
        if best is None:
            return None
        kind = "person" if is_person else kind_of(best[1], self.lexicon)
        return Known(best[1], kind, self._gender(best[1]))

    def _is_beside(self, at: Range, noun: str) -> bool:
        """Whether a noun is a title or an apposition: "mayor X", "X, the mayor of Y"."""
        before, behind = self._around(at)
        return noun in before[-_TITLE_WORDS:] or noun in behind

    def _around(self, at: Range) -> tuple[list[str], list[str]]:
        """The words before a name in its sentence, and those of an apposition behind it."""
        text = self.reading.text
        before = text[max(0, at.start - _NEAR) : at.start].lower().rpartition(". ")[2]
        behind = text[at.end : at.end + _NEAR].lower()
        apposed = behind[1:].split(",")[0].split(".")[0] if behind.startswith(",") else ""
        return WORD.findall(before), WORD.findall(apposed)

    @cached_property
    def _people_names(self) -> frozenset[str]:
        names = (
            untitled(n.text, self.lexicon)
            for n in self.reading.names
            if not self._is_place(n.ranges)
        )
        return frozenset(n for n in names if is_person_name(n, self.lexicon))

    def _is_place(self, places: tuple[Range, ...]) -> bool:
        """Whether a name is one of a place: "in" stands before it, anywhere."""
        return any(
            before[-1].lower() in self.lexicon.words.locatives
            for at in places
            if (before := WORD.findall(self.reading.text[max(0, at.start - _NEAR) : at.start]))
        )

    @cached_property
    def _mentions(self) -> tuple[_Mention, ...]:
        reading = self.reading
        quoted = [o for q in reading.quotations for o in q.outer]
        found: list[_Mention] = []
        for name in reading.names:
            full = self.full_name(name.text)
            if full not in self._people_names:
                continue
            for at in name.ranges:
                sentence = next(iter(reading.sentences_of(at)))
                is_byline = sentence.range == at or sentence.kind != "prose"
                if is_byline or any(o.covers(at) for o in quoted):
                    continue
                lead = WORD.findall(reading.text[sentence.range.start : at.start])
                weight = _SUBJECT if len(lead) <= _SUBJECT_WORDS else _NAMED
                if reading.text.startswith(_POSSESSIVE, at.end):  # "Sker's deputy" is not Sker
                    weight = _OWNER
                found.append(_Mention(at, sentence.number, full, weight))
        return tuple(sorted(found))

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(m.name for m in self._mentions)

    def _gender(self, name: str) -> Gender | None:
        """What a title or apposition beside a name tells, else the pronouns that take it up."""
        for printed in self.reading.names:
            if self.full_name(printed.text) != name:
                continue
            for at in printed.ranges:
                before, behind = self._around(at)
                titled = gender_of(" ".join(before[-1:]), self.lexicon)
                gender = titled or gender_of(" ".join(self._head(behind)), self.lexicon)
                if gender in ("masculine", "feminine") and before[-1:] != ["her"]:
                    return gender
        return self._taught.get(name)

    def _head(self, words: list[str]) -> list[str]:
        """An apposition up to what only describes it: "a spokeswoman *for HAT*", "who …"."""
        ends = self.lexicon.words.relatives | self.lexicon.words.particles | {"for", "with"}
        return list(takewhile(lambda w: w not in ends, words))

    @cached_property
    def _taught(self) -> dict[str, Gender]:
        """The genders that pronouns tell: one that begins a sentence behind one person's name."""
        votes: dict[str, Counter[Gender]] = defaultdict(Counter)
        prose = [s for s in self.reading.sentences if s.kind == "prose"]
        for before, sentence in pairwise(prose):
            named = {m.name for m in self._mentions if m.sentence == before.number}
            if before.paragraph != sentence.paragraph or len(named) != 1:
                continue
            first = WORD.search(self.reading.text, *sentence.range)
            gender = self.lexicon.genders.get(first.group().lower()) if first else None
            if gender in ("masculine", "feminine"):
                votes[named.pop()][gender] += 1
        return {name: each.most_common(1)[0][0] for name, each in votes.items()}


def _may_be(known: Known, gender: Gender | None) -> bool:
    return known.kind in (None, "person") and (
        gender is None or known.gender in (None, gender)
    )
