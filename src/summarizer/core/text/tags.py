"""Attribution tags: the words of a sentence that tell who says the rest of it.

"The subs patrolled in the Sea of Japan, *the statement said*." A tag is found by its cue and reaches
to the marks that set it off: commas, quotation marks, dashes, "that". What the tag leaves of its
clause is the content: what was said. The model is asked only whose tag it is; where it stands, and
what it leaves, is known here.

Terms (source, cue, content) are those of PARC 3.0 (Pareti 2016, "PARC 3.0: A corpus of attribution
relations").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...schema import Stance
from .clause import ASIDE, HIDDEN, Clause, hide, trim
from .cues import Cue, find_cues
from .extent import Extent, aside_at, extent_of
from .lexicon import CueKind, Lexicon
from .quotation import Quotation
from .range import Range
from .segment import Sentence

__all__ = ["Tag", "bare_tags", "find_tags"]

_PASSES_ON: frozenset[CueKind] = frozenset({"verb", "tells", "quoting", "preposition"})
_SHORT = 8  # words of a rest behind a tag and its quotation that are still its own: a time, a place
_Aside = tuple[Range, Cue]


@dataclass(frozen=True, slots=True)
class Tag:
    """One attribution in one sentence."""

    number: int
    """1-based, through the whole article."""
    sentence: int
    """Number of its sentence."""
    cue: Range | None
    """The reporting words: "has not confirmed", "according to"; None if we know none."""
    ranges: tuple[Range, ...]
    """The whole tag, cut off from the content: one piece, or two with what is cited."""
    content: tuple[Range, ...]
    """What the tag leaves of its clause; two pieces where it stands in the middle."""
    stance: Stance
    """What the cue says of the source's stand."""
    kind: CueKind
    voice: Range
    """The words of the tag that name the source."""
    passer: Range | None = None
    """The words that name who passes it on: who was told, who quotes, who cites."""
    inside: int | None = None
    """Number of the tag whose content this one stands in: "X said that *Y denied* …"."""


def find_tags(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], lexicon: Lexicon
) -> tuple[Tag, ...]:
    """Find the attribution tags of all prose sentences, in reading order."""
    masked = hide(text, [o for q in quotations for o in q.outer], HIDDEN)
    prose = [Clause(masked, s.range) for s in sentences if s.kind == "prose"]
    asides = [_asides(sentence, lexicon) for sentence in prose]
    masked = hide(masked, [at for each in asides for at, _ in each], ASIDE)
    tags: list[Tag] = []
    for sentence, cited in zip((s for s in sentences if s.kind == "prose"), asides, strict=True):
        found = _tags_of(Clause(masked, sentence.range), cited, lexicon)
        tags += [
            replace(
                tag,
                number=len(tags) + tag.number,
                sentence=sentence.number,
                inside=None if tag.inside is None else len(tags) + tag.inside,
            )
            for tag in found
        ]
    return tuple(tags)


