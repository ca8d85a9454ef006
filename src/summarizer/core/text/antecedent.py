"""Antecedents: whom words mean that name nobody by themselves: "she said", "the ministry said".

Whoever spoke last is the likeliest to speak on, unless the text has since made somebody else its
subject: salience by recency and role, after Lappin and Leass 1994 ("An algorithm for pronominal
anaphora resolution") and Grosz, Joshi and Weinstein 1995 ("Centering"). What fits nobody stays open
and is asked.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .clause import WORD
from .discourse import Discourse, Known
from .kind import Gender, gender_of, head_of, kind_of, plain_words
from .naming import points_back
from .tags import Tag

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["find_antecedents"]

_BODIES = frozenset({"government", "organization", "media", "group"})


def find_antecedents(reading: "Reading", discourse: Discourse) -> dict[int, str]:
    """Return the source of each tag that only points back, where it is clear, by number.

    Whoever is found speaks from there on: the discourse is told.
    """
    found: dict[int, str] = {}
    for tag in reading.tags:
        stated = reading.stated.get(tag.number)
        known = (
            discourse.describe(stated, reading.line(tag.voice))
            if stated
            else _taken_up(reading, discourse, tag)
        )
        if known is None:
            continue
        if not stated:
            found[tag.number] = known.name
        discourse.speaks(known, tag.sentence, tag.ranges[0].start)
    return found


def _taken_up(reading: "Reading", discourse: Discourse, tag: Tag) -> Known | None:
    lexicon = discourse.lexicon
    words = reading.line(tag.voice)
    if not words:  # no subject: "Añadió que …"
        return discourse.anybody(tag.sentence, tag.ranges[0].start)
    if not points_back(words, lexicon):
        return None
    plain = " ".join(plain_words(words, lexicon))
    if plain not in lexicon.words.pronouns:
        return _described(reading, discourse, tag, words)
    gender = lexicon.genders.get(plain)
    if gender in ("masculine", "feminine"):
        return discourse.person(tag.sentence, tag.voice.start, gender)
    if gender in ("neuter", "plural"):
        return _body(discourse, tag, plural=gender == "plural")
    return None


def _body(discourse: Discourse, tag: Tag, *, plural: bool) -> Known | None:
    """Whom "it" or "they" means: the last body, group or document that spoke."""
    speakers = discourse.speakers(tag.sentence)
    fitting = (k for k in speakers if k.kind != "person" and (plural or k.kind != "group"))
    return next(fitting, None)


def _described(reading: "Reading", discourse: Discourse, tag: Tag, words: str) -> Known | None:
    """Whom "the ministry", "the mayor" means: the last who bears that noun, else its kind."""
    lexicon = discourse.lexicon
    kind = kind_of(words, lexicon)
    for is_person in (True, False) if kind is None else (kind == "person",):
        bearer = discourse.bearer(words, tag.voice.start, is_person=is_person)
        if bearer is not None:
            return bearer
    speakers = discourse.speakers(tag.sentence)
    head = head_of(words, lexicon)
    if kind == "person":
        gender = gender_of(words, lexicon)
        return _alike(speakers, gender, head) or _identified(reading, discourse, tag)
    if kind in _BODIES and (not lexicon.words.generic or head in lexicon.words.generic):
        return next((k for k in speakers if k.kind == kind), None)
    if kind is not None and lexicon.words.generic:  # "la préfecture": itself
        return discourse.describe(words, words)
    return None


def _identified(reading: "Reading", discourse: Discourse, tag: Tag) -> Known | None:
    """Who is described first and named in a sentence behind: "Se trata de Ana Ruiz"."""
    here = reading.sentence(tag.sentence)
    last = max(s.range.end for s in reading.sentences if s.paragraph == here.paragraph)
    found = discourse.lexicon.identity.search(reading.text, here.range.end, last)
    names = (n.text for n in reading.names if found and any(r.start == found.end() for r in n.ranges))
    name = next(names, None)
    return discourse.describe(name, name) if name else None


def _alike(speakers: Iterable[Known], gender: Gender | None, head: str) -> Known | None:
    """Who spoke last of those whose own description has the noun: "a bus driver", "the driver"."""
    for known in speakers:
        if head in WORD.findall(known.name.lower()) and known.gender in (None, gender):
            return known
    return None
