"""Antecedents: whom a tag means that names nobody by itself: "she said", "the ministry said".

Whoever spoke last is the likeliest to speak on (the centre of the discourse; Grosz, Joshi and
Weinstein 1995, "Centering"), unless the text has since made somebody else its subject. What is not
clear stays open: it is asked.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ...schema import SourceKind
from .clause import WORD
from .kind import Gender, gender_of, is_person_name, kind_of
from .naming import clean_name, points_back
from .range import Range
from .tags import Tag

if TYPE_CHECKING:
    from .lexicon import Lexicon
    from .reading import Reading

__all__ = ["Discourse", "Known"]

_NEAR = 60  # code points around a name in which a title or apposition tells its gender
_SUBJECT_WORDS = 7  # words at the head of a sentence among which its subject stands
_FAR = 12  # sentences behind which nobody is taken up again


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who can be taken up again."""

    name: str
    kind: SourceKind | None
    gender: Gender | None


@dataclass
class Discourse:
    """Who has spoken and who has been named so far, in reading order."""

    reading: "Reading"
    lexicon: "Lexicon"
    spoken: list[tuple[int, Known]] = field(default_factory=list)
    """Sentence numbers, and who spoke there."""
    learned: dict[str, Gender] = field(default_factory=dict)
    taken_up: dict[int, str] = field(default_factory=dict)
    """The source of each tag that only points back, where it is clear, by the tag's number."""

    def __post_init__(self) -> None:
        self.learned = _learn(self.reading, self)
        for tag in self.reading.tags:
            stated = self.reading.stated.get(tag.number)
            known = _known(self, stated, tag) if stated else _taken_up(self, tag)
            if known is None:
                continue
            if not stated:
                self.taken_up[tag.number] = known.name
            self.spoken.append((tag.sentence, known))

    def speaking(self, sentence: int, before: int) -> Known | None:
        """Who speaks on in a sentence that tells it not: who spoke, or was the subject, last."""
        speakers = [(n, k) for n, k in self.spoken if n <= sentence and sentence - n <= _FAR]
        last, speaker = speakers[-1] if speakers else (0, None)
        return _named_since(self, sentence, before, last, None) or speaker

    def subject_of(self, lead: Range) -> str | None:
        """The first person named in the words before a colon, else who speaks."""
        people = [
            (at, _full(self, n.text))
            for n in self.reading.names
            for at in n.ranges
            if lead.covers(at) and is_person_name(_full(self, n.text), self.lexicon)
        ]
        return min(people)[1] if people else None


def _known(discourse: Discourse, name: str, tag: Tag) -> Known:
    """Describe a source that its tag names."""
    reading, lexicon = discourse.reading, discourse.lexicon
    words = reading.text[tag.voice.start : tag.voice.end]
    cleaned = clean_name(name, lexicon)
    full = _full(discourse, cleaned)
    kind = kind_of(cleaned, lexicon)
    if kind is None and (is_person_name(full, lexicon) or kind_of(words, lexicon) == "person"):
        kind = "person"
    return Known(full, kind, gender_of(words, lexicon) or _gender(discourse, full))


def _full(discourse: Discourse, name: str) -> str:
    """The full name of a person that is called by the last part: "Brandt"."""
    if " " in name:
        return name
    fuller = [
        n.text
        for n in discourse.reading.names
        if n.text.endswith(f" {name}") and is_person_name(n.text, discourse.lexicon)
    ]
    return fuller[0] if len(set(fuller)) == 1 else name


