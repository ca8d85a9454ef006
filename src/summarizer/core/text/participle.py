"""Participles that report for the subject of their sentence: "Kern left, *saying that* it sank"."""

from .clause import Clause
from .cues import Cue
from .extent import Extent
from .lexicon import Lexicon
from .range import Range
from .subject import first_name, is_name, starts_with
from .told import tail_end, that_end

__all__ = ["participle_extent"]


def participle_extent(cue: Cue, clause: Clause, lexicon: Lexicon) -> Extent | None:
    """Return the extent of a participle behind a comma; None if its sentence names nobody first."""
    segment = clause.segment(cue.range)
    if cue.kind != "continues" or segment.start != cue.range.start:
        return None
    subject = _subject(cue, clause, lexicon)
    if subject is None:
        return None
    end = tail_end(cue.range.end, cue.range.start, clause, lexicon)
    end = max(end, that_end(cue.range.end, segment, clause, lexicon))
    return Extent(Range(cue.range.start, end), subject)


def _subject(cue: Cue, clause: Clause, lexicon: Lexicon) -> Range | None:
    pieces = clause.before(cue.range.start)
    if not pieces:
        return None
    words = lexicon.words
    first = clause.words(pieces[0])[0]
    if first.group().lower() in words.pronouns & lexicon.genders.keys():
        return Range(*first.span())
    if starts_with(pieces[0], clause, words.determiners):  # "the mayor, *Udo Kern*, left, saying"
        apposed = pieces[1] if pieces[1:] else None
        if apposed and is_name(apposed, clause, lexicon):
            return apposed
    return first_name(clause.within(pieces[0]), lexicon)
