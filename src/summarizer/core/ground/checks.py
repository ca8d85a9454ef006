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
    """The words of a tag must name its source, or be a pronoun or words that point back."""
    voice = stand.source
    if voice.at is None or stand.tag is None or _names(reading, stand.tag.voice, voice):
        return
    reason = f"“{reading.line(stand.tag.voice)}” does not name “{voice.name}”"
    yield Problem(statement.key, "source_in_evidence", reason, (stand.tag.voice,))


def _names(reading: Reading, at: Range, voice: Voice) -> bool:
    """Whether the words of a tag share a name with a voice, or only point back."""
    there = {m.group().casefold() for m in _WORD.finditer(reading.text, at.start, at.end)}
    known = {short.casefold() for short, full in reading.acronyms.items() if full == voice.name}
    known |= {w.casefold() for w in _WORD.findall(voice.name)}
    if known & there or (voice.at and voice.at.meets(at)) or reading.lexicon is None:
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
