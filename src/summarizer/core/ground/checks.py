"""Checks: is what a reply says supported by the article? Each has a name, a reason, a place."""

import re
from collections.abc import Iterable

from ..ask.window import Window
from ..text.range import Range
from ..text.reading import Reading
from .grounded import Description, Grounded, Problem, Statement, Stand, Voice
from .mention import is_proper

__all__ = ["check"]

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")


def check(reading: Reading, window: Window, grounded: Grounded) -> tuple[Problem, ...]:
    """Return all that the article does not support, with what grounding itself found."""
    return (
        *grounded.problems,
        *(p for s in grounded.statements for p in _check_statement(reading, s)),
        *(p for s in grounded.speeches for v in (s.speaker, *s.via) if v
          for p in _in_article(f"quote {s.quotation}", v, reading.quotations[s.quotation - 1].parts)),
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
    if voice.at is None:
        return
    sentence = reading.sentence(stand.sentence).range
    if sentence.covers(voice.at) or _meant(reading, stand, sentence):
        return
    reason = f"sentence [{stand.sentence}] does not name “{voice.name}” as the source"
    yield Problem(statement.key, "source_in_evidence", reason, (sentence,))


def _meant(reading: Reading, stand: Stand, sentence: Range) -> bool:
    """Whether the sentence's tag names nobody else, so that its words can mean the source."""
    if stand.cue is None:
        return True
    tag = next((t for t in reading.tags if t.cue == stand.cue), None)
    if tag is None:
        return True
    words = [
        (r.start + m.start() == sentence.start, m.group())
        for r in tag.ranges
        for m in _WORD.finditer(reading.text[r.start : r.end])
    ]
    named = {w.casefold() for first, w in words if is_proper(w) and not first and not w.isdigit()}
    known = {w.casefold() for w in _WORD.findall(stand.source.name)}
    return not named or bool(named & known) or _is_acronym(reading, stand.source.name, named)


def _is_acronym(reading: Reading, name: str, words: set[str]) -> bool:
    return any(
        short.casefold() in words and full.casefold() == name.casefold()
        for short, full in reading.acronyms.items()
    )


def _numbers_in_evidence(reading: Reading, statement: Statement) -> Iterable[Problem]:
    evidence = " ".join(reading.text[r.start : r.end] for r in statement.content)
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
