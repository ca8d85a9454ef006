"""Speakers of quotations that no tag gives: whoever is speaking, or is the sentence's subject."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from .clause import WORD
from .discourse import OFTEN, Discourse
from .interview import fills_its_paragraphs, find_answers
from .kind import kind_of
from .naming import is_definite
from .quotation import Quotation
from .range import Range

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["find_speakers"]

_PROTAGONIST = 0.8  # what it counts there to be named often
_GAP = 40  # code points of blanks between paragraphs, and what ends the one before
_PHRASE = 4  # words at the head of a sentence that may describe its subject
_COLON = re.compile(r"[:：]\s*$")


def find_speakers(reading: "Reading", discourse: Discourse) -> dict[int, str]:
    """Return the speaker of each untagged quotation that is clearly speech, by its number.

    One that fills its sentence goes on for whoever spoke or was the subject last; one behind a
    colon is its sentence's subject's.
    """
    found = find_answers(reading, discourse)
    for quotation in reading.quotations:
        if quotation.number in reading.speech_tags or quotation.number in found:
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
        return _subject(reading, discourse, lead, sentences[0].number)
    last = reading.sentences_of(quotation.outer[-1])[-1].range.end
    if WORD.search(reading.text, quotation.outer[-1].end, last):
        return None  # words behind it that are no tag: it is part of what the paper says
    if _answers_question(reading, quotation):
        known = discourse.protagonist()
    else:
        # a paragraph of its own without a word of whose it is: whom a profile or interview is about
        often = _PROTAGONIST if fills_its_paragraphs(reading, quotation) else OFTEN
        known = discourse.spoke_before(sentences[0]) or discourse.person(
            sentences[0].number, first.start, None, often=often
        )
    return known.name if known else None


def _answers_question(reading: "Reading", quotation: Quotation) -> bool:
    """Whether the paragraph before is a question of the interviewer's."""
    at = quotation.outer[0].start
    before = reading.text[max(0, at - _GAP) : at]
    lead = before.rstrip()
    return "\n" in before[len(lead) :] and lead.endswith(("?", "？"))


def _subject(reading: "Reading", discourse: Discourse, lead: Range, sentence: int) -> str | None:
    """Who is the subject of a sentence that introduces a quotation: "Une voisine acquiesce : …"."""
    lexicon = discourse.lexicon
    words = list(islice(WORD.finditer(reading.text, *lead), _PHRASE))
    phrase = reading.text[lead.start : words[0].end()]
    gender = lexicon.genders.get(phrase.lower())
    for word in words[1:]:
        phrase = reading.text[lead.start : word.end()]
        is_led = words[0].group().lower() in lexicon.words.determiners
        if not is_led or word.group()[0].isupper():
            break
        if lexicon.words.heads_first and kind_of(word.group(), lexicon) == "person":
            if not is_definite(phrase, lexicon):
                return phrase
            known = discourse.bearer(phrase, lead.end, is_person=True)
            return known.name if known else None
    told = gender if gender in ("masculine", "feminine") else None
    known = discourse.person(sentence, lead.end, told)
    return known.name if known else None
