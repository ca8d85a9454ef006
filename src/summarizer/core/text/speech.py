"""Which attribution tag a quotation belongs to."""

import re
from collections import defaultdict

from .quotation import Quotation
from .range import Range
from .segment import Sentence, meeting
from .tags import Tag

__all__ = ["speech_tags"]

_WORD = re.compile(r"\w")


def speech_tags(
    text: str,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    tags: tuple[Tag, ...],
) -> dict[int, Tag]:
    """Return the tag of each quotation that has one, by the quotation's number.

    A quotation belongs to the tag whose content it stands in; one that fills whole sentences and
    follows a tagged one in the same paragraph goes on in the same voice.
    """
    found: dict[int, Tag] = {}
    by_sentence: dict[int, list[Tag]] = defaultdict(list)
    for tag in tags:
        if tag.stance != "declines_to_comment":  # no words were said
            by_sentence[tag.sentence].append(tag)
    for i, quotation in enumerate(quotations):
        parts = quotation.parts
        near = [
            t
            for s in dict.fromkeys(s for p in parts for s in meeting(sentences, p))
            for t in by_sentence[s.number]
            if any(c.meets(p) for c in t.content for p in parts)
        ]
        if near:
            found[quotation.number] = min(near, key=lambda t: _distance(t.cue, parts))
        elif i and quotations[i - 1].number in found:
            before = quotations[i - 1]
            if _same_paragraph(sentences, before, quotation) and _stands_alone(
                text, sentences, quotation
            ):
                found[quotation.number] = found[before.number]
    return found


def _distance(cue: Range | None, parts: tuple[Range, ...]) -> int:
    if cue is None:
        return 0
    return min(max(p.start - cue.end, cue.start - p.end, 0) for p in parts)


def _same_paragraph(
    sentences: tuple[Sentence, ...], before: Quotation, quotation: Quotation
) -> bool:
    last = meeting(sentences, before.parts[-1])
    first = meeting(sentences, quotation.parts[0])
    return bool(last and first) and last[-1].paragraph == first[0].paragraph


def _stands_alone(text: str, sentences: tuple[Sentence, ...], quotation: Quotation) -> bool:
    """Whether the sentences of a quotation have no word outside it."""
    for sentence in {s for outer in quotation.outer for s in meeting(sentences, outer)}:
        start = sentence.range.start
        for outer in quotation.outer:
            if _WORD.search(text, start, min(max(outer.start, start), sentence.range.end)):
                return False
            start = max(start, outer.end)
        if _WORD.search(text, start, sentence.range.end):
            return False
    return True
