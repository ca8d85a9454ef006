"""Checks of a claim that a model put in its own words: names, negations, hedges are the article's.

The wording is held to its evidence clause by clause: to the clauses that have most telling words in
common with it. Where none has enough, nothing is said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...schema import Stance
from ..text.folding import fold
from ..text.lexicon import Lexicon
from ..text.range import Range
from ..text.reading import Reading
from ..text.roster import JOINTS, find_names
from ..text.telling import telling_words
from .grounded import Problem, Stand, Statement

__all__ = ["check_wording"]

_WORD = re.compile(r"[^\W\d_]\w*")
_OPENING = re.compile(r"(?:^|[.!?…:;]\s|[“„«»\"‘(])\s*")
_MARKS = re.compile(r"[,;:.!?…()“”„«»\"]+(?=\s|$)|[(“„«»\"—–]|\s-\s")
_STEM = 5  # letters that two forms of one word share: "collapse", "collapsed"
_ROOT = 4  # letters that two forms of one name share, and at most as many that they do not
_SHORT = 3  # letters of "Nov.", "Gen.", with the full stop one more
_SHARED = 0.6  # share of the telling words of the shorter of two clauses that say the same thing
_SURELY = 2  # telling words in common without which nothing is held against a claim
_AFFIRMS: frozenset[Stance] = frozenset({"asserts", "confirms"})
_OPPOSES: frozenset[Stance] = frozenset({"denies", "disputes", "retracts"})


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a claim's wording, or of its evidence."""

    words: frozenset[str]
    """The stems of its telling words."""
    is_negated: bool | None
    """None: it may be read either way."""
    is_hedged: bool
    ranges: tuple[Range, ...] = ()

    def is_like(self, other: "_Clause", least: int = 1) -> bool:
        """Whether two clauses say the same thing.

        They share `least` words, unless both have fewer.
        """
        shared = len(self.words & other.words)
        smaller, larger = sorted((len(self.words), len(other.words)))
        return shared >= max(_SHARED * smaller, min(least, larger))


def check_wording(reading: Reading, statement: Statement) -> Iterable[Problem]:
    """Return what the wording of a statement has that its evidence has not, or has lost of it."""
    assert statement.text is not None
    yield from _names_in_article(reading, statement, statement.text)
    if reading.lexicon is not None:
        wording = _clauses(statement.text, Range(0, len(statement.text)), reading.lexicon)
        claimed = _claimed(reading, reading.lexicon, statement)
        opposed = _opposed(reading, reading.lexicon, statement)
        yield from _polarity_agrees(statement, wording, [*claimed, *opposed])
        yield from _hedges_kept(statement, wording, claimed)


# --- names ----------------------------------------------------------------------------------------


def _names_in_article(reading: Reading, statement: Statement, text: str) -> Iterable[Problem]:
    starts = frozenset(m.end() for m in _OPENING.finditer(text))
    for name in find_names(text, starts, reading.lexicon):
        words = _WORD.findall(name.text)
        if reading.lexicon is not None and reading.lexicon.words.nouns_have_capitals:
            words = _behind_nouns(words, reading.lexicon)
        elif name.ranges[0].start in starts:
            words = words[1:]  # its capital proves nothing
        missing = [w for w in words if not _is_printed(reading, w)]
        if missing:
            reason = f"“{' '.join(missing)}” of a claim's text is not printed in the article"
            yield Problem(statement.key, "names_in_article", reason, statement.content)


