"""Parts: what one source says in several parts, one of which others answer, becomes several.

"He would reopen the yards and create 200,000 jobs" is one statement, until somebody disputes the
jobs: then it is two, and the yards are not disputed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..ground.grounded import Stand, Statement
from ..text.clause import trim
from ..text.range import Range
from ..text.reading import Reading
from ..text.telling import alike, telling_words
from .linking import Link
from .topic import Topic, topic_of

__all__ = ["divided"]

_WORD = re.compile(r"\w")
_TWO = 2
_TELLING = 2  # telling words that make a part, or an answer to a part


def divided(
    reading: Reading, statements: Sequence[Statement], links: Iterable[Link]
) -> list[Statement]:
    """Return statements, those of several parts divided where an answer is about one of them."""
    answers: dict[int, list[Topic]] = defaultdict(list)
    for link in links:
        if link.is_sure:
            topic = topic_of(reading, statements[link.item])
            stance = statements[link.item].stands[0].stance
            if len(topic.words) >= _TELLING or stance == "disputes":
                answers[link.choices[0]].append(topic)
    return [
        part
        for i, statement in enumerate(statements)
        for part in _divided(reading, statement, answers.get(i, ()))
    ]


def _divided(
    reading: Reading, statement: Statement, answers: Sequence[Topic]
) -> Iterable[Statement]:
    if not answers or len(statement.stands) != 1 or statement.text is not None:
        return (statement,)
    (stand,) = statement.stands
    groups: dict[tuple[bool, ...], list[Range]] = defaultdict(list)
    signature: tuple[bool, ...] | None = None
    short: list[Range] = []
    for part in _parts(reading, stand.content):
        words = telling_words(reading.line(part), reading.lexicon)
        if words:
            signature = tuple(_meets(answer, words) for answer in answers)
        if signature is None:  # goes with what comes next
            short.append(part)
            continue
        groups[signature] += [*short, part]
        short = []
    if len(groups) < _TWO:
        return (statement,)
    return [_of(reading, statement, stand, tuple(each)) for each in groups.values()]


def _meets(answer: Topic, words: frozenset[str]) -> bool:
    return any(alike(mine, word) for mine in answer.words for word in words)


def _parts(reading: Reading, content: Sequence[Range]) -> Iterable[Range]:
    """Content, cut where a sentence ends and where one clause is joined to another."""
    for piece in content:
        for sentence in reading.sentences_in(piece):
            start = sentence.start
            joints = (
                reading.lexicon.joint.finditer(reading.text, *sentence) if reading.lexicon else ()
            )
            for end, behind in [*(m.span() for m in joints), (sentence.end, sentence.end)]:
                part = trim(reading.text, Range(start, end))
                if _WORD.search(reading.text, *part):
                    yield part
                start = behind


def _of(reading: Reading, whole: Statement, stand: Stand, content: tuple[Range, ...]) -> Statement:
    numbers = {s.number for r in content for s in reading.sentences_of(r)}
    if stand.cue:
        numbers |= {s.number for s in reading.sentences_of(stand.cue)}
    sentences = tuple(n for n in whole.sentences if n in numbers)
    return Statement(whole.key, sentences, content, None, (replace(stand, content=content),))
