"""Cues: the words that report somebody's stand, "said", "according to", "has not confirmed"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...schema import Stance
from .clause import Clause
from .lexicon import CueKind, Lexicon
from .range import Range

__all__ = [
    "Cue",
    "coordinations",
    "divisions",
    "drops_subject",
    "find_cues",
    "part",
    "subject_before",
]

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
        if not match["idiom"]
    )
    return [cue for cue in found if cue]


def _cue(sentence: Clause, match: re.Match[str], lexicon: Lexicon) -> Cue | None:
    head = match["head"] or match["frame"]
    kind, stance = lexicon.meaning(sentence.masked, Range(match.end() - len(head), match.end()))
    before = match[0][len(match["prefix"] or "") : -len(head)]
    adverbs = lexicon.adverbs.match(before)
    at = Range(
        match.end() - len(head) - len(before) + (adverbs.end() if adverbs else 0), match.end()
    )
    if kind in ("verb", "tells") and _is_not_finite(sentence, at, lexicon):
        return None
    if lexicon.passive.search(before) and not head.lower().endswith("ing"):
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


def _is_not_finite(sentence: Clause, at: Range, lexicon: Lexicon) -> bool:
    """Whether a verb's form reports nothing, told by the word right before it.

    Behind an article it is a noun or an adjective ("the claims", "a disputed figure"); behind a
    particle an infinitive or a gerund ("called *to confirm* if", "ohne es *zu bestätigen*").
    """
    before = sentence.words(Range(sentence.segment(at).start, at.start))[-1:]
    return any(
        w.group().lower() in lexicon.words.articles | lexicon.words.particles
        and not sentence.masked[w.end() : at.start].strip()
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
    """Where coordinate clauses with a cue each meet: at ", but", and at "but" before a cue.

    Where subjects are dropped, also at the comma before a verb without one.
    """
    places = coordinations(sentence, lexicon)
    dropping = [c for c in heads[1:] if drops_subject(c, sentence, lexicon)]
    starts = [sentence.segment(c.range).start for c in dropping]
    places += [Range(start, start) for start in starts]
    for cue in heads:
        words = sentence.words(Range(sentence.segment(cue.range).start, cue.range.start))[-1:]
        places += [
            Range(*w.span()) for w in words if w.group().lower() in lexicon.words.coordinators
        ]
    first = min((c.range.end for c in heads), default=0)
    last = max((c.range.start for c in heads), default=0)
    return sorted(p for p in places if first <= p.start and p.end <= last)


def subject_before(at: Range, clause: Clause, lexicon: Lexicon) -> list[re.Match[str]]:
    """The words between a segment's start and a verb that can be the subject.

    Where the verb stands first, what begins with a small word is a time, a place: "في بيان".
    """
    words = lexicon.words
    idle = words.connectives | frozenset(words.adverbs)
    lead = clause.without_end(Range(clause.segment(at).start, at.start), lexicon.adverbs)
    subject = [w for w in clause.words(lead) if w.group().lower() not in idle]
    start = subject[0].start() if subject else at.start
    fronted = lexicon.tail.match(clause.masked, start, at.start)  # "On Monday the mayor said"
    if fronted and not fronted["that"] and fronted.end() < at.start:
        subject = [w for w in subject if w.start() >= fronted.end()]
    is_time = words.verb_first and subject and subject[0].group() in words.function_words
    return [] if is_time else subject


def _has_subject(cue: Cue, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether somebody is named next to a verb, before it or between it and what was said."""
    if cue.kind == "preposition" or subject_before(cue.range, clause, lexicon):
        return True
    if not lexicon.words.verb_first:
        return False
    tail = lexicon.tail.match(clause.masked, cue.range.end, clause.segment(cue.range).end)
    assert tail is not None  # all of it is optional
    return not tail["that"] and clause.has_words(Range(tail.end(), clause.segment(cue.range).end))


def drops_subject(cue: Cue, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a verb goes on with the subject of the one before: "，但否认…", "وأضاف أن"."""
    return lexicon.words.drops_subjects and not _has_subject(cue, clause, lexicon)


def coordinations(sentence: Clause, lexicon: Lexicon) -> list[Range]:
    """Where clauses may be joined: at ", but" and at ";"."""
    found = lexicon.coordination.finditer(sentence.masked, *sentence.range)
    return [Range(*m.span()) for m in found]


def part(at: Range, divisions: Sequence[Range], whole: Range) -> Range:
    """The part of a whole around a place, between two divisions."""
    start = max((d.start for d in divisions if d.end <= at.start), default=whole.start)
    end = min((d.start for d in divisions if d.start >= at.end), default=whole.end)
    return Range(start, end)
