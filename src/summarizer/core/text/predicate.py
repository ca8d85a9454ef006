"""What the form of a reporting verb tells where the verb stands second: finite, perfect, passive.

"bestätigt" reports in "Kern bestätigt den Fund" and in "Kern hat den Fund bestätigt", not in "Der
Fund ist bestätigt"; which it is, the auxiliary tells, and that may stand far from it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from .clause import HIDDEN, Clause
from .lexicon import Lexicon
from .phrase import Token, is_noun, noun_phrase, tokens
from .range import Range

__all__ = ["Predicate", "field_around", "negation_in", "read_predicate"]


class Predicate(NamedTuple):
    """A reporting verb with what belongs to it."""

    finite: Range
    """The verb itself, or the auxiliary that it goes with."""
    is_open: bool = False
    """Whether it only can, will or wants to be done: "will bestätigen"."""
    agent: Range | None = None
    """Who does it, of a passive."""


def field_around(at: Range, clause: Clause) -> Range:
    """The stretch between commas, colons and dashes around a place; titles and brackets are in."""
    start, end = clause.range
    for stop in clause.stops:
        if clause.masked[stop.start : stop.end].strip(HIDDEN):
            start = max(start, stop.end) if stop.end <= at.start else start
            end = min(end, stop.start) if stop.start >= at.end else end
    return Range(start, end)


def read_predicate(head: Range, clause: Clause, lexicon: Lexicon) -> Predicate | None:
    """Return what the form of a verb tells; None if it reports nothing by anybody."""
    forms = lexicon.words.forms
    field = field_around(head, clause)
    before = tokens(clause.masked, Range(field.start, head.start))
    behind = tokens(clause.masked, Range(head.end, field.end))
    inside = tokens(clause.masked, head)
    if _is_attribute(before, behind, lexicon):
        return None
    follows = [t for t in behind[:1] if t.lower in forms.auxiliaries]
    if follows and any(t.lower in forms.modals for t in behind[1:2]):
        return None  # "gesagt haben *soll*"
    joined = before and before[-1].lower in lexicon.words.coordinators  # "war dort und bestritt"
    leads = [] if joined else [t for t in before if t.lower in forms.auxiliaries]
    auxiliary = next(iter((*follows, *reversed(leads))), None)
    if auxiliary is None:
        return None if _is_pure(inside[-1].lower, lexicon) else Predicate(head)
    return _with_auxiliary(auxiliary, inside, [*before, *behind], lexicon)


def _with_auxiliary(
    auxiliary: Token, verb: Sequence[Token], others: Sequence[Token], lexicon: Lexicon
) -> Predicate | None:
    """What a verb tells in whose field an auxiliary stands; a finite one has none."""
    forms = lexicon.words.forms
    word = verb[-1].lower
    at = Range(auxiliary.start, auxiliary.end)
    if lexicon.infinitive.fullmatch(word) and auxiliary.lower in forms.modals:
        return Predicate(at, is_open=auxiliary.lower not in forms.can)
    if not lexicon.participle.fullmatch(word):
        return Predicate(Range(verb[0].start, verb[-1].end))
    if auxiliary.lower in forms.passives:
        agent = _agent(others, lexicon)
        return Predicate(at, agent=agent) if agent else None
    return Predicate(at) if auxiliary.lower in forms.perfects else None


def _is_pure(word: str, lexicon: Lexicon) -> bool:
    """Whether a form is a participle and never finite: "gesagt", not "bestätigt"."""
    return lexicon.participle.fullmatch(word) is not None and lexicon.pure.match(word) is not None


def _is_attribute(before: Sequence[Token], behind: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a form stands between an article and its noun: "seine *angekündigte* Reform"."""
    words = lexicon.words
    led = before and before[-1].lower in words.determiners - words.phrases.alone
    return bool(led and behind and is_noun(behind[0]))


def _agent(found: Sequence[Token], lexicon: Lexicon) -> Range | None:
    """Who does what a passive tells: the phrase behind "von"."""
    for i, token in enumerate(found[:-1]):
        if token.lower in lexicon.words.agents:
            phrase = noun_phrase(found, i + 1, lexicon)
            if phrase:
                return Range(found[phrase.start].start, found[phrase.end - 1].end)
    return None


def negation_in(at: Range, clause: Clause, lexicon: Lexicon) -> Range | None:
    """The negation of a verb in its field, before a "dass" in it; "nicht nur" is none."""
    that = lexicon.complementizer.search(clause.masked, at.start + 1, at.end)
    found = tokens(clause.masked, Range(at.start, that.start()) if that else at)
    for i, token in enumerate(found):
        behind = found[i + 1].lower if i + 1 < len(found) else ""
        if token.lower in lexicon.words.forms.negations and behind not in lexicon.words.forms.only:
            return Range(token.start, token.end)
    return None
