"""The cast: the people that an article names, under which names, with which titles and gender."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from .bearer import described_subjects
from .body import is_body
from .clause import WORD
from .full_names import FullNames
from .given import given_gender
from .kind import BODIES, Gender, gender_of, is_person_name, kind_of, plain_words
from .naming import untitled
from .range import Range
from .roster import JOINTS

if TYPE_CHECKING:
    from .lexicon import Lexicon
    from .reading import Reading
    from .roster import Name

__all__ = ["Cast", "Mention"]

_NEAR = 60  # code points around a name in which a title or apposition stands
_SUBJECT_WORDS = 7  # words at the head of a sentence among which its subject stands
_TITLE_WORDS = 4
_WORD_BEFORE = re.compile(r"\b([^\W\d_]+['’]|[^\W\d_]+(?= )) ?\Z")
_ARTICLE = 12  # code points before a name in which its article stands
_LEAD = re.compile(r"(\w[\w.:-]*)[ \u00a0]\Z")  # the word that touches a name
_POSSESSIVE = ("'s", "’s")
_TITLE = re.compile(r"(\w+)[.,]?\s$")  # right before a name, perhaps as "the mayor, X"
SUBJECT, NAMED, OWNER = 1.0, 0.2, -0.2
"""What a mention counts: the subject of its sentence, somewhere in it, "Sker's deputy"."""


class Mention(NamedTuple):
    """A place where a person is named outside of quotations."""

    at: Range
    sentence: int
    name: str
    weight: float


class Cast:
    """Who is named in an article; every question is answered once and kept."""

    def __init__(self, reading: "Reading", lexicon: "Lexicon") -> None:
        self._reading = reading
        self._lexicon = lexicon
        self._genders: dict[str, Gender | None] = {}
        self._called: dict[tuple[str, str, frozenset[str]], bool] = {}

    def full_name(self, name: str) -> str:
        """Return the full name of a person that is called by a title or by a part of it."""
        return self._full_names.of(name)

    @cached_property
    def _full_names(self) -> FullNames:
        return FullNames(self._reading.own_names, self.people, self._things, self._lexicon)

    def is_person(self, name: str) -> bool:
        """Whether a full name looks like a person's and is used like one."""
        return name in self.people or self._may_be_person(name)

    def gender(self, name: str) -> Gender | None:
        """Return what a title or apposition tells, else the pronouns that take a name up."""
        if name not in self._genders:
            printed = self._printed.get(name, ())
            told: Iterator[Gender] = (g for n in printed if (g := self._told_of(n)))
            self._genders[name] = next(told, None) or self._taught.get(name) or given_gender(name)
        return self._genders[name]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All places where people are named in prose outside of quotations, in reading order."""
        found: list[Mention] = []
        for name in self._reading.own_names:
            for at in name.ranges:
                full = self._full_names.at(name.text, at.start)
                if full in self.people and (mention := self._mention(full, at)):
                    found.append(mention)
        found += [Mention(*each, SUBJECT) for each in described_subjects(self._reading, self)]
        return tuple(sorted(found))

    @cached_property
    def often(self) -> Counter[str]:
        """How often each person is named."""
        return Counter(m.name for m in self.mentions)

    @cached_property
    def bearers(self) -> dict[tuple[str, bool], list[tuple[int, str]]]:
        """For a noun, and whether of people: where those stand who have it in or beside a name."""
        found: dict[tuple[str, bool], set[tuple[int, str]]] = defaultdict(set)
        for name in self._reading.own_names:
            full = self.full_name(name.text)
            is_person = self.is_person(full)
            words = plain_words(name.text, self._lexicon)
            nouns = set(self._unqualified(words) if is_person else self._heads(words))
            for at in name.ranges:
                nouns |= set(self._unqualified(self.beside(at)) if is_person else self._noun(at))
            for noun in nouns:
                found[noun, is_person].update((at.start, full) for at in name.ranges)
        return {key: sorted(places) for key, places in found.items()}

    def _unqualified(self, words: Sequence[str]) -> Iterator[str]:
        """The words that nothing before them takes back: not "vice *president*"."""
        demotes = self._lexicon.words.demotes
        return (w for before, w in pairwise(["", *words]) if before not in demotes)

    def _heads(self, words: Sequence[str]) -> Sequence[str]:
        """The words of a body's name that tell what it is: "Brewery Workers' *Union*"."""
        if self._lexicon.words.heads_first or not self._lexicon.words.has_capitals:
            return words
        of = next((i for i, w in enumerate(words) if i and w in JOINTS), len(words))
        return [*words[of - 1 : of], *words[-1:]]

    @cached_property
    def people(self) -> frozenset[str]:
        """The full names of people."""
        names = [n.text for n in self._reading.own_names if not self._is_thing(n.ranges)]
        bare = (untitled(name, self._lexicon) for name in (*names, *self._reading.stated.values()))
        known = self._lexicon.words.kin
        kin = tuple(f"{k.capitalize()} " for k in known.male | known.female)
        relatives = {n.partition(" ")[2] for n in names if n.startswith(kin) and n.count(" ") == 1}
        return frozenset(n for n in bare if self._may_be_person(n)) | relatives  # "*Wife* Jean"

    def _is_thing(self, places: tuple[Range, ...]) -> bool:
        """Whether a name is no person's: "in" stands before it, anywhere.

        Where all nouns have capitals, two nouns look like a name: "drei *Milliarden Kronen*".
        """
        known = self._lexicon.words
        idle = known.locatives | known.determiners if known.nouns_have_capitals else known.locatives
        text = self._reading.text
        return any(
            is_body(text, at, self._lexicon)
            or (
                (before := _LEAD.search(text, max(0, at.start - _NEAR), at.start)) is not None
                and (before[1].lower() in idle or before[1].isdigit())
            )
            for at in places
        )

    @cached_property
    def _things(self) -> frozenset[str]:
        """Single names that are printed as a place's: "in Lund"."""
        return frozenset(
            n.text
            for n in self._reading.own_names
            if " " not in n.text and self._is_thing(n.ranges)
        )

    def _may_be_person(self, name: str) -> bool:
        return name not in self._bodies and is_person_name(name, self._lexicon)

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """The names that an article or a noun before them tells: "*l'*Étoile", "*groupe* Vasco"."""
        if not self._lexicon.words.heads_first:
            return frozenset()
        names = self._reading.own_names
        return frozenset(n.text for n in names if any(self._is_led(r.start) for r in n.ranges))

    def _is_led(self, at: int) -> bool:
        """Whether an article or the noun of a body stands right before a place."""
        text = self._reading.text
        known = self._lexicon.words
        touching = (
            _WORD_BEFORE.search(text, max(0, at - _ARTICLE), at) if known.bare_people else None
        )
        if touching and touching[1].lower().replace("’", "'") in known.definite:
            return True
        return self._noun_before(at) is not None

    def _noun(self, at: Range) -> Sequence[str]:
        """The noun that tells what body a name is: "le *syndicat* FNMR"."""
        noun = self._noun_before(at.start) if self._lexicon.words.heads_first else None
        return plain_words(noun, self._lexicon) if noun else ()

    def _noun_before(self, at: int) -> str | None:
        """The noun of a body right before a place, without a person's beside it."""
        text = self._reading.text
        lead = text[max(0, at - _NEAR) : at].rpartition(". ")[2].replace("’", "'")
        before = [w.rpartition("'")[2] for w in WORD.findall(lead)[-_TITLE_WORDS:]]
        nouns = [kind_of(w, self._lexicon) for w in before if w.islower()]
        is_body = nouns[-1:] != [] and before[-1].islower() and nouns[-1] in BODIES
        return before[-1] if is_body and "person" not in nouns else None

    @cached_property
    def _printed(self) -> dict[str, list["Name"]]:
        printed: dict[str, list[Name]] = defaultdict(list)
        for name in self._reading.own_names:
            printed[self.full_name(name.text)].append(name)
        return printed

    @cached_property
    def _quoted(self) -> list[Range]:
        return sorted(o for q in self._reading.quotations for o in q.outer)

    def _is_quoted(self, at: Range) -> bool:
        place = bisect_right(self._quoted, at.start, key=lambda r: r.start)
        return any(o.covers(at) for o in self._quoted[max(0, place - 2) : place])

    def _mention(self, full: str, at: Range) -> Mention | None:
        reading = self._reading
        sentence = next(iter(reading.sentences_of(at)))
        is_byline = sentence.range == at or sentence.kind != "prose"
        if is_byline or self._is_quoted(at):
            return None
        lead = WORD.findall(reading.text[sentence.range.start : at.start])
        weight = SUBJECT if len(lead) <= _SUBJECT_WORDS else NAMED
        if reading.text.startswith(_POSSESSIVE, at.end):
            weight = OWNER
        return Mention(at, sentence.number, full, weight)

    def beside(self, at: Range) -> list[str]:
        """Return the nouns of a title or an apposition: "mayor X", "X, the mayor of Y"."""
        before, behind = self._around(at)
        return [*before[-_TITLE_WORDS:], *behind]

    def is_called(self, name: str, noun: str, proper: frozenset[str]) -> bool:
        """Whether a noun and names stand together beside a name: "mayor", "Velden"."""
        key = (name, noun, proper)
        if key not in self._called:
            places = (at for printed in self._printed[name] for at in printed.ranges)
            words = (set(self.beside(at)) for at in places)
            self._called[key] = any(noun in each and each.issuperset(proper) for each in words)
        return self._called[key]

    def _around(self, at: Range) -> tuple[list[str], list[str]]:
        """The words before a name in its sentence, and those of an apposition behind it."""
        text = self._reading.text
        before = text[max(0, at.start - _NEAR) : at.start].rpartition(". ")[2]
        behind = text[at.end : at.end + _NEAR]
        apposed = behind[1:].split(",")[0].split(".")[0] if behind.startswith(",") else ""
        return plain_words(before, self._lexicon), plain_words(apposed, self._lexicon)

    def _told_of(self, name: "Name") -> Gender | None:
        """What the titles in a printed name tell ("*Mrs* Holm"), else the words beside it."""
        titles, _, _ = name.text.partition(untitled(name.text, self._lexicon))
        titled = gender_of(titles, self._lexicon)
        return titled or next((g for at in name.ranges if (g := self._told(at))), None)

    def _told(self, at: Range) -> Gender | None:
        text = self._reading.text
        around, behind = self._around(at)
        before = _TITLE.findall(text[max(0, at.start - _NEAR) : at.start].lower())
        ends = self._lexicon.words.relatives | self._lexicon.words.particles | {"for", "with"}
        pronouns = self._lexicon.words.pronouns  # "*her* deputy"
        # "a spokeswoman *for HAT*"
        head = [w for w in takewhile(lambda w: w not in ends, behind) if w not in pronouns]
        titles = " ".join(w for w in before if w not in pronouns)
        gender = self._titled(titles, around) or gender_of(" ".join(head), self._lexicon)
        return gender if gender in ("masculine", "feminine") else None

    def _titled(self, titles: str, before: list[str]) -> Gender | None:
        """The gender that a title tells, or its article: "*la* ministre Anne Roux"."""
        gender = gender_of(titles, self._lexicon)
        articles = self._lexicon.words.article_genders if self._lexicon.words.heads_first else {}
        for length in (2, 3):
            is_title = kind_of(" ".join(before[-length + 1 :]), self._lexicon) == "person"
            article = articles.get(before[-length]) if len(before) >= length else None
            gender = gender or (article if is_title else None)
        return gender

    @cached_property
    def _taught(self) -> dict[str, Gender]:
        """The genders that pronouns tell: one that begins a sentence behind one person's name."""
        named: dict[int, set[str]] = defaultdict(set)
        for mention in self.mentions:
            if mention.weight > OWNER:
                named[mention.sentence].add(mention.name)
        votes: dict[str, Counter[Gender]] = defaultdict(Counter)
        reading = self._reading
        kept = (s for s in reading.sentences if s.number not in reading.planted)
        for before, sentence in pairwise(s for s in kept if s.kind == "prose"):
            if before.paragraph != sentence.paragraph or len(named[before.number]) != 1:
                continue
            first = WORD.search(self._reading.text, *sentence.range)
            if first is None or self._is_quoted(Range(*first.span())):
                continue  # “*He* joined in with the whales,” she said
            gender = self._lexicon.genders.get(first.group().lower())
            if gender in ("masculine", "feminine"):
                (name,) = named[before.number]
                votes[name][gender] += 1
        return {name: each.most_common(1)[0][0] for name, each in votes.items()}
