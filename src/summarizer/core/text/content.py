"""Content: what the tags of a clause leave of it, that is, what was said."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .clause import HIDDEN, Clause, trim
from .lexicon import Lexicon
from .range import Range

if TYPE_CHECKING:
    from .tags import Tag

__all__ = ["content_left"]

_BLANKS = " \u00a0\u202f"
_NEXT = 4  # code points behind a tag in which what was said begins: ": «"
_SHORT = 8  # words of a rest behind a tag and its quotation that are still its own: a time, a place


def content_left(
    tag: "Tag",
    cuts: Sequence[Range],
    tags: "Sequence[Tag]",
    sentence: Clause,
    lexicon: Lexicon,
) -> tuple[Range, ...]:
    """What the tag leaves of its clause, without "adding that" and leading conjunctions.

    A tag such as "according to X" is cut off the content of the others too: they were told so by X.
    """
    (clause,) = tag.content
    if tag.stance == "declines_to_comment":
        return _whole(sentence, clause)  # nothing was said: the whole of it is evidence
    pieces: list[Range] = []
    start = clause.start
    outer = [
        r
        for t in tags
        if t.kind == "preposition" and t is not tag and t.content[0].covers(tag.ranges[0])
        for r in t.ranges
    ]
    if tag.kind == "preposition":
        outer = []
    for cut in sorted((*tag.ranges, *(c for c in (*cuts, *outer) if clause.covers(c)))):
        piece = Range(start, max(start, cut.start))
        pieces.append(sentence.unjoined(piece, lexicon.words.subordinators))
        start = max(start, cut.end)
    pieces.append(Range(start, max(start, clause.end)))
    begins = lexicon.words.connectives
    content = [
        p
        for piece in pieces
        if (p := sentence.shorn(piece, begins, lexicon.words.that)).start < p.end
    ]
    content = _without_adjuncts(tag, content, sentence, lexicon)
    content = _without_manner(tag, content, sentence)
    last = content[-1] if content else clause
    if (
        len(content) > 1
        and not any(clause.covers(c) and c.start > content[-2].start for c in cuts)
        and any(sentence.has_quotation(p) for p in content[:-1])
        and not sentence.has_quotation(last)
        and not lexicon.words.verb_second  # there all behind the verb is read with the tag
        and len(sentence.words(last)) <= _SHORT
    ):
        content.pop()  # “…,” the force said *a day later*
    return tuple(content) or _object(tag, sentence, lexicon) or _whole(sentence, clause)


def _without_adjuncts(
    tag: "Tag", content: list[Range], sentence: Clause, lexicon: Lexicon
) -> list[Range]:
    """Leave out the time and place before a tag that reports what is behind it.

    "*On Monday*, Finn said"; "*In an interview with the Post*, Kern said he would appeal"; but "In
    Velden, police said, …".
    """
    if tag.kind == "preposition":
        return content
    at = tag.ranges[0]
    behind = sentence.masked[at.end : at.end + _NEXT]
    follows = (
        behind.strip(_BLANKS + ":")[:1].isalnum() or behind.strip(_BLANKS + ",:")[:1] == HIDDEN
    )
    leads = follows and any(p.start >= at.end for p in content)
    words = lexicon.words
    idle = words.particles | words.locatives | words.asked

    def is_adjunct(piece: Range) -> bool:
        if piece.start >= at.end or sentence.has_quotation(piece):
            return False
        if leads and sentence.words(piece)[-1].group().lower() in words.coordinators:
            return True  # "*The union is silent, but* its president said that …"
        time = lexicon.tail.fullmatch(sentence.masked, *piece)
        is_time = time is not None and not time["that"] and not lexicon.words.verb_second
        return is_time or (leads and sentence.words(piece)[0].group().lower() in idle)

    return [p for p in content if not is_adjunct(p)]


def _without_manner(tag: "Tag", content: list[Range], sentence: Clause) -> list[Range]:
    """Leave out how a quotation was said: "“…,” Kern said, *gripping the rail*. “…”"."""
    at = tag.ranges[0]
    if not content or content[0].start > at.start or not sentence.has_quotation(content[0]):
        return content

    def is_manner(piece: Range) -> bool:
        words = sentence.words(piece)
        led = words and words[0].group().endswith("ing") and words[0].start() == piece.start
        return bool(led) and piece.start >= at.end and not sentence.has_quotation(piece)

    return [p for p in content if not is_manner(p)]


def _object(tag: "Tag", sentence: Clause, lexicon: Lexicon) -> tuple[Range, ...]:
    """What a cue names itself if nothing else is left: "rejected *the allegation*"."""
    if tag.cue is None or tag.stance in ("asserts", "has_not_confirmed"):
        return ()
    words = [w for w in sentence.words(tag.cue) if w.start() > tag.cue.start]
    led = [w for w in words if w.group().lower() in lexicon.words.determiners]
    return (Range(led[0].start(), tag.cue.end),) if led else ()


def _whole(sentence: Clause, clause: Range) -> tuple[Range]:
    """A clause as content; one that is nothing but "citing Y" is not trimmed away."""
    trimmed = trim(sentence.masked, clause)
    return (trimmed if trimmed.start < trimmed.end else clause,)
