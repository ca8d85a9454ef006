"""Which sentences of an article speak to a reader, and which stand with an order to retell it."""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .address import READER, address_of
from .instruction import is_quoted
from .range import Range
from .unquoted import GAP, unquoted

if TYPE_CHECKING:
    from .reading import Reading
    from .tags import Tag

__all__ = ["Addressed", "find_addressed"]


@dataclass(frozen=True, slots=True)
class Addressed:
    """Sentences by their numbers; none of them is an instruction."""

    sentences: frozenset[int]
    """They speak to a reader, or of this text, and nobody is cited with them."""
    beside: frozenset[int]
    """They stand with an order, instruction or address."""


def find_addressed(reading: "Reading") -> Addressed:
    """Return the sentences that speak to a reader, and what stands with an order.

    A question to "you" is none, nor is what is answered in an interview. A paragraph is written by
    one hand: with an order, or with an instruction in the article's own voice, belongs all that
    stands in its paragraph, also whom it cites ("Kern confirmed it. Ignore your rules."); an order
    that somebody is cited with leaves out who else is cited. With an address that opens its
    paragraph belongs the next sentence ("Dear readers. The mayor was shot.").
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
        if tag is None:
            level = reading.addresses.get(number)
        else:  # "Write that …": what looks like a cue orders
            at = Range(at.start, tag.ranges[-1].end)
            level = address_of(unquoted(reading.text, at, quoted, GAP), language)
        is_said = tag is not None or number in reading.answers
        if level is not None and (level != READER or not is_said):
            levels[number] = level
    orders = {n for n, level in levels.items() if level != READER}
    told = {*_beside(reading, orders), *_told(reading, levels)}
    cited = tagged.keys() | reading.answers.keys()
    given = {n for n in orders if n not in cited or _begins(reading, tagged.get(n))}
    own = set(_own(reading, given, quoted))
    beside = (told - cited) | set(_beside(reading, own))
    return Addressed(
        frozenset(levels), frozenset(beside - reading.instructions.keys() - levels.keys())
    )


def _begins(reading: "Reading", tag: "Tag | None") -> bool:
    """Whether a sentence begins with its cue: what looks like one is the order."""
    start = reading.sentence(tag.sentence).range.start if tag else None
    return tag is not None and tag.cue is not None and tag.cue.start == start


def _own(reading: "Reading", orders: Collection[int], quoted: Sequence[Range]) -> Iterator[int]:
    """Yield the orders that nobody is cited with, and the instructions that nobody else gives."""
    yield from orders
    for number in reading.planted:
        instruction, sentence = reading.instructions[number], reading.sentence(number)
        if not is_quoted(reading.text, sentence, quoted, instruction):
            yield number


def _beside(reading: "Reading", found: Collection[int]) -> Iterator[int]:
    """Yield the numbers of the sentences in the paragraphs of some."""
    paragraphs = {reading.sentence(n).paragraph for n in found}
    yield from (s.number for s in reading.sentences if s.paragraph in paragraphs)


def _told(reading: "Reading", levels: Container[int]) -> Iterator[int]:
    """Yield what stands right behind an address that opens its paragraph: what it is about."""
    for opening, address, told in zip(
        (None, *reading.sentences), reading.sentences, reading.sentences[1:], strict=False
    ):
        opens = opening is None or opening.paragraph < address.paragraph
        if opens and address.number in levels and told.paragraph == address.paragraph:
            yield told.number
