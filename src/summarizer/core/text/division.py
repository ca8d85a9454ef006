"""Divisions: where the clauses of a sentence meet that have a cue each."""

from collections.abc import Sequence
from itertools import pairwise

from .clause import Clause
from .cues import Cue, drops_subject
from .lexicon import Lexicon
from .range import Range

__all__ = ["coordinations", "divisions", "part"]


def divisions(heads: Sequence[Cue], sentence: Clause, lexicon: Lexicon) -> list[Range]:
    """Where coordinate clauses with a cue each meet: at ", but", and at "but" before a cue.

    Where subjects are dropped, also at the comma before a verb without one.
    """
    places = coordinations(sentence, lexicon)
    dropping = [c for c in heads[1:] if drops_subject(c, sentence, lexicon)]
    starts = [sentence.segment(c.range).start for c in dropping]
    places += [Range(start, start) for start in starts]
    places += [
        at
        for one, cue in pairwise(heads)
        if (at := _relative(one, cue, sentence, lexicon)) is not None
    ]
    for cue in heads:
        words = sentence.words(Range(sentence.segment(cue.range).start, cue.range.start))[-1:]
        places += [
            Range(*w.span()) for w in words if w.group().lower() in lexicon.words.coordinators
        ]
    first = min((c.range.end for c in heads), default=0)
    last = max((c.range.start for c in heads), default=0)
    return sorted(p for p in places if first <= p.start and p.end <= last)


def _relative(one: Cue, cue: Cue, sentence: Clause, lexicon: Lexicon) -> Range | None:
    """The pronoun with which whoever a tag names last reports on: "said Kern, *who* added …"."""
    segment = sentence.segment(cue.range)
    named = sentence.segment(one.range)
    lead = sentence.words(Range(segment.start, cue.range.start))
    is_last = not sentence.has_words(Range(named.start, one.range.start))
    follows = named.end < segment.start and not sentence.is_filled(Range(named.end, segment.start))
    is_led = len(lead) == 1 and lead[0].group().lower() in lexicon.words.relatives
    able = not lexicon.words.verb_second and one.kind in ("verb", "tells")
    return Range(*lead[0].span()) if able and is_led and is_last and follows else None


def coordinations(sentence: Clause, lexicon: Lexicon) -> list[Range]:
    """Where clauses may be joined: at ", but" and at ";"."""
    found = lexicon.coordination.finditer(sentence.masked, *sentence.range)
    return [Range(*m.span()) for m in found]


def part(at: Range, divisions: Sequence[Range], whole: Range) -> Range:
    """The part of a whole around a place, between two divisions."""
    start = max((d.start for d in divisions if d.end <= at.start), default=whole.start)
    end = min((d.start for d in divisions if d.start >= at.end), default=whole.end)
    return Range(start, end)
