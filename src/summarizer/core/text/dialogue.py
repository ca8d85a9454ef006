"""Dialogue: an interview printed as labelled paragraphs, "Q: …", "A: …", "HADDAD: …".

What is answered there has neither quotation marks nor tags: the label says whose it is.
"""

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .discourse import Discourse
from .range import Range

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["Answer", "find_answers"]

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w .'’-]{0,30}?) ?[:：]\s+(?=\S)")
_TURNS = 3  # of the one who asks and of the one who answers, at least


class Answer(NamedTuple):
    """A sentence of an answer: whose it is, and its words without the label."""

    name: str
    words: Range


def find_answers(reading: "Reading", discourse: Discourse) -> dict[int, Answer]:
    """Return the sentences of labelled answers by their numbers; none if it is no interview."""
    labels: dict[int, re.Match[str]] = {}
    paragraphs: dict[int, list[Range]] = defaultdict(list)
    for sentence in reading.sentences:
        if sentence.kind == "prose":
            paragraphs[sentence.paragraph].append(sentence.range)
    for number, ranges in paragraphs.items():
        label = _LABEL.match(reading.text, ranges[0].start, ranges[0].end)
        if label:
            labels[number] = label
    turns = Counter(m["label"] for m in labels.values())
    asking = Counter(
        m["label"]
        for n, m in labels.items()
        if reading.line(paragraphs[n][-1]).endswith(("?", "？"))
    )
    asks = next((name for name, n in asking.most_common(1) if n >= _TURNS), None)
    answering = next(
        (name for name, n in turns.most_common() if name != asks and n >= _TURNS), None
    )
    if asks is None or answering is None:
        return {}
    name = _interviewee(discourse, answering)
    return _answers(reading, labels, paragraphs, asks, name) if name else {}


def _interviewee(discourse: Discourse, label: str) -> str | None:
    """The full name behind a label: "HADDAD" is Haddad; "A" is whom the article is about."""
    for printed in (label, label.title()):
        full = discourse.cast.full_name(printed)
        if discourse.cast.often[full]:
            return full
    known = discourse.protagonist()
    return known.name if known else None


def _answers(
    reading: "Reading",
    labels: dict[int, re.Match[str]],
    paragraphs: dict[int, list[Range]],
    asks: str,
    name: str,
) -> dict[int, Answer]:
    found: dict[int, Answer] = {}
    is_answer = False
    for number in sorted(paragraphs):
        label = labels.get(number)
        if label is not None:
            is_answer = label["label"] != asks
        for at in paragraphs[number] if is_answer else ():
            start = max(at.start, label.end()) if label else at.start
            sentence = reading.sentences_of(at)[0]
            found[sentence.number] = Answer(name, Range(min(start, at.end), at.end))
    return found
