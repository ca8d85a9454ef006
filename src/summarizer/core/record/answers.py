"""Answers: what a speaker's own words do with what was said before them.

"That is false" and "There is no leak" deny what somebody else has said, "That was an error" takes
back what the speaker has: their cue only says "said". Read off fixed formulas, and off a negation
of words that somebody else has just asserted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...schema import Stance
from ..ground.grounded import Stand, Statement
from ..text.lexicon import Lexicon
from ..text.range import Range
from ..text.reading import Reading
from ..text.telling import telling_words as words_of

__all__ = ["answered", "answers_flatly", "same_voice", "telling_words"]

_WORD = re.compile(r"\w+")
_BACK = 8  # statements back to which a flat contradiction is held
_SHARED = 0.5  # share of its content words that it has in common with what it contradicts
_FIRST = 90  # code points of what is said that can contradict
_LEAD = 60  # code points of what is said in which its negation stands


def answered(reading: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return statements with the stance that their words take on an earlier one.

    What an answer goes on to say behind its tag is a statement of its own: “That is false,” Kern
    said. *“The knife lay in the yard.”*
    """
    if reading.lexicon is None:
        return tuple(statements)
    found: list[Statement] = []
    for statement in statements:
        stance = _stance(reading, reading.lexicon, statement, found)
        if stance is None:
            found.append(statement)
            continue
        (stand,) = statement.stands
        answer, rest = _parted(reading, stand)
        found.append(
            replace(
                statement, content=answer, stands=(replace(stand, stance=stance, content=answer),)
            )
        )
        if rest:
            found.append(replace(statement, content=rest, stands=(replace(stand, content=rest),)))
    return tuple(found)


def _parted(reading: Reading, stand: Stand) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """The pieces that answer, up to the last that only points or is negated, and the others."""
    pieces = stand.content
    assert reading.lexicon is not None
    answers = 1
    for i, piece in enumerate(pieces[1:], 2):
        words = reading.line(piece)
        if _flat(reading.lexicon, words) or reading.lexicon.negative.search(words[:_LEAD]):
            answers = i
    if answers == len(pieces):
        return stand.content, ()
    return pieces[:answers], pieces[answers:]


def _stance(
    reading: Reading, lexicon: Lexicon, statement: Statement, before: Sequence[Statement]
) -> Stance | None:
    if len(statement.stands) != 1 or statement.stands[0].stance not in ("asserts", "confirms"):
        return None
    (stand,) = statement.stands
    flat = _flat(lexicon, _first_words(reading, stand))
    if flat == "retracts" and _spoke(reading, stand, before):
        return "retracts"  # also "That was wrong, he *admitted*"
    denies = (flat == "denies" and before) or (
        _is_negated(reading, stand) and _contradicts(reading, statement, before)
    )
    return "denies" if denies and stand.stance == "asserts" else None


def answers_flatly(reading: Reading, stand: Stand) -> bool:
    """Whether what is said begins with a formula that only points at what was said before."""
    return reading.lexicon is not None and stand.stance == _flat(
        reading.lexicon, _first_words(reading, stand)
    )


def _flat(lexicon: Lexicon, words: str) -> Stance | None:
    return next((s for s, formula in lexicon.formulas.items() if formula.match(words)), None)


def _first_words(reading: Reading, stand: Stand) -> str:
    return reading.line(stand.content[0]).lstrip("“\"'‘«„» ")


def _spoke(reading: Reading, stand: Stand, before: Sequence[Statement]) -> bool:
    return any(same_voice(reading, stand, other) for s in before for other in s.stands)


def _contradicts(reading: Reading, statement: Statement, before: Sequence[Statement]) -> bool:
    """Whether somebody else has just said the same without a negation."""
    (stand,) = statement.stands
    mine = telling_words(reading, reading.line(stand.content[0])[:_FIRST])
    for other in reversed(before[-_BACK:]):
        for said in other.stands:
            theirs = content_words(reading, said)
            shared = len(mine & theirs)
            if (
                not same_voice(reading, stand, said)
                and said.stance == "asserts"
                and mine
                and shared >= _SHARED * len(mine)
                and not _is_negated(reading, said)
            ):
                return True
    return False


def _is_negated(reading: Reading, stand: Stand) -> bool:
    assert reading.lexicon is not None
    return reading.lexicon.negative.search(reading.line(stand.content[0])[:_LEAD]) is not None


def same_voice(reading: Reading, one: Stand, other: Stand) -> bool:
    """Whether two stands are of one source, by their names: one's words are among the other's."""
    a, b = _name_words(reading, one), _name_words(reading, other)
    return a <= b or b <= a


def _name_words(reading: Reading, stand: Stand) -> set[str]:
    name = reading.acronyms.get(stand.source.name, stand.source.name)
    return {w.casefold() for w in _WORD.findall(name)}


def content_words(reading: Reading, stand: Stand) -> frozenset[str]:
    """Return the telling words of what is said."""
    return telling_words(reading, " ".join(reading.text[r.start : r.end] for r in stand.content))


def telling_words(reading: Reading, said: str) -> frozenset[str]:
    """Return the words that tell something: no function words, no nouns that only point."""
    return words_of(said, reading.lexicon)
