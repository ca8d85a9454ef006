"""The roster: names that an article prints, found by their capital letters.

A hint for the model and the stock from which short names are completed ("Zhang" → "Zhang Junshe").
It need not be complete, and scripts without capitals have none.
"""

import re
from dataclasses import dataclass

from .lexicon import Lexicon
from .range import Range

__all__ = ["Name", "acronyms", "find_names"]

_TOKEN = re.compile(r"[^\W\d_][\w’'.-]*\w|[^\W\d_]")
# words that may stand inside a name without a capital: "Bank of Tarn", "Ursula von der Leyen"
_JOINTS = frozenset(
    "of de del della der den des di da dos du e el la le las los van von y zu al bin ibn and".split()
)
_ACRONYM = re.compile(r"\(([^\W\d_a-z][\w&.-]{1,11})\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and everywhere it stands."""

    text: str
    ranges: tuple[Range, ...]


def find_names(text: str, starts: frozenset[int], lexicon: Lexicon | None) -> tuple[Name, ...]:
    """Find the names of an article in order of first mention.

    Args:
        text: the article.
        starts: offsets at which a sentence or a quotation begins, where a capital proves nothing.
        lexicon: its language's function words; in German, where all nouns have capitals, only names
            of two and more words are found.
    """
    common = _common_words(lexicon)
    nouns_have_capitals = lexicon is not None and lexicon.language == "de"
    found: dict[str, list[Range]] = {}
    doubtful: list[tuple[str, Range]] = []
    run: list[re.Match[str]] = []

    def close() -> None:
        while run and not run[-1].group()[0].isupper():
            run.pop()
        while run and run[0].start() in starts and run[0].group().lower() in common:
            run.pop(0)
        while run and run[0].group().lower() in common:
            run.pop(0)
        if run:
            at = Range(run[0].start(), run[-1].end())
            name = text[at.start : at.end].removesuffix("’s").removesuffix("'s")
            at = Range(at.start, at.start + len(name))
            single = len(run) == 1
            if single and (at.start in starts or (nouns_have_capitals and not name.isupper())):
                doubtful.append((name, at))
            else:
                found.setdefault(" ".join(name.split()), []).append(at)
        run.clear()

    for token in _TOKEN.finditer(text):
        gap = text[run[-1].end() : token.start()] if run else ""
        adjacent = bool(run) and gap.strip() == "" and 0 < len(gap) <= 2 and "\n" not in gap
        if run and not adjacent:
            close()
        word = token.group()
        if word[0].isupper() or (run and word.lower() in _JOINTS):
            if run and token.start() in starts:
                close()
            run.append(token)
        else:
            close()
    close()
    for name, at in doubtful:
        if name in found:
            found[name].append(at)
    names = (Name(name, tuple(sorted(ranges))) for name, ranges in found.items())
    return tuple(sorted(names, key=lambda n: n.ranges[0]))


def acronyms(text: str, names: tuple[Name, ...]) -> dict[str, str]:
    """Return the acronyms that the article introduces in brackets, with the names they stand for."""
    ends = {at.end: name.text for name in names for at in name.ranges}
    introduced: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        before = text[: match.start()].rstrip()
        name = ends.get(len(before))
        if name and _initials_fit(match[1], name):
            introduced.setdefault(match[1], name)
    return introduced


def _initials_fit(acronym: str, name: str) -> bool:
    """Whether the acronym's letters stand in this order at beginnings of the name's words, mostly."""
    initials = "".join(w[0] for w in re.findall(r"\w+", name)).lower()
    letters = [c for c in acronym.lower() if c.isalpha()]
    at, hits = 0, 0
    for letter in letters:
        where = initials.find(letter, at)
        if where >= 0:
            at, hits = where + 1, hits + 1
    return bool(letters) and letters[0] == initials[0] and hits >= min(len(letters), 2)


def _common_words(lexicon: Lexicon | None) -> frozenset[str]:
    if lexicon is None:
        return frozenset()
    words = lexicon.words
    return (
        words.function_words
        | words.determiners
        | words.pronouns
        | words.conjunctions
        | words.relatives
        | frozenset(words.auxiliaries)
        | frozenset(words.complementizers)
    )
