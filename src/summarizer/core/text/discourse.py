"""Discourse: who has spoken and been named up to a place, and who is likeliest meant there."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from ...schema import SourceKind
from .bearer import described_subjects, find_bearer
from .clause import WORD
from .kind import Gender, gender_of, is_person_name, kind_of, plain_words
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
_WORD_BEFORE = re.compile(r"\b([^\W\d_]+['’]|[^\W\d_]+(?= )) ?\Z")
_NOUN = 4  # words before a name that may tell what it names
_ARTICLE = 12  # code points before a name in which its article stands
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
        if kind is None:
            kind = "person" if self.may_be_person(full) else kind_of(words, self.lexicon)
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
        return self._likeliest(sentence, at, lambda who: _may_be(who, gender), gender, often)

    def anybody(self, sentence: int, at: int) -> Known | None:
        """Return the person or body that is likeliest to speak on at a place."""
        return self._likeliest(sentence, at, lambda _: True, None, _OFTEN)

    def _likeliest(
        self,
        sentence: int,
        at: int,
        fits: Callable[[Known], bool],
        gender: Gender | None,
        often: float,
    ) -> Known | None:
        scores: dict[str, float] = {}
        known: dict[str, Known] = {}
        spoken = [(n, k, _SPOKE) for n, place, k in self._spoken if place < at]
        named = [
            (m.sentence, Known(m.name, "person", self._gender(m.name)), m.weight)
            for m in self._mentions
            if m.at.end <= at
        ]
        for number, who, weight in (*spoken, *named):
            if sentence - number > _FAR or number > sentence or not fits(who):
                continue
            score = weight + (sentence - number) * _A_SENTENCE
            score += _KNOWN_GENDER * (gender is not None and who.gender == gender)
            score += often * log2(1 + self._often[who.name])
            if score > scores.get(who.name, float("-inf")):
                scores[who.name], known[who.name] = score, who
        best = max(scores, key=lambda name: scores[name], default=None)
        return known[best] if best is not None else None

    @cached_property
    def protagonist(self) -> str | None:
        """The person that an article names first, not in a byline."""
        lines = {s.range for s in self.reading.sentences if s.kind != "prose"}
        headline = Range(0, self.reading.body)
        named = [
            (at, full)
            for n in self.reading.names
            if (full := self.full_name(n.text)) in self._people_names
            for at in n.ranges
            if headline.covers(at) or not any(line.covers(at) for line in lines)
        ]
        return min(named)[1] if named else None

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

    def bearer(self, words: str, before: int, *, is_person: bool) -> Known | None:
        """Return who a description before a place means by its noun: "the mayor"."""
        name = find_bearer(self, words, before, is_person=is_person)
        if name is None:
            return None
        kind = "person" if is_person else kind_of(name, self.lexicon)
        return Known(name, kind, self._gender(name))

    def around(self, at: Range) -> tuple[list[str], list[str]]:
        """Return the words before a name in its sentence, and those of an apposition behind it."""
        text = self.reading.text
        before = text[max(0, at.start - _NEAR) : at.start].rpartition(". ")[2]
        behind = text[at.end : at.end + _NEAR]
        apposed = behind[1:].split(",")[0].split(".")[0] if behind.startswith(",") else ""
        return plain_words(before, self.lexicon), plain_words(apposed, self.lexicon)

    @cached_property
    def _people_names(self) -> frozenset[str]:
        names = (
            untitled(n.text, self.lexicon)
            for n in self.reading.names
            if not self._is_place(n.ranges)
        )
        return frozenset(n for n in names if self.may_be_person(n))

    def may_be_person(self, name: str) -> bool:
        """Whether a name looks like a person's and is used like one."""
        return name not in self._bodies and is_person_name(name, self.lexicon)

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """The names that an article or a noun before them tells: "*l'*Étoile", "*groupe* Vasco"."""
        if not self.lexicon.words.bare_people:
            return frozenset()
        return frozenset(
            n.text for n in self.reading.names if any(self._is_led(r.start) for r in n.ranges)
        )

    def _is_led(self, at: int) -> bool:
        """Whether an article or the noun of a body stands right before a place."""
        text = self.reading.text
        if _word_before(text, at) in self.lexicon.words.definite:
            return True
        before = WORD.findall(text[max(0, at - _NEAR) : at].rpartition(". ")[2])[-_NOUN:]
        nouns = [kind_of(w, self.lexicon) for w in before if w.islower()]
        return bool(nouns) and before[-1].islower() and nouns[-1] in BODIES and "person" not in nouns

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
        found += [_Mention(*each, _SUBJECT) for each in described_subjects(self)]
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
                before, behind = self.around(at)
                titled = self._titled(before)
                gender = titled or gender_of(" ".join(self._head(behind)), self.lexicon)
                if gender in ("masculine", "feminine") and before[-1:] != ["her"]:
                    return gender
        return self._taught.get(name)

    def _titled(self, before: list[str]) -> Gender | None:
        """The gender that a title tells, or its article: "*la* ministre Anne Roux"."""
        gender = gender_of(" ".join(before[-1:]), self.lexicon)
        for length in (2, 3):
            is_title = kind_of(" ".join(before[-length + 1 :]), self.lexicon) == "person"
            article = self.lexicon.articles.get(before[-length]) if len(before) >= length else None
            gender = gender or (article if is_title else None)
        return gender

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


def _word_before(text: str, at: int) -> str:
    """The word that touches a place or has one blank before it, with its apostrophe; else ""."""
    found = _WORD_BEFORE.search(text, max(0, at - _ARTICLE), at)
    return found[1].lower().replace("’", "'") if found else ""


def _may_be(known: Known, gender: Gender | None) -> bool:
    return known.kind in (None, "person") and (
        gender is None or known.gender in (None, gender)
    )
