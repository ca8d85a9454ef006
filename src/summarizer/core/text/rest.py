"""What belongs to a tag far behind its finite verb: "teilte … *mit*", "hat … *gesagt*"."""

from typing import TYPE_CHECKING

from .field import Field, Reach
from .phrase import noun_phrase, tokens
from .range import Range

if TYPE_CHECKING:
    from .cues import Cue

__all__ = ["that_end", "with_rest"]


def that_end(at: int, field: Field) -> int:
    """Take in the ", dass" behind a tag that stands before what was said."""
    tail = field.lexicon.tail.match(field.clause.masked, at, field.clause.range.end)
    return tail.end() if tail and tail["that"] else at


def with_rest(cue: "Cue", field: Field, reach: Reach) -> Reach:
    """Add the participle or second part of the verb that stands behind what is read so far."""
    if cue.range.end <= reach.range.start:  # "*Bestätigt hat* das Kern"
        reach = reach._replace(range=Range(cue.range.start, reach.range.end))
    parts = [p for p in (cue.particle, cue.range) if p and p.end > reach.range.end]
    if not parts:
        return reach
    first, last = min(p.start for p in parts), max(p.end for p in parts)
    between = Range(reach.range.end, max(reach.range.end, first))
    if field.clause.is_filled(between) and not _is_addressed(between, field):
        return reach._replace(rest=Range(first, last))
    ends = not field.clause.is_filled(Range(last, field.range.end))
    return reach._replace(range=Range(reach.range.start, that_end(last, field) if ends else last))


def _is_addressed(at: Range, field: Field) -> bool:
    """Whether all between the parts of a verb is whom it is about: "warf *der Stadt* vor, …"."""
    found = tokens(field.clause.masked, at)
    datives = field.lexicon.words.phrases.datives
    if not field.is_answered or found[0].lower not in datives:
        return False
    phrase = noun_phrase(found, 0, field.lexicon)
    return phrase is not None and phrase.end == len(found)
