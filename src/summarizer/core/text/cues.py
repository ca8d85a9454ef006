"""Cues: the words that report somebody's stand, "said", "according to", "has not confirmed"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...schema import Stance
from .clause import Clause
from .lexicon import CueKind, Lexicon
from .range import Range

__all__ = ["Cue", "coordinations", "divisions", "find_cues", "part"]

_CAN_BE_WITHHELD: frozenset[Stance] = frozenset({"confirms", "denies"})
_NOT_REPORTED: frozenset[Stance] = frozenset({"asserts", "disputes", "retracts"})


class Cue(NamedTuple):
    """Reporting words, and what they mean."""

    range: Range
    """With auxiliaries and negation where they stand before the verb."""
    kind: CueKind
    stance: Stance


def find_cues(sentence: Clause, lexicon: Lexicon) -> list[Cue]:
    """Find the cues of a sentence outside its quotations.

    A negated confirmation or denial is `has_not_confirmed`; a negated report ("did not say that")
    reports nobody's words and is no cue.
    """
    found = (
        _cue(sentence, match, lexicon)
        for match in lexicon.cue.finditer(sentence.masked, *sentence.range)
    )
    return [cue for cue in found if cue]


def _cue(sentence: Clause, match: re.Match[str], lexicon: Lexicon) -> Cue | None:
    group = match.lastgroup or "head"
    head = match[group]
    plain = " ".join(head.lower().replace("’", "'").split())
    kind, stance = lexicon.stances.get(plain, ("verb", "asserts"))
    if group in lexicon.words.patterns:
        kind, stance = "verb", group
    elif group == "lead":
        kind = "preposition"
    before = match[0][: -len(head)]
    adverbs = lexicon.adverbs.match(before)
    at = Range(match.start() + (adverbs.end() if adverbs else 0), match.end())
    if kind in ("verb", "tells") and _is_not_finite(sentence, at, before, lexicon):
        return None
    if lexicon.passive.search(before) and not plain.endswith("ing"):
        agent = lexicon.agent.match(sentence.masked, at.end, sentence.range.end)
        if agent is None:
            return None  # "was reported": by nobody
        at, kind = Range(at.start, agent.end()), "preposition"
    negated = lexicon.negation.search(before) is not None
    if stance in _CAN_BE_WITHHELD:
        behind = _negation_behind(sentence, at, lexicon)
        if behind and not lexicon.words.negates_last:
            at = Range(at.start, behind.end)
        if negated or behind:
            stance = "has_not_confirmed"
    elif negated and stance in _NOT_REPORTED:
        return None
    return Cue(at, kind, stance)


def _is_not_finite(sentence: Clause, at: Range, auxiliaries: str, lexicon: Lexicon) -> bool:
    """Whether a verb's form reports nothing, told by its auxiliary or the word right before it.

    Behind an infinitive it has no subject ("haber negado"); behind an article it is a noun or an
    adjective ("the claims", "a disputed figure"); behind a particle an infinitive or a gerund
    ("called *to confirm* if", "ohne es *zu bestätigen*").
    """
    if auxiliaries.split(" ", maxsplit=1)[0].lower() in lexicon.words.infinitives:
        return True
    before = sentence.words(Range(sentence.segment(at).start, at.start))[-1:]
    return any(
        w.group().lower() in lexicon.words.articles | lexicon.words.particles
        and sentence.masked[w.end() : at.start].isspace()
        for w in before
    )


def _negation_behind(sentence: Clause, at: Range, lexicon: Lexicon) -> Range | None:
    """The negation of a verb of confirming or denying that stands behind it.

    Right behind it ("confirme pas"), or at the segment's end where the language puts it there
    ("bestätigte den Bericht nicht"); never behind a "that": "confirmed that it had not paid".
    """
    segment = sentence.segment(at)
    that = lexicon.complementizer.search(sentence.masked, at.end, segment.end)
    end = that.start() if that else segment.end
    if lexicon.words.negates_last:
        negation = lexicon.negation.search(sentence.masked, at.end, end)
        return Range(*negation.span()) if negation else None
    behind = sentence.words(Range(at.end, end))[:1]
    return next((Range(*w.span()) for w in behind if lexicon.negation.fullmatch(w.group())), None)


def divisions(heads: Sequence[Cue], sentence: Clause, lexicon: Lexicon) -> list[Range]:
    """Where coordinate clauses with a cue each meet: at ", but", and at "but" before a cue."""
    places = coordinations(sentence, lexicon)
    for cue in heads:
        words = sentence.words(Range(sentence.segment(cue.range).start, cue.range.start))[-1:]
        places += [
            Range(*w.span()) for w in words if w.group().lower() in lexicon.words.coordinators
        ]
    first = min((c.range.end for c in heads), default=0)
    last = max((c.range.start for c in heads), default=0)
    return sorted(p for p in places if first <= p.start and p.end <= last)


def coordinations(sentence: Clause, lexicon: Lexicon) -> list[Range]:
    """Where clauses may be joined: at ", but" and at ";"."""
    found = lexicon.coordination.finditer(sentence.masked, *sentence.range)
    return [Range(*m.span()) for m in found]


def part(at: Range, divisions: Sequence[Range], whole: Range) -> Range:
    """The part of a whole around a place, between two divisions."""
    start = max((d.start for d in divisions if d.end <= at.start), default=whole.start)
    end = min((d.start for d in divisions if d.start >= at.end), default=whole.end)
    return Range(start, end)
