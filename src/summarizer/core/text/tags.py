"""Attribution tags: the words of a sentence that tell who says the rest of it.

"The subs patrolled in the Sea of Japan, *the statement said*." A tag is found by its cue and
reaches to the marks that set it off: commas, quotation marks, dashes, "that". What the tag leaves
of its clause is the content: what was said. The model is asked only whose tag it is; where it
stands, and what it leaves, is known here.

Terms (source, cue, content) are those of PARC 3.0 (Pareti 2016, "PARC 3.0: A corpus of attribution
relations").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...schema import Stance
from .clause import ASIDE, HIDDEN, Clause, hide, hide_quotations, trim, without_dateline
from .content import content_left
from .cues import Cue, find_cues, is_incise
from .division import coordinations, divisions, part
from .extent import Extent, aside_at, extent_of
from .lexicon import CueKind, Lexicon
from .participle import participle_extent
from .quotation import Quotation
from .range import Range
from .segment import Sentence
from .verb_second import relative_clause, reports_before, speaks_for_nobody

__all__ = ["Tag", "bare_tags", "find_tags"]

_PASSES_ON: frozenset[CueKind] = frozenset({"verb", "tells", "quoting", "preposition"})


class _Aside(NamedTuple):
    """A "citing Y"."""

    range: Range
    cue: Cue
    voice: Range


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
    masked = hide_quotations(text, [o for q in quotations for o in q.outer], lexicon.quoted_name)
    if lexicon.words.has_incises:  # "« …, dit Roux »": the mark behind a tag
        masked = masked.replace("»", HIDDEN)
    masked = hide(masked, [Range(*m.span()) for m in lexicon.aside.finditer(masked)], ASIDE)
    kept = [s for s in sentences if s.kind == "prose"]
    prose = [Clause(masked, without_dateline(masked, s.range), lexicon.word) for s in kept]
    cues = [find_cues(clause, lexicon) for clause in prose]
    asides = [_asides(c, each, lexicon) for c, each in zip(prose, cues, strict=True)]
    masked = hide(masked, [a.range for each in asides for a in each], ASIDE)
    tags: list[Tag] = []
    for sentence, clause, known, cited in zip(kept, prose, cues, asides, strict=True):
        seen = replace(clause, masked=masked)
        again = known if seen.reads_like(clause) else find_cues(seen, lexicon)
        tags += [
            replace(
                tag,
                number=len(tags) + tag.number,
                sentence=sentence.number,
                inside=None if tag.inside is None else len(tags) + tag.inside,
            )
            for tag in _tags_of(seen, again, cited, lexicon)
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


def _asides(sentence: Clause, cues: Sequence[Cue], lexicon: Lexicon) -> list[_Aside]:
    """Every "citing Y" of a sentence: its place, and its cue."""
    asides: list[_Aside] = []
    for cue in cues:
        if cue.kind == "citing" and not (asides and cue.range.start < asides[-1].range.end):
            at = aside_at(cue, sentence, lexicon)
            voice = trim(sentence.masked, Range(cue.range.end, at.end))
            asides.append(_Aside(at, cue, voice))
    return asides


def _tags_of(
    sentence: Clause, cues: Sequence[Cue], asides: Sequence[_Aside], lexicon: Lexicon
) -> list[Tag]:
    """The tags of one sentence, numbered from 1."""
    cues = [_led(c, cues, sentence, lexicon) for c in cues]
    heads = [
        c
        for i, c in enumerate(cues)
        if c.kind != "continues" or (not i and _leads(c, sentence, lexicon))
    ]
    cuts = [c.range for c in cues if c not in heads]
    parts = divisions([*heads, *(a.cue for a in asides)], sentence, lexicon)
    tags: list[Tag] = []
    for cue in heads:
        if tags and cue.range.start < tags[-1].ranges[-1].end:
            continue  # inside the tag before: "a statement that *says* …" of "according to a …"
        clause = part(cue.range, parts, sentence.range)
        before = None
        if tags:
            before = tags[-1].voice if clause.start >= tags[-1].ranges[-1].end else None
            said = _reported(tags[-1], sentence)
            if clause.covers(said) and _is_reported(cue, said, sentence, lexicon):
                clause = said
        end = min([clause.end, *(c.start for c in cuts if c.start >= cue.range.end)])
        if cue.kind == "quoting":  # "quoted Kern as *saying that*"
            end = clause.end
        narrow = sentence.within(Range(clause.start, end))
        if cue.kind == "continues":
            clause = Range(cue.range.start, clause.end)
        participle = participle_extent(cue, sentence, lexicon)
        extent = participle or extent_of(cue, narrow, lexicon, before)
        clause = _without_rest(clause, extent, narrow, lexicon)
        if speaks_for_nobody(extent.voice, sentence, lexicon):
            continue
        if reports_before(cue, clause, sentence, lexicon):
            tags = [_ended(t, extent.range.start) for t in tags]
        tags.append(_tag(len(tags) + 1, cue, extent, clause))
    for aside in asides:
        tags = _cite(tags, aside, sentence, lexicon)
    cut = [replace(t, content=content_left(t, cuts, tags, sentence, lexicon)) for t in tags]
    return [replace(t, inside=_outer(t, cut)) for t in cut]


def _leads(cue: Cue, sentence: Clause, lexicon: Lexicon) -> bool:
    """Whether a participle behind no other cue reports for its sentence's subject."""
    # without articles any noun at the head looks like a name
    known = lexicon.words.articles and not lexicon.words.verb_second
    return bool(known) and participle_extent(cue, sentence, lexicon) is not None


