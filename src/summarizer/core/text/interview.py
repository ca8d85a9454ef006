"""Interviews: answers in quotation marks to the paper's questions, all of one person."""

import re
from typing import TYPE_CHECKING

from .clause import WORD

if TYPE_CHECKING:
    from .discourse import Discourse
    from .quotation import Quotation
    from .reading import Reading

__all__ = ["find_answers"]

_QUESTION = re.compile(r"[?？؟][\s»”\"]*$")
_ENOUGH = 2  # answers right behind a question from which an article is an interview


def find_answers(reading: "Reading", discourse: "Discourse") -> dict[int, str]:
    """Return who gives the answers of an interview, by the number of the quotation.

    Answers are untagged quotations that fill their paragraphs; who gives them is the person named
    first, in the headline or behind it.
    """
    alone = [
        q
        for q in reading.quotations
        if q.number not in reading.speech_tags and _fills_its_paragraphs(reading, q)
    ]
    asked = [q for q in alone if _QUESTION.search(reading.text[: q.outer[0].start].rstrip())]
    name = discourse.protagonist if len(asked) >= _ENOUGH else None
    return {q.number: name for q in alone} if name else {}


def _fills_its_paragraphs(reading: "Reading", quotation: "Quotation") -> bool:
    numbers = {s.paragraph for o in quotation.outer for s in reading.sentences_of(o)}
    inside = [s.range for s in reading.sentences if s.paragraph in numbers]
    start = min(r.start for r in inside)
    for outer in quotation.outer:
        if WORD.search(reading.text, start, outer.start):
            return False
        start = outer.end
    return not WORD.search(reading.text, start, max(r.end for r in inside))
