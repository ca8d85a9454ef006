"""Interviews: answers in quotation marks to the paper's questions, all of one person."""

import re
from typing import TYPE_CHECKING

from .clause import WORD

if TYPE_CHECKING:
    from .discourse import Discourse
    from .quotation import Quotation
    from .reading import Reading

__all__ = ["fills_its_paragraphs", "find_answers"]

_QUESTION = re.compile(r"[?？؟][»”\"]*\s*\Z")
_LEAD = 40  # code points before an answer in which its question ends
_ENOUGH = 2  # answers right behind a question from which an article is an interview


def find_answers(reading: "Reading", discourse: "Discourse") -> dict[int, str]:
    """Return who gives the answers of an interview, by the number of the quotation.

    Answers are untagged quotations that fill their paragraphs; who gives them is whom the article
    is about.
    """
    alone = [
        q
        for q in reading.quotations
        if q.number not in reading.speech_tags and fills_its_paragraphs(reading, q)
    ]
    asked = [q for q in alone if _is_asked(reading.text, q.outer[0].start)]
    known = discourse.protagonist() if len(asked) >= _ENOUGH else None
    return {q.number: known.name for q in alone} if known else {}


def _is_asked(text: str, at: int) -> bool:
    return _QUESTION.search(text, max(0, at - _LEAD), at) is not None


def fills_its_paragraphs(reading: "Reading", quotation: "Quotation") -> bool:
    """Return whether the paragraphs of a quotation have no word outside it."""
    start = reading.text.rfind("\n", 0, quotation.outer[0].start) + 1
    for outer in quotation.outer:
        if WORD.search(reading.text, start, outer.start):
            return False
        start = outer.end
    end = reading.text.find("\n", start)
    return not WORD.search(reading.text, start, end if end >= 0 else len(reading.text))
