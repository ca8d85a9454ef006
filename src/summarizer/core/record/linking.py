"""Linking: statements that are about one another become one, with everybody's stand on it.

Code finds which statements cannot stand alone and which others they may be about; the model only
chooses a number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...schema import Stance
from ..ask.question import ask_link
from ..ask.request import Request
from ..ask.wire import LinkForm
from ..ground.grounded import Statement
from ..text.reading import Reading
from .wording import own_words

__all__ = ["Linking", "apply_links", "find_links", "request_links"]

_WORD = re.compile(r"\w+")
_ABOUT_ANOTHER: frozenset[Stance] = frozenset(
    {"confirms", "denies", "disputes", "has_not_confirmed", "declines_to_comment", "retracts"}
)
_CHOICES = 6  # statements offered for one item: more confuses small models
_FEW_WORDS = 3  # content words below which a statement cannot stand alone: "it", "the patrol"
_SAME = 0.6  # share of common words from which two statements may be the same
_LINE = 300  # code points of a statement shown


@dataclass(frozen=True)
class Linking:
    """The statements to ask about, by their places, each with the places it may be about."""

    items: Mapping[int, tuple[int, ...]]


def find_links(reading: Reading, statements: Sequence[Statement]) -> Linking:
    """Find the statements that cannot stand alone, and the candidates for each."""
    words = [_content_words(reading, s) for s in statements]
    dependent = {i for i, s in enumerate(statements) if _depends(s, words[i])}
    items: dict[int, tuple[int, ...]] = {}
    for i in range(len(statements)):
        others = [j for j in range(len(statements)) if j != i and j not in dependent]
        if i not in dependent:
            others = [j for j in others if j < i and _overlap(words[i], words[j]) >= _SAME]
        if others:
            best = sorted(
                others, key=lambda j: (-_overlap(words[i], words[j], of=i in dependent), abs(i - j))
            )
            items[i] = tuple(sorted(best[:_CHOICES]))
    return Linking(items)


def _depends(statement: Statement, words: frozenset[str]) -> bool:
    """Whether a statement is a stand on another one, or too short to stand alone."""
    if not statement.stands:
        return False
    stances = {s.stance for s in statement.stands}
    return stances <= _ABOUT_ANOTHER or (statement.text is None and len(words) < _FEW_WORDS)


def _content_words(reading: Reading, statement: Statement) -> frozenset[str]:
    text = statement.text or " ".join(reading.text[r.start : r.end] for r in statement.content)
    words = {w.casefold() for w in _WORD.findall(text)}
    if reading.lexicon:
        known = reading.lexicon.words
        words -= known.function_words | known.pronouns | known.determiners
    return frozenset(words)


def _overlap(one: frozenset[str], other: frozenset[str], *, of: bool = False) -> float:
    """Jaccard index of two sets of words, or, with `of`, the share of the first in the second."""
    whole = one if of else one | other
    return len(one & other) / len(whole) if whole else 0.0


def request_links(
    reading: Reading, statements: Sequence[Statement], linking: Linking
) -> tuple[Request, ...]:
    """Return the requests that ask for the links, one for each item."""
    return tuple(
        ask_link(_item(reading, statements[i]), [_line(reading, statements[j]) for j in choices])
        for i, choices in linking.items.items()
    )


def _line(reading: Reading, statement: Statement) -> str:
    return (statement.text or own_words(reading, statement.content))[:_LINE]


def _item(reading: Reading, statement: Statement) -> str:
    """A statement as an item: who, how, what."""
    stand = statement.stands[0] if statement.stands else None
    if stand is None or stand.cue is None:
        return _line(reading, statement)
    return f"{stand.source.name} {reading.line(stand.cue)}: {_line(reading, statement)}"


def apply_links(
    statements: Sequence[Statement], linking: Linking, answers: Sequence[LinkForm | None]
) -> tuple[Statement, ...]:
    """Merge each linked statement's stands into the statement that it is about.

    A number that was not offered is no link. The order of the statements stays.
    """
    chosen: dict[int, int] = {}
    for (item, choices), answer in zip(linking.items.items(), answers, strict=True):
        if answer and answer.about is not None and 1 <= answer.about <= len(choices):
            chosen[item] = choices[answer.about - 1]
    merged = {i: s for i, s in enumerate(statements) if i not in chosen}
    for item, about in chosen.items():
        target = about
        while target in chosen:  # choices come earlier or are no items themselves: chains end
            target = chosen[target]
        merged[target] = _join(merged[target], statements[item])
    return tuple(merged[i] for i in sorted(merged))


def _join(statement: Statement, other: Statement) -> Statement:
    return replace(
        statement,
        sentences=tuple(sorted({*statement.sentences, *other.sentences})),
        stands=(*statement.stands, *other.stands),
    )
