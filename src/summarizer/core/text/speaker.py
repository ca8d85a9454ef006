"""Speakers of quotations that no tag gives: whoever is speaking, or is the sentence's subject."""

import re
from typing import TYPE_CHECKING

from .clause import WORD
from .discourse import Discourse
from .quotation import Quotation
from .range import Range

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["find_speakers"]

_COLON = re.compile(r"[:：]\s*$")


def find_speakers(reading: "Reading", discourse: Discourse) -> dict[int, str]:
    """Return the speaker of each untagged quotation that is clearly speech, by its number.

    One that fills its sentence goes on for whoever spoke or was the subject last; one behind a
    colon is its sentence's subject's.
    """
    found: dict[int, str] = {}
    for quotation in reading.quotations:
        if quotation.number in reading.speech_tags:
            continue
        name = _speaker(reading, discourse, quotation)
        if name is not None:
            found[quotation.number] = name
    return found


def _speaker(reading: "Reading", discourse: Discourse, quotation: Quotation) -> str | None:
    first = quotation.outer[0]
    sentences = reading.sentences_of(first)
    if not sentences or sentences[0].kind != "prose":
        return None
    lead = Range(sentences[0].range.start, first.start)
    words = WORD.findall(reading.text[lead.start : lead.end])
    if words:
        if not _COLON.search(reading.text[lead.start : lead.end]):
            return None
        known = discourse.person(sentences[0].number, first.start, None)
        return known.name if known else None
    last = reading.sentences_of(quotation.outer[-1])[-1].range.end
    if WORD.search(reading.text, quotation.outer[-1].end, last):
        return None  # words behind it that are no tag: it is part of what the paper says
    known = discourse.person(sentences[0].number, first.start, None)
    return known.name if known else None