def _gender(discourse: Discourse, name: str) -> Gender | None:
    """What titles and appositions around a name's places tell, the first that tells."""
    text = discourse.reading.text
    last = name.rsplit(" ", maxsplit=1)[-1]
    for match in re.finditer(rf"\b{re.escape(last)}\b", text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        title = WORD.findall(before)[-3:]
        for word in reversed(title):
            gender = discourse.lexicon.genders.get(word.lower().rstrip("."))
            if gender in ("masculine", "feminine") and word.lower() not in ("he", "she", "him", "her"):
                return gender
        behind = text[match.end() : match.end() + _NEAR]
        if behind.startswith(","):
            gender = gender_of(behind[1:].split(",")[0], discourse.lexicon)
            if gender in ("masculine", "feminine"):
                return gender
    return discourse.learned.get(name)


def _learn(reading: "Reading", discourse: "Discourse") -> dict[str, Gender]:
    """The genders that pronouns tell: one that begins a sentence behind the name of one person."""
    votes: dict[str, Counter[Gender]] = defaultdict(Counter)
    prose = [s for s in reading.sentences if s.kind == "prose"]
    people = [
        (_full(discourse, n.text), r)
        for n in reading.names
        for r in n.ranges
        if is_person_name(_full(discourse, n.text), discourse.lexicon)
    ]
    for before, sentence in pairwise(prose):
        if before.paragraph != sentence.paragraph:
            continue
        named = {name for name, at in people if before.range.covers(at)}
        first = WORD.search(reading.text, sentence.range.start, sentence.range.end)
        gender = discourse.lexicon.genders.get(first.group().lower()) if first else None
        if len(named) == 1 and gender in ("masculine", "feminine"):
            votes[named.pop()][gender] += 1
    return {name: each.most_common(1)[0][0] for name, each in votes.items()}


def _taken_up(discourse: Discourse, tag: Tag) -> Known | None:
    reading, lexicon = discourse.reading, discourse.lexicon
    words = reading.line(tag.voice)
    if not points_back(words, lexicon):
        return None
    parts = WORD.findall(words.lower())
    gender = lexicon.genders.get(parts[0]) if parts else None
    pronoun = bool(parts) and parts[0] in lexicon.words.pronouns - lexicon.words.determiners
    if pronoun and len(parts) == 1 and gender in ("masculine", "feminine"):
        return _person(discourse, tag, gender)
    if pronoun and len(parts) == 1 and gender in ("neuter", "plural"):
        return _body(discourse, tag, plural=gender == "plural")
    if not pronoun:
        return _described(discourse, tag, words)
    return None


def _person(discourse: Discourse, tag: Tag, gender: Gender) -> Known | None:
    """Whom "he" or "she" means: who spoke last, or the subject of a sentence since."""
    speakers = [
        (n, k)
        for n, k in discourse.spoken
        if tag.sentence - n <= _FAR and _may_be(k, gender)
    ]
    last, speaker = speakers[-1] if speakers else (0, None)
    named = _named_since(discourse, tag.sentence, tag.voice.start, last, gender)
    return named or speaker


def _may_be(known: Known, gender: Gender) -> bool:
    return known.kind in (None, "person") and known.gender in (None, gender)


def _named_since(
    discourse: Discourse, sentence_number: int, before: int, since: int, gender: Gender | None
) -> Known | None:
    """The last person that is the subject of a sentence behind another, before a place."""
    reading = discourse.reading
    quoted = [o for q in reading.quotations for o in q.outer]
    best: tuple[Range, str] | None = None
    for name in reading.names:
        full = _full(discourse, name.text)
        if not is_person_name(full, discourse.lexicon):
            continue
        for at in name.ranges:
            if at.start >= before or any(o.covers(at) for o in quoted):
                continue
            if reading.text.startswith(("'s", "’s"), at.end):  # "Sker's deputy" is not Sker
                continue
            (sentence, *_) = reading.sentences_of(at)
            if sentence.number <= since or sentence_number - sentence.number > _FAR or sentence.kind != "prose":
                continue
            lead = WORD.findall(reading.text[sentence.range.start : at.start])
            is_subject = len(lead) <= _SUBJECT_WORDS or sentence.number == sentence_number
            known_gender = _gender(discourse, full)
            if is_subject and (gender is None or known_gender in (None, gender)) and (best is None or at > best[0]):
                best = (at, full)
    if best is None:
        return None
    return Known(best[1], "person", gender)


def _body(discourse: Discourse, tag: Tag, *, plural: bool) -> Known | None:
    """Whom "it" or "they" means: the last body, group or document that spoke."""
    for number, known in reversed(discourse.spoken):
        if tag.sentence - number > _FAR:
            break
        if known.kind == "person":
            continue
        if plural or known.kind != "group":
            return known
    return None


def _described(discourse: Discourse, tag: Tag, words: str) -> Known | None:
    """Whom "the ministry", "the mayor" means: the last who bears that noun, else its kind."""
    lexicon = discourse.lexicon
    parts = WORD.findall(words.lower())
    kind = kind_of(words, lexicon)
    heads = [p for p in parts if p in lexicon.kinds] or parts[-1:]
    head = heads[-1] if heads else ""
    bearer = _bearer(discourse, tag, head, kind)
    if bearer is not None:
        return bearer
    if kind in ("government", "organization", "media", "group"):
        for number, known in reversed(discourse.spoken):
            if known.kind == kind and tag.sentence - number <= _FAR:
                return known
    return None


def _bearer(
    discourse: Discourse, tag: Tag, head: str, kind: SourceKind | None
) -> Known | None:
    """The name that has a noun in it or beside it, mentioned last before a tag."""
    reading, lexicon = discourse.reading, discourse.lexicon
    best: tuple[Range, str] | None = None
    for name in reading.names:
        full = _full(discourse, name.text)
        person = is_person_name(full, lexicon)
        if (kind == "person") != person:
            continue
        inside = head in WORD.findall(full.lower())
        if not inside and not (person and _is_beside(discourse, name.ranges, head)):
            continue
        before = [r for r in name.ranges if r.end <= tag.voice.start]
        if before and (best is None or before[-1] > best[0]):
            best = (before[-1], full)
    if best is None:
        return None
    return Known(best[1], kind, _gender(discourse, best[1]))


def _is_beside(discourse: Discourse, places: Sequence[Range], head: str) -> bool:
    """Whether a noun is a title or an apposition of a name: "mayor X", "X, the mayor of Y"."""
    text = discourse.reading.text
    for at in places:
        before = WORD.findall(text[max(0, at.start - _NEAR) : at.start].lower().rpartition(".")[2])
        if head in before[-4:]:
            return True
        behind = text[at.end : at.end + _NEAR].lower()
        if behind.startswith(",") and head in WORD.findall(behind[1:].split(",")[0].split(".")[0]):
            return True
    return False
