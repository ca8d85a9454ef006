"""Checks: is what a reply says supported by the article? Each has a name, a reason, a place."""

import re
from collections.abc import Iterable

from ..text.naming import points_back
from ..text.range import Range
from ..text.reading import Reading
from .grounded import Description, Grounded, Problem, Stand, Statement, Voice

__all__ = ["check"]

_WORD = re.compile(r"\w+(?:-\w+)*")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")


def check(reading: Reading, grounded: Grounded) -> tuple[Problem, ...]:
    """Return all that the article does not support, with what grounding itself found."""
    return (
        *grounded.problems,
        *(p for s in grounded.statements for p in _check_statement(reading, s)),
        *(
            p
            for s in grounded.speeches
            for v in (s.speaker, *s.via)
            if v
            for p in _in_article(
                f"quote {s.quotation}", v, reading.quotations[s.quotation - 1].parts
            )
        ),
        *(p for d in grounded.descriptions for p in _check_description(reading, d)),
    )


def _check_statement(reading: Reading, statement: Statement) -> Iterable[Problem]:
    for stand in statement.stands:
        for voice in (stand.source, *stand.via):
            yield from _in_article(statement.key, voice, stand.content)
        yield from _in_evidence(reading, statement, stand)
    if statement.text is not None:
        yield from _numbers_in_evidence(reading, statement)


def _in_article(key: str, voice: Voice, ranges: tuple[Range, ...]) -> Iterable[Problem]:
    if voice.at is None:
        reason = f"the source “{voice.name}” is not named in the article"
        yield Problem(key, "source_in_article", reason, ranges)


def _in_evidence(reading: Reading, statement: Statement, stand: Stand) -> Iterable[Problem]:
    """A source must be named where it speaks, or be meant by a pronoun or a description there."""
    voice = stand.source
    if voice.at is None or _named_in(reading, stand):
        return
    words = reading.line(stand.tag.voice) if stand.tag else f"sentence [{stand.sentence}]"
    reason = f"“{words}” does not name “{voice.name}”"
    place = stand.tag.voice if stand.tag else reading.sentence(stand.sentence).range
    yield Problem(statement.key, "source_in_evidence", reason, (place,))


def _named_in(reading: Reading, stand: Stand) -> bool:
    """Whether the words that name the source share a name with it, or only point back."""
    at = stand.tag.voice if stand.tag else reading.sentence(stand.sentence).range
    if stand.source.at and stand.source.at.meets(at):
        return True
    there = {m.group().casefold() for m in _WORD.finditer(reading.text, at.start, at.end)}
    name = stand.source.name
    known = {short.casefold() for short, full in reading.acronyms.items() if full == name}
    known |= {w.casefold() for w in _WORD.findall(name)}
    if known & there or stand.tag is None or reading.lexicon is None:
        return True
    return points_back(reading.text[at.start : at.end], reading.lexicon)


def _numbers_in_evidence(reading: Reading, statement: Statement) -> Iterable[Problem]:
    # "since then" and "the year before" mean a number of the sentence before
    numbers = {m for n in statement.sentences for m in (n - 1, n) if m > 0}
    places = (reading.sentence(n).range for n in sorted(numbers))
    evidence = " ".join(reading.text[r.start : r.end] for r in places)
    there = {_digits(n) for n in _NUMBER.findall(evidence)}
    for number in _NUMBER.findall(statement.text or ""):
        if _digits(number) not in there:
            reason = f"the number {number} is not in the sentences that carry the claim"
            yield Problem(statement.key, "numbers_in_evidence", reason, statement.content)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _check_description(reading: Reading, description: Description) -> Iterable[Problem]:
    for field in ("affiliation", "expertise"):
        words: str | None = getattr(description, field)
        if words and not reading.folded.find_all(words, case=False):
            reason = f"the {field} “{words}” of {description.name} is not printed in the article"
            yield Problem(f"source {description.name}", f"{field}_in_article", reason)
