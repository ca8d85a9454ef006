"""Narrowing: from the sentence in which a source is cited to the words that are its own."""

import re

from ...schema import Certainty, QuoteKind, Stance
from ..text.quotation import Quotation
from ..text.range import Range
from ..text.reading import Reading
from ..text.reported import content_of
from ..text.tags import Tag

__all__ = ["certainty_of", "choose_tag", "evidence_of", "is_reported_by", "kind_of_quote"]

_WORD = re.compile(r"\w+")
_UNCOMMITTED: frozenset[Stance] = frozenset({"has_not_confirmed", "declines_to_comment"})


def choose_tag(
    reading: Reading, sentence: int, names: tuple[str, ...], stance: Stance
) -> Tag | None:
    """Choose the tag by which one of `names` takes its stand in a sentence.

    The tag that prints a name wins, then the one whose cue means the stance; None if the sentence
    has no tag, or several of which none fits.
    """
    tags = [t for t in reading.tags if t.sentence == sentence]
    wanted = {w.casefold() for name in names for w in _WORD.findall(name)}

    def fit(tag: Tag) -> tuple[int, bool]:
        words = {
            w.casefold() for r in tag.ranges for w in _WORD.findall(reading.text[r.start : r.end])
        }
        return len(wanted & words), tag.stance == stance

    fitting = sorted((t for t in tags if any(fit(t))), key=fit, reverse=True)
    if fitting:
        return fitting[0]
    return tags[0] if len(tags) == 1 else None


def evidence_of(
    reading: Reading,
    content: tuple[Range, ...],
    tag: Tag | None,
    sentences: tuple[int, ...] | None = None,
) -> tuple[Range, ...]:
    """Return content as evidence.

    A piece that is one quotation loses its marks; a quotation that goes on beyond the sentence is
    taken in whole, and so is one that goes on in the voice of the same tag: “A,” he said. “B.”, or
    a sentence of reported speech that does.

    Args:
        reading: the article.
        content: what the tag leaves.
        tag: the tag, if there is one.
        sentences: where quotations that go on must stand; None: anywhere.
    """
    pieces: list[Range] = []
    for piece in content:
        met = [q for q in reading.quotations if any(o.meets(piece) for o in q.outer)]
        whole = [q for q in met if _is_all(reading, piece, q)]
        pieces += [p for q in whole for p in q.parts] or [piece]
        if not whole:
            pieces += [
                p
                for q in met
                for p, o in zip(q.parts, q.outer, strict=True)
                if not any(c.meets(o) for c in content)
            ]
    reported = (
        content_of(reading.text, reading.sentence(number))
        for number, each in reading.spoken_on.items()
        if each is tag and (sentences is None or number in sentences)
    )
    pieces += [r for r in reported if not any(_is_all(reading, r, q) for q in reading.quotations)]
    for quotation in reading.quotations:
        if tag is not None and reading.speech_tags.get(quotation.number) is tag:
            numbers = {s.number for p in quotation.parts for s in reading.sentences_of(p)}
            if sentences is None or numbers <= set(sentences):
                pieces += [p for p in quotation.parts if not any(p.meets(c) for c in pieces)]
    return tuple(sorted(set(pieces)))


def _is_all(reading: Reading, piece: Range, quotation: Quotation) -> bool:
    """Whether a piece of content has no word outside of a quotation."""
    start = piece.start
    for outer in quotation.outer:
        if outer.end <= piece.start or piece.end <= outer.start:
            continue
        if _WORD.search(reading.text, start, max(outer.start, start)):
            return False
        start = outer.end
    return not _WORD.search(reading.text, start, max(piece.end, start))


def kind_of_quote(reading: Reading, quotation: Quotation, tag: Tag | None) -> QuoteKind:
    """Tell a direct quotation (whole sentences) from a mixed one (part of a reported sentence)."""
    first = quotation.parts[0]
    opening = _WORD.search(reading.text, first.start, first.end)
    if opening is None or opening.group()[0].islower():
        return "mixed"
    if tag is None:
        return "direct"
    outer = quotation.outer[0]
    for piece in tag.content:
        if piece.meets(outer):
            lead = reading.text[piece.start : outer.start]
            return "mixed" if _WORD.search(lead) and not lead.rstrip().endswith(":") else "direct"
    return "direct"


def certainty_of(reading: Reading, stance: Stance, ranges: tuple[Range, ...]) -> Certainty:
    """Read off the hedges how sure a source is said to be of what it says."""
    if stance in _UNCOMMITTED:
        return "unstated"
    if reading.lexicon:
        for certainty, hedge in reading.lexicon.hedges.items():
            if any(hedge.search(reading.text, r.start, r.end) for r in ranges):
                return certainty
    return "certain"


def is_reported_by(quotation: Quotation, tag: Tag) -> bool:
    """Whether a quotation is what its tag reports, and does not just go on in the same voice."""
    return any(c.meets(p) for c in tag.content for p in quotation.parts)