def _ended(tag: Tag, at: int) -> Tag:
    """End what a tag reports before another one that reports it in turn: "…, *sagte Kern*"."""
    (said,) = tag.content
    end = at if tag.ranges[-1].end <= at else said.end
    return replace(tag, content=(Range(said.start, max(said.start, min(said.end, end))),))


def _led(cue: Cue, cues: Sequence[Cue], sentence: Clause, lexicon: Lexicon) -> Cue:
    """Make a verb of "*und sagte*" behind no other cue: "Kern lachte und sagte, er gehe"."""
    leads = cue.kind == "continues" and not any(c.range.start < cue.range.start for c in cues)
    if not (leads and lexicon.words.verb_second):
        return cue
    (_, *verb) = sentence.words(cue.range)
    return cue._replace(range=Range(verb[0].start(), cue.range.end), kind="verb")


def _reported(tag: Tag, sentence: Clause) -> Range:
    """What is reported behind its tag: "Finn said *the ministry denied the sale*".

    Empty if the tag stands in or behind what it reports, or names its source last.
    """
    (clause,) = tag.content
    at = tag.ranges[0]
    is_first = not sentence.is_filled(Range(clause.start, at.start))
    follows = sentence.masked[at.end : at.end + 2].strip()[:1].isalnum()
    leads = tag.kind != "preposition" and tag.voice.start == at.start and (is_first or follows)
    return Range(at.end, max(at.end, clause.end) if leads else at.end)


def _is_reported(cue: Cue, said: Range, sentence: Clause, lexicon: Lexicon) -> bool:
    """Whether a cue stands in what is reported; "according to" at its end reports all of it."""
    if reports_before(cue, said, sentence, lexicon) or is_incise(cue, said, sentence, lexicon):
        return False
    leads = not sentence.is_filled(Range(said.start, max(said.start, cue.range.start)))
    return said.covers(cue.range) and (cue.kind != "preposition" or leads)


def _without_rest(clause: Range, extent: Extent, narrow: Clause, lexicon: Lexicon) -> Range:
    """Cut off what goes on behind a relative clause: "Finn, *who said the barge sank*, left"."""
    words = narrow.words(extent.voice)[-1:]
    end = narrow.segment(extent.range).end
    if lexicon.words.verb_second:
        return relative_clause(clause, extent.range, extent.voice, narrow, lexicon)
    is_relative = any(w.group().lower() in lexicon.words.relatives for w in words)
    if is_relative and narrow.has_words(Range(extent.range.end, end)):
        return Range(clause.start, end)
    return clause


def _tag(number: int, cue: Cue, extent: Extent, clause: Range) -> Tag:
    return Tag(
        number=number,
        sentence=0,
        cue=cue.range,
        ranges=(extent.range, extent.rest) if extent.rest else (extent.range,),
        content=(clause,),
        stance=cue.stance,
        kind="verb" if cue.kind == "continues" else cue.kind,
        voice=extent.voice,
        passer=extent.passer,
    )


def _cite(tags: list[Tag], aside: _Aside, sentence: Clause, lexicon: Lexicon) -> list[Tag]:
    """Join "…, citing Y" to the reporting tag of its clause; without one it is a tag of its own."""
    at, cue, voice = aside
    clause = part(at, coordinations(sentence, lexicon), sentence.range)
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
        voice=voice,
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


def _joined(ranges: Sequence[Range], at: Range) -> tuple[Range, ...]:
    """Add a place to those of a tag; one that lies inside adds nothing."""
    return tuple(ranges) if any(r.covers(at) for r in ranges) else tuple(sorted((*ranges, at)))


def _outer(tag: Tag, tags: Sequence[Tag]) -> int | None:
    """The number of the tag whose content a tag stands in."""
    outer = [
        t
        for t in tags
        if t.kind in _PASSES_ON
        and t.stance == "asserts"
        and t is not tag
        and _is_around(t, tag)
        and any(c.covers(tag.ranges[0]) for c in t.content)
    ]
    return outer[-1].number if outer else None


def _is_around(outer: Tag, tag: Tag) -> bool:
    """Whether a tag can report what another one reports: it stands before, or names it last.

    "X denied Y, *according to Z*"; "X believes Y, *said Z*".
    """
    before = outer.ranges[-1].end <= tag.ranges[0].start
    named_last = outer.cue is not None and outer.cue.start < outer.voice.start
    return outer.kind == "preposition" or before or named_last
