"""Bearers: who is meant by a description: "the mayor" is whoever is called so, or a word like it."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from .clause import WORD
from .kind import head_of, kind_of, plain_words
from .naming import is_definite, is_proper
from .range import Range

if TYPE_CHECKING:
    from .discourse import Discourse

__all__ = ["described_subjects", "find_bearer"]

_TITLE_WORDS = 4  # words before a name among which its title stands
_OF = r"(?:de la |de l['’]|de los |della |dell['’]|del |du |des |da |do |di |de |d['’])"
_PLACE = r"[^\W\d_][\w-]*(?:[ -][^\W\d_a-zà-ÿ][\w-]*)*"


def find_bearer(
    discourse: "Discourse", words: str, before: int, *, is_person: bool
) -> str | None:
    """Return the name of who has the noun of a description in it or beside it.

    The last one mentioned before a place; one that has a word like it only if none has the noun
    itself. Names in the description must stand beside too: "the mayor of *Velden*".
    """
    noun = head_of(words, discourse.lexicon)
    alike = {n for group in discourse.lexicon.words.synonyms if noun in group for n in group}
    proper = {
        plain
        for word in WORD.findall(words)[1:]
        if word[0].isupper()
        for plain in plain_words(word, discourse.lexicon)
    }
    for nouns in ({noun}, alike - {noun}):
        found = _last(discourse, nouns, proper, before, is_person=is_person)
        if found is None and not is_person and not proper:
            found = _with_place(discourse.reading.text, nouns, before)
        if found is not None:
            return found
    return None


def _last(
    discourse: "Discourse",
    nouns: Collection[str],
    proper: Collection[str],
    before: int,
    *,
    is_person: bool,
) -> str | None:
    best: tuple[int, str] | None = None
    for name in discourse.reading.names:
        full = discourse.full_name(name.text)
        if discourse.may_be_person(full) != is_person:
            continue
        inside = not proper and not set(plain_words(name.text, discourse.lexicon)).isdisjoint(nouns)
        beside = is_person and any(
            _is_beside(discourse, at, nouns, proper) for at in name.ranges
        )
        places = [r.start for r in name.ranges if r.end <= before]
        if (inside or beside) and places and (best is None or places[-1] > best[0]):
            best = (places[-1], full)
    return best[1] if best else None


def _is_beside(
    discourse: "Discourse", at: Range, nouns: Collection[str], proper: Collection[str]
) -> bool:
    """Whether one of the nouns is a title or an apposition: "mayor X", "X, the mayor of Y"."""
    before, behind = discourse.around(at)
    beside = {*before[-_TITLE_WORDS:], *behind}
    return not beside.isdisjoint(nouns) and beside.issuperset(proper)


def _with_place(text: str, nouns: Collection[str], before: int) -> str | None:
    """The last place where a noun in lower case has a name behind it: "le refuge de Vaire"."""
    noun = "|".join(map(re.escape, sorted(nouns))) or r"(?!)"
    longer = re.compile(rf"\b(?:{noun})\b(?: [a-zà-ÿ-]+)? {_OF}(?P<place>{_PLACE})")
    found = [m for m in longer.finditer(text, 0, before) if is_proper(m["place"])]
    return found[-1][0] if found else None


def described_subjects(discourse: "Discourse") -> Iterator[tuple[Range, int, str]]:
    """Yield who is a sentence's subject by a description: "*The mayor* left"; where, and whom."""
    text = discourse.reading.text
    quoted = [o for q in discourse.reading.quotations for o in q.outer]
    for sentence in discourse.reading.sentences:
        words = list(WORD.finditer(text, *sentence.range))[:_TITLE_WORDS]
        if sentence.kind != "prose" or not words:
            continue
        pauses = (
            w.end() for w, then in pairwise(words) if not text[w.end() : then.start()].isspace()
        )
        at = Range(words[0].start(), next(pauses, words[-1].end()))
        lead = text[at.start : at.end]
        if any(o.meets(at) for o in quoted) or not is_definite(lead, discourse.lexicon):
            continue
        if kind_of(lead, discourse.lexicon) == "person":
            name = find_bearer(discourse, lead, at.start, is_person=True)
            if name is not None:
                yield at, sentence.number, name
