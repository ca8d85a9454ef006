"""Appositions and relative clauses that stand by a source, where the verb stands second."""

from .clause import HIDDEN, Clause, trim
from .field import Field, is_relative
from .lexicon import Lexicon
from .phrase import noun_phrase, tokens
from .predicate import field_around
from .range import Range

__all__ = ["apposed_end", "apposed_subject"]


def _fields(clause: Clause) -> list[Range]:
    """All fields of a clause, in order."""
    found: list[Range] = []
    for segment in clause.segments:
        field = field_around(segment, clause)
        if not found or field.start >= found[-1].end:
            found.append(field)
    return found


def _apposes(at: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a field is a relative clause, or nothing but a noun phrase or a number."""
    found = tokens(clause.masked, at)
    words = [t for t in found if t.text[0] != HIDDEN]
    if not words or (len(words) == 1 and words[0].text.isdigit()):
        return bool(words)
    if is_relative(found, lexicon):
        return True
    time = lexicon.adjunct.match(clause.masked, found[0].start - 1, at.end)
    if time and not clause.has_words(Range(time.end(), at.end)):
        return True
    phrase = noun_phrase(found, 0, lexicon, wide=True)
    if phrase is None:
        return False
    rest = found[phrase.end :]
    return all(t.lower in lexicon.words.adverbs or not t.text[0].isalnum() for t in rest)


def apposed_end(at: int, field: Field) -> int:
    """Where the appositions of a phrase end that its field ends with."""
    clause, lexicon = field.clause, field.lexicon
    fields = [f for f in _fields(clause) if f.start >= at]
    is_said = clause.is_filled(Range(clause.range.start, field.range.start))
    end = at
    for each in fields:
        remains = is_said or each is not fields[-1]  # some field must remain as the content
        goes_on = end > at and _is_subordinate(each, clause, lexicon)
        if not remains or not (goes_on or _apposes(each, clause, lexicon)):
            break
        end = trim(clause.masked, each).end
    return end


def _is_subordinate(at: Range, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a field tells why, when or how: ", *weil die Gespräche laufen*"."""
    first = next(iter(clause.words(at)), None)
    return first is not None and first.group().lower() in lexicon.words.subordinators


def apposed_subject(field: Field) -> Range | None:
    """The subject before "…, ein Experte, *sagte*": a phrase, and what stands by it."""
    clause, lexicon = field.clause, field.lexicon
    left = [f for f in _fields(clause) if f.end <= field.range.start]
    while left[1:] and _apposes(left[-1], clause, lexicon):
        noun = tokens(clause.masked, left[-2])
        idle = lexicon.words.connectives.union(lexicon.words.coordinators)
        first = next((i for i, t in enumerate(noun) if t.lower not in idle), 0)
        phrase = noun_phrase(noun, first, lexicon, wide=True)
        if (
            phrase
            and phrase.end == len(noun)
            and noun[first].lower not in lexicon.words.phrases.objects
        ):
            return trim(clause.masked, Range(noun[first].start, field.range.start))
        left.pop()
    return None
