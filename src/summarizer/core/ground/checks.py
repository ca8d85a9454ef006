"""Checks: is what a reply says supported by the article? Each has a name, a reason, a place."""

import re
from collections.abc import Iterable, Sequence

from ...schema import Stance
from ..text.clause import Clause
from ..text.cues import find_cues
from ..text.lexicon import Lexicon
from ..text.naming import points_back
from ..text.range import Range
from ..text.reading import Reading
from .grounded import Description, Grounded, Problem, Stand, Statement, Voice
from .rewriting import check_wording

__all__ = ["check"]

_WORD = re.compile(r"\w+(?:-\w+)*")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_AFFIRMS: frozenset[Stance] = frozenset({"asserts", "confirms"})
_WITHHOLDS: frozenset[Stance] = frozenset({"has_not_confirmed", "declines_to_comment"})


def check(reading: Reading, grounded: Grounded) -> tuple[Problem, ...]:
    """Return all that the article does not support, with what grounding itself found."""
    return (
        *grounded.problems,
        *(p for s in grounded.statements for p in _check_statement(reading, s)),
        *_stances_agree(reading, grounded.statements),
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
        yield from check_wording(reading, statement)


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


def _stances_agree(reading: Reading, statements: Sequence[Statement]) -> Iterable[Problem]:
    """Hold stances that a reply gave to the cues of their tags: "denied" does not assert.

    "He denied it and said …" may assert something else: a cue that another position of the reply,
    or a position that another cue of the sentence bears out, is in order.
    """
    taken = {(t.tag.number, t.stance) for s in statements for t in s.stands if t.tag}
    for statement in statements:
        for stand in statement.stands:
            tag, lexicon = stand.tag, reading.lexicon
            if tag is None or tag.cue is None or lexicon is None or statement.text is None:
                continue
            if not _names(reading, tag.voice, stand.source):
                continue  # another's tag
            is_borne_out = (tag.number, tag.stance) in taken or any(
                t.stance == stand.stance and _names(reading, t.voice, stand.source)
                for t in reading.tags
                if t.sentence == tag.sentence
            )
            if _contradicts(reading, stand, tag.stance, lexicon) and not is_borne_out:
                cue = f"“{reading.line(tag.cue)}” in sentence [{tag.sentence}]"
                reason = f"{cue} means {tag.stance}, not {stand.stance}"
                yield Problem(statement.key, "stance_agrees_with_cue", reason, (tag.cue,))


def _contradicts(reading: Reading, stand: Stand, cue: Stance, lexicon: Lexicon) -> bool:
    """Whether a stance cannot be what a cue means.

    Words that are only said may deny, dispute or take back whatever they are: “His hands were
    empty,” she said. They confirm or withhold only if a cue or a negation in them tells.
    """
    if cue != "asserts":
        return stand.stance in _AFFIRMS - {cue}
    if stand.stance not in _WITHHOLDS | {"confirms"}:
        return False
    said = [reading.text[r.start : r.end] for r in stand.content]
    if stand.stance in _WITHHOLDS and any(
        p.search(words) for words in said for p in (lexicon.negative, lexicon.negation)
    ):
        return False
    cues = (c for r in stand.content for c in find_cues(Clause(reading.text, r), lexicon))
    return all(c.stance != stand.stance for c in cues)


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