def _behind_nouns(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Of a German name the words right behind a noun: of "des Reeders Karl Brandt" the last two."""
    known = lexicon.words
    small = known.function_words | known.determiners | known.pronouns | JOINTS
    pairs = pairwise(words)
    return [w for before, w in pairs if not {before.lower(), w.lower()} & small]


def _is_printed(reading: Reading, name: str) -> bool:
    """Whether the article has a word, or another form of it: "Ostaran", "Ostara", "Nov."."""
    word, printed = fold(name), reading.vocabulary
    if word in printed or word in JOINTS or len(word) == 1:
        return True
    if name.isupper():  # "EU" for the European Union
        return any(name == _initials(n.text) for n in reading.names)
    return any(_are_forms(word, other) for other in printed)


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split(" ") if w[0].isupper())


def _are_forms(word: str, printed: str) -> bool:
    """Whether a printed word is another form of a word, or is short for it."""
    if printed.endswith("."):
        return len(printed) > _SHORT and word.startswith(printed[:-1])
    pairs = enumerate(zip(word, printed, strict=False))
    shared = next((i for i, (a, b) in pairs if a != b), min(len(word), len(printed)))
    return shared >= _ROOT and max(len(word), len(printed)) - shared <= _ROOT


# --- negations and hedges -------------------------------------------------------------------------


def _polarity_agrees(
    statement: Statement, wording: Sequence[_Clause], evidence: Sequence[_Clause]
) -> Iterable[Problem]:
    # what another clause of the wording renders as it is, is held against none
    others = [e for e in evidence if not any(_agree(c, e) for c in wording)]
    for clause in wording:
        if any(_agree(clause, e) for e in evidence):
            continue
        against = [e for e in others if clause.is_like(e, _SURELY)]
        if against:
            reason = (
                f"the claim “{statement.text}” is negated, but what its sentences claim is not;"
                " a claim that is only denied is worded positively"
                if clause.is_negated
                else f"the claim “{statement.text}” has lost the negation of its sentences"
            )
            yield Problem(statement.key, "polarity_agrees", reason, against[0].ranges)
            return


def _agree(clause: _Clause, evidence: _Clause) -> bool:
    either = {clause.is_negated, evidence.is_negated}
    return clause.is_like(evidence) and (None in either or len(either) == 1)


def _hedges_kept(
    statement: Statement, wording: Sequence[_Clause], evidence: Sequence[_Clause]
) -> Iterable[Problem]:
    is_told = any(s.certainty in ("probable", "possible") for s in statement.stands)
    if is_told or any(clause.is_hedged for clause in wording):
        return
    for clause in wording:
        alike = [e for e in evidence if clause.is_like(e)]
        hedged = [e for e in alike if e.is_hedged and clause.is_like(e, _SURELY)]
        if hedged and all(e.is_hedged for e in alike):
            reason = (
                f"the claim “{statement.text}” is told as certain, its sentences are not:"
                " keep the hedge, or give the position its certainty"
            )
            yield Problem(statement.key, "hedges_kept", reason, hedged[0].ranges)
            return


def _claimed(reading: Reading, lexicon: Lexicon, statement: Statement) -> list[_Clause]:
    """The clauses by which somebody asserts or confirms a statement, or the article itself does."""
    told = [r for stand in statement.stands for r in stand.content]
    cited = {stand.sentence for stand in statement.stands}
    own = [
        reading.sentence(n).range
        for n in statement.sentences
        if n not in cited and not any(r.meets(reading.sentence(n).range) for r in told)
    ]
    said = [r for s in statement.stands if s.stance in _AFFIRMS for r in s.content]
    return [c for at in (*said, *own) for c in _clauses(reading.text, at, lexicon)]


def _opposed(reading: Reading, lexicon: Lexicon, statement: Statement) -> list[_Clause]:
    """The clauses by which somebody denies a statement, as what they deny.

    "There is no leak" denies that there is one; of "denied that there was a leak" the content is
    what is denied, and if that is negated it may be either; "Our divers have been down" tells
    nothing.
    """
    return [
        replace(clause, is_negated=False if _is_said(stand) or clause.is_negated is False else None)
        for stand in statement.stands
        if stand.stance in _OPPOSES
        for at in stand.content
        for clause in _clauses(reading.text, at, lexicon)
        if clause.is_negated or not _is_said(stand)
    ]


def _is_said(stand: Stand) -> bool:
    """Whether the words themselves deny, and not their cue."""
    return stand.tag is None or stand.tag.stance in _AFFIRMS


def _clauses(text: str, at: Range, lexicon: Lexicon) -> list[_Clause]:
    """The clauses of a stretch of words, cut at marks, conjunctions and relatives."""
    known = lexicon.words
    joints = (known.connectives | known.relatives) - frozenset(known.complementizers)
    clauses: list[_Clause] = []
    for segment in _cut(text, at, _MARKS.finditer(text, at.start, at.end)):
        words = (m for m in _WORD.finditer(text, segment.start, segment.end))
        pieces = _cut(text, segment, (m for m in words if m.group().lower() in joints))
        clauses += (_clause(text, piece, lexicon) for piece in pieces)
    return [c for c in clauses if c.words]


def _cut(text: str, at: Range, places: Iterable[re.Match[str]]) -> list[Range]:
    edges = [at.start, *(edge for m in places for edge in m.span()), at.end]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [Range(start, end) for start, end in pairs if text[start:end].strip()]


def _clause(text: str, at: Range, lexicon: Lexicon) -> _Clause:
    words = text[at.start : at.end]
    is_negated = lexicon.negative.search(words) is not None
    is_doubtful = not is_negated and lexicon.negation.search(words) is not None
    return _Clause(
        words=frozenset(w[:_STEM] for w in telling_words(words, lexicon)),
        is_negated=None if is_doubtful else is_negated,
        is_hedged=any(hedge.search(words) for hedge in lexicon.hedges.values()),
        ranges=(at,),
    )
