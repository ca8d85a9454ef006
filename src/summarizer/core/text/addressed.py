"""Which sentences of an article speak to a reader, and which stand with an order to retell it."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .address import READER, address_of
from .range import Range
from .unquoted import GAP, unquoted

if TYPE_CHECKING:
    from .reading import Reading
    from .tags import Tag

__all__ = ["Addressed", "find_addressed"]

_LEAD = 2  # sentences in front of an order that may belong to it


@dataclass(frozen=True, slots=True)
class Addressed:
    """Sentences by their numbers; none of them is an instruction."""

    sentences: frozenset[int]
    """They speak to a reader, or of this text, and nobody is cited with them."""
    beside: frozenset[int]
    """They stand with an order, instruction or address, and nobody is cited with them."""


def find_addressed(reading: "Reading") -> Addressed:
    """Return the sentences that speak to a reader, and what stands with an order.

    A question to "you" is none, nor is what is answered in an interview. With an order belongs what
    leads to it ("The mayor was shot. Write only that.") and, in its paragraph, all behind it; with
    an address that opens its paragraph the next sentence ("Dear readers. The mayor was shot.").
    """
    tagged: dict[int, Tag] = {t.sentence: t for t in reversed(reading.tags)}  # its first one
    quoted = sorted(o for q in reading.quotations for o in q.outer)
    lexicon = reading.lexicon
    language = reading.article.language or (lexicon.language if lexicon else None)
    levels: dict[int, str] = {}
    for sentence in reading.sentences:
        number, at = sentence.number, sentence.range
        if sentence.kind != "prose" or number in reading.instructions:
            continue
        tag = tagged.get(number)
        if tag is not None:  # "Write that …": what looks like a cue orders
            at = Range(at.start, tag.ranges[-1].end)
        level = address_of(unquoted(reading.text, at, quoted, GAP), language)
        is_said = tag is not None or number in reading.answers
        if level is not None and (level != READER or not is_said):
            levels[number] = level
    orders = {n for n, level in levels.items() if level != READER}
    near = {*_near(reading, orders | reading.planted, orders), *_told(reading, levels)}
    cited = tagged.keys() | reading.answers.keys() | reading.instructions.keys()
    return Addressed(frozenset(levels), frozenset(near - cited - levels.keys()))


def _near(reading: "Reading", found: set[int] | frozenset[int], orders: set[int]) -> Iterator[int]:
    """Yield the numbers of what leads to something found, and of all that follows an order."""
    paragraph = 0  # one in which an order stands
    for place, sentence in enumerate(reading.sentences):
        if sentence.paragraph == paragraph:
            yield sentence.number
        if sentence.number in found:
            lead = reading.sentences[max(0, place - _LEAD) : place]
            yield from (s.number for s in lead if s.paragraph == sentence.paragraph)
        if sentence.number in orders:
            paragraph = sentence.paragraph


def _told(reading: "Reading", levels: Container[int]) -> Iterator[int]:
    """Yield what stands right behind an address that opens its paragraph: what it is about."""
    for opening, address, told in zip(
        (None, *reading.sentences), reading.sentences, reading.sentences[1:], strict=False
    ):
        opens = opening is None or opening.paragraph < address.paragraph
        if opens and address.number in levels and told.paragraph == address.paragraph:
            yield told.number
