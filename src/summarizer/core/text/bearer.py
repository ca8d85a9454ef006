"""Bearers: whom a description means: "the mayor" is whoever is called so, or a word like it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from .clause import WORD
from .kind import head_of, kind_of, plain_words
from .naming import is_definite, is_proper
from .range import Range

if TYPE_CHECKING:
    from .cast import Cast
    from .lexicon import Lexicon
    from .reading import Reading

__all__ = ["described_subjects", "find_bearer"]

_TITLE_WORDS = 4  # words at the head of a sentence that may describe its subject
_LOOK_BACK = 5_000  # code points before a description in which a body is named in full
_OF = r"(?:de la |de l['’]|de los |della |dell['’]|del |du |des |da |do |di |de |d['’])"
_PLACE = r"[^\W\d_][\w-]*(?:[ -][^\W\d_a-zà-ÿ][\w-]*)*"


def find_bearer(
    text: str, cast: "Cast", lexicon: "Lexicon", words: str, before: int, *, is_person: bool
) -> str | None:
    """Return the name of who has the noun of a description in it or beside it.

    The last one mentioned before a place; one that has a word like it only if none has the noun
    itself. Names in the description must stand beside too: "the mayor of *Velden*".
    """
    noun = head_of(words, lexicon)
    alike = {n for group in lexicon.words.synonyms if noun in group for n in group}
    proper = {
        plain
        for word in WORD.findall(words)[1:]
        if word[0].isupper() and not lexicon.words.nouns_have_capitals
        for plain in plain_words(word, lexicon)
    }
    others = set(plain_words(words, lexicon)) - {noun} - lexicon.words.determiners
    for nouns in ({noun}, alike - {noun}):
        found = _last(cast, nouns, proper, before, is_person=is_person, others=others)
        if found is None and not is_person and not proper and lexicon.words.heads_first:
            found = _with_place(text, nouns, before)
        if found is not None:
            return found
    return None


def _last(
    cast: "Cast",
    nouns: Collection[str],
    proper: Collection[str],
    before: int,
    *,
    is_person: bool,
    others: Collection[str] = (),
) -> str | None:
    if proper and not is_person:
        return None
    best: tuple[int, str] = (-1, "")
    for noun in nouns if others and not is_person else ():  # "the *defence* ministry"
        places = cast.bearers.get((noun, is_person), [])
        for at, name in places[: bisect_left(places, before, key=lambda p: p[0])]:
            if set(name.casefold().split()).issuperset(others):
                best = max(best, (at, name))
    if best[1]:
        return best[1]
    for noun in nouns:
        places = cast.bearers.get((noun, is_person), [])
        for place in reversed(places[: bisect_left(places, before, key=lambda p: p[0])]):
            if not proper or cast.is_called(place[1], noun, frozenset(proper)):
                best = max(best, place)
                break
    return best[1] or None


def _with_place(text: str, nouns: Collection[str], before: int) -> str | None:
    """The last place where a noun in lower case has a name behind it: "le refuge de Vaire"."""
    noun = "|".join(map(re.escape, sorted(nouns))) or r"(?!)"
    longer = re.compile(rf"\b(?:{noun})\b(?: [a-zà-ÿ-]+)? {_OF}(?P<place>{_PLACE})")
    found = [
        m
        for m in longer.finditer(text, max(0, before - _LOOK_BACK), before)
        if is_proper(m["place"])
    ]
    return found[-1][0] if found else None


def described_subjects(reading: "Reading", cast: "Cast") -> Iterator[tuple[Range, int, str]]:
    """Yield who is a sentence's subject by a description: "*The mayor* left"; where, and whom."""
    assert reading.lexicon is not None
    text, quoted = reading.text, sorted(o for q in reading.quotations for o in q.outer)
    for sentence in reading.sentences:
        words = list(WORD.finditer(text, *sentence.range))[:_TITLE_WORDS]
        if sentence.kind != "prose" or not words:
            continue
        pauses = (
            w.end() for w, then in pairwise(words) if not text[w.end() : then.start()].isspace()
        )
        at = Range(words[0].start(), next(pauses, words[-1].end()))
        lead = text[at.start : at.end]
        last = bisect_right(quoted, at.end, key=lambda r: r.start)
        is_quoted = any(o.meets(at) for o in quoted[max(0, last - 1) : last])
        if is_quoted or not is_definite(lead, reading.lexicon):
            continue
        if kind_of(lead, reading.lexicon) == "person":
            name = find_bearer(text, cast, reading.lexicon, lead, at.start, is_person=True)
            if name is not None:
                yield at, sentence.number, name