def bare_tags(sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> tuple[Tag, ...]:
    """Make one tag of each prose sentence, for a language whose reporting words we do not know.

    What was said is the sentence's quotations, or all of it.
    """
    prose = [s for s in sentences if s.kind == "prose"]
    return tuple(
        Tag(
            number=number,
            sentence=sentence.number,
            cue=None,
            ranges=(sentence.range,),
            content=tuple(o for q in quotations for o in q.outer if sentence.range.covers(o))
            or (sentence.range,),
            stance="asserts",
            kind="verb",
            voice=sentence.range,
        )
        for number, sentence in enumerate(prose, 1)
    )


def _asides(sentence: Clause, lexicon: Lexicon) -> list[_Aside]:
    """Every "citing Y" of a sentence: its place, and its cue."""
    asides: list[_Aside] = []
    for cue in find_cues(sentence, lexicon):
        inside = asides and cue.range.start < asides[-1][0].end
        if cue.kind == "citing" and not inside:
            asides.append((aside_at(cue, sentence, lexicon), cue))
    return asides


def _tags_of(sentence: Clause, asides: Sequence[_Aside], lexicon: Lexicon) -> list[Tag]:
    """The tags of one sentence, numbered from 1."""
    cues = find_cues(sentence, lexicon)
    heads = [c for c in cues if c.kind != "continues"]
    tags: list[Tag] = []
    for cue in heads:
        if tags and cue.range.start < tags[-1].ranges[-1].end:
            continue  # inside the tag before: "a statement that *says* …" of "according to a …"
        clause = _clause_of(cue, [*heads, *(c for _, c in asides)], sentence, lexicon)
        extent = extent_of(cue, clause, lexicon)
        tags.append(_tag(len(tags) + 1, cue, extent, clause.range))
    for at, cue in asides:
        tags = _cite(tags, at, cue, sentence, lexicon)
    cuts = [c.range for c in cues if c.kind == "continues"]
    cut = [replace(t, content=_content(t, cuts, tags, sentence, lexicon)) for t in tags]
    return [replace(t, inside=_outer(t, cut)) for t in cut]


def _tag(number: int, cue: Cue, extent: Extent, clause: Range) -> Tag:
    return Tag(
        number=number,
        sentence=0,
        cue=cue.range,
        ranges=(extent.range,),
        content=(clause,),
        stance=cue.stance,
        kind=cue.kind,
        voice=extent.voice,
        passer=extent.passer,
    )


def _clause_of(cue: Cue, heads: Sequence[Cue], sentence: Clause, lexicon: Lexicon) -> Clause:
    """The coordinate clause of a cue, where the clauses on both sides of "but" have a cue each."""
    start, end = sentence.range
    for match in lexicon.coordination.finditer(sentence.masked, start, end):
        divides = any(c.range.end <= match.start() for c in heads) and any(
            c.range.start >= match.end() for c in heads
        )
        if divides and match.end() <= cue.range.start:
            start = match.start()
        elif divides and match.start() >= cue.range.end:
            end = min(end, match.start())
    return Clause(sentence.masked, Range(start, end))


def _cite(tags: list[Tag], at: Range, cue: Cue, sentence: Clause, lexicon: Lexicon) -> list[Tag]:
    """Join "…, citing Y" to the reporting tag of its clause; without one it is a tag of its own."""
    clause = _clause_around(at, sentence, lexicon)
    hosts = [t for t in tags if clause.covers(t.ranges[0]) and t.stance == cue.stance]
    before = [t for t in hosts if t.ranges[0].start < at.start]
    host = before[-1] if before else hosts[0] if hosts else None
    cited = Tag(
        number=len(tags) + 1,
        sentence=0,
        cue=cue.range,
        ranges=(at,),
        content=(clause,),
        stance=cue.stance,
        kind=cue.kind,
        voice=Range(cue.range.end, at.end),
    )
    if host is None:
        return [*tags, cited]
    (said,) = host.content
    end = at.start if host.voice.start < at.start else host.voice.end
    joined = replace(
        cited,
        number=host.number,
        ranges=_joined(host.ranges, at),
        content=(Range(min(said.start, at.start), max(said.end, at.end)),),
        passer=Range(host.voice.start, min(host.voice.end, end)),
    )
    return [joined if t is host else t for t in tags]


def _clause_around(at: Range, sentence: Clause, lexicon: Lexicon) -> Range:
    """The coordinate clause of a place: from "but" to "but"."""
    start, end = sentence.range
    for match in lexicon.coordination.finditer(sentence.masked, start, end):
        if match.end() <= at.start:
            start = match.start()
        elif match.start() >= at.end:
            end = min(end, match.start())
    return Range(start, end)


def _joined(ranges: Sequence[Range], at: Range) -> tuple[Range, ...]:
    """Add a place to those of a tag; one that lies inside adds nothing."""
    return tuple(ranges) if any(r.covers(at) for r in ranges) else tuple(sorted((*ranges, at)))


def _content(
    tag: Tag,
    cuts: Sequence[Range],
    tags: Sequence[Tag],
    sentence: Clause,
    lexicon: Lexicon,
) -> tuple[Range, ...]:
    """What the tag leaves of its clause, without "adding that" and leading conjunctions.

    A tag such as "according to X" is cut off the content of the others too: they were told so by X.
    """
    (clause,) = tag.content
    if tag.stance == "declines_to_comment":
        return (trim(sentence.masked, clause),)  # nothing was said: the whole of it is evidence
    pieces: list[Range] = []
    start = clause.start
    outer = [r for t in tags if t.kind == "preposition" and t is not tag for r in t.ranges]
    if tag.kind == "preposition":
        outer = []
    for cut in sorted((*tag.ranges, *(c for c in (*cuts, *outer) if clause.covers(c)))):
        pieces.append(Range(start, max(start, cut.start)))
        start = max(start, cut.end)
    pieces.append(Range(start, max(start, clause.end)))
    content = [p for piece in pieces if (p := _shorn(sentence, piece, lexicon)).start < p.end]
    last = content[-1] if content else clause
    if (
        len(content) > 1
        and any(sentence.has_quotation(p) for p in content[:-1])
        and not sentence.has_quotation(last)
        and len(sentence.words(last)) <= _SHORT
    ):
        content.pop()  # “…,” the force said *a day later*
    return tuple(content) or (trim(sentence.masked, clause),)


def _shorn(sentence: Clause, piece: Range, lexicon: Lexicon) -> Range:
    """Trim a piece and cut conjunctions off its beginning; empty if no other word is left."""
    piece = trim(sentence.masked, piece)
    for word in sentence.words(piece):
        if word.start() != piece.start or word.group().lower() not in lexicon.words.connectives:
            break
        piece = trim(sentence.masked, Range(word.end(), piece.end))
    return piece if sentence.is_filled(piece) else Range(piece.start, piece.start)


def _outer(tag: Tag, tags: Sequence[Tag]) -> int | None:
    """The number of the tag whose content a tag stands in."""
    outer = [
        t
        for t in tags
        if t.kind in _PASSES_ON
        and t.stance == "asserts"
        and t is not tag
        and (t.kind == "preposition" or t.ranges[-1].end <= tag.ranges[0].start)
        and any(c.covers(tag.ranges[0]) for c in t.content)
    ]
    return outer[-1].number if outer else None
