"""What a statement is about: the words and figures by which another one can be about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..ground.grounded import Stand, Statement
from ..text.range import Range
from ..text.reading import Reading
from ..text.telling import telling_words, words_in
from ..text.words import Words
from .answers import answers_flatly

__all__ = ["Topic", "topic_of"]

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_TWO = 2  # words: "both charges"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement says, in telling words."""

    words: frozenset[str]
    """Without function words and nouns that only point; empty: it points at what was said."""
    figures: frozenset[str]
    is_pronoun: bool
    """Whether it is nothing but a pronoun: "so", "that"."""


_POINTS = Topic(frozenset(), frozenset(), is_pronoun=False)


def topic_of(reading: Reading, statement: Statement) -> Topic:
    """Return what a statement is about; flat answers ("That is false") only point."""
    if statement.stands and answers_flatly(reading, statement.stands[0]):
        return _POINTS
    said = _own(reading, statement)
    words = words_in(said, reading.lexicon)
    if reading.lexicon and _only_points(words, reading.lexicon.words):
        return _POINTS
    is_pronoun = False
    if reading.lexicon:
        known = reading.lexicon.words
        is_pronoun = bool(words) and all(w in known.pronouns | known.that for w in words)
    figures = frozenset(_FIGURE.findall(said))
    telling = telling_words(said, reading.lexicon) - {p for f in figures for p in _WORD.findall(f)}
    return Topic(
        words=telling | figures,
        figures=figures,
        is_pronoun=is_pronoun and statement.text is None,
    )


def _only_points(words: Sequence[str], known: Words) -> bool:
    """Whether what is said is a noun that points: "both *charges* throughout the trial".

    Not with what it says: "the charge *that* the barge leaked".
    """
    if len(words) < _TWO or words[0] not in known.determiners | known.definite:
        return False
    goes_on = known.determiners.union(known.complementizers, known.nouns.of)
    return words[1] in known.formulas.pointing and not goes_on.intersection(words[_TWO : _TWO + 1])


def _own(reading: Reading, statement: Statement) -> str:
    """What a statement says, as text, without times and places of its tag."""
    if statement.text is not None:
        return statement.text
    said = [_about(reading, r, stand) for stand in statement.stands for r in stand.content]
    pieces = [reading.line(r) for r in (said if statement.stands else statement.content)]
    if reading.lexicon and statement.stands:
        pieces = [reading.lexicon.adjunct.sub(" ", piece) for piece in pieces]
    return " ".join(pieces)


def _about(reading: Reading, content: Range, stand: Stand) -> Range:
    """What a stand is about whose cue stands in its content: "declined to comment *on the cost*".

    Where nothing stands behind the cue, what stands between it and the source; and where "asked
    whether" begins it, what was asked.
    """
    cue, tag = stand.cue, stand.tag
    if cue is None or tag is None or not content.covers(cue):
        return content
    behind = Range(cue.end, content.end)
    if _WORD.search(reading.text, *behind):
        return behind
    if asked := _asked(reading, Range(content.start, cue.start)):
        return asked
    start = max(content.start, tag.voice.end) if tag.voice.end <= cue.start else content.start
    return Range(min(start, cue.start), cue.start)


def _asked(reading: Reading, before: Range) -> Range | None:
    """What stands behind "asked whether" at the beginning of a refusal to comment."""
    assert reading.lexicon is not None  # it found the cue
    first = _WORD.search(reading.text, *before)
    if first is None or first.group().casefold() not in reading.lexicon.words.asked:
        return None
    joint = reading.lexicon.complementizer.search(reading.text, first.end(), before.end)
    return Range(joint.start(), before.end) if joint else None
