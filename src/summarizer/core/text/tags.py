"""Attribution tags: the words of a sentence that tell who says the rest of it.

"The subs patrolled in the Sea of Japan, *the statement said*." A tag is found by its cue (a reporting
verb or a preposition such as "according to", from the lexicon) and reaches to the marks that set it
off: commas, quotation marks, dashes, "that". What the tag leaves of its clause is the content: what
was said. The model is asked only whose tag it is; where it stands, and what it leaves, is known here.

Terms (source, cue, content) are those of PARC 3.0 (Pareti 2016, "PARC 3.0: A corpus of attribution
relations").
"""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...schema import Stance
from .lexicon import CueKind, Lexicon
from .quotation import Quotation
from .range import Range
from .segment import Sentence

__all__ = ["Tag", "bare_tags", "find_tags"]

_HIDDEN = "\ufffc"  # stands for each character of a quotation while tags are looked for
_BOUNDARY = re.compile(r"(?<!\d)[,:;()]|[,:;()](?!\d)|[—–]|\s-\s|\ufffc+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


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
    addressee: Range | None = None
    """Who was told, as in "told Radio Nord"."""
    inside: int | None = None
    """Number of the tag whose content this one stands in: "X said that *Y denied* …"."""


class _Cue(NamedTuple):
    range: Range
    kind: CueKind
    stance: Stance


def find_tags(
    text: str,
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    lexicon: Lexicon,
) -> tuple[Tag, ...]:
    """Find the attribution tags of all prose sentences, in reading order."""
    masked = _mask(text, quotations)
    tags: list[Tag] = []
    for sentence in sentences:
        if sentence.kind == "prose":
            found = _Finder(text, masked, sentence.range, lexicon).tags()
            tags += [
                replace(
                    tag,
                    number=len(tags) + tag.number,
                    sentence=sentence.number,
                    inside=tag.inside and len(tags) + tag.inside,
                )
                for tag in found
            ]
    return tuple(tags)


def bare_tags(
    sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...]
) -> tuple[Tag, ...]:
    """Make one tag of each prose sentence, for a language whose reporting words we do not know.

    What was said is the sentence's quotations, or all of it.
    """
    tags: list[Tag] = []
    for sentence in (s for s in sentences if s.kind == "prose"):
        quoted = tuple(p for q in quotations for p in q.parts if sentence.range.covers(p))
        tags.append(
            Tag(
                number=len(tags) + 1,
                sentence=sentence.number,
                cue=None,
                ranges=(sentence.range,),
                content=quoted or (sentence.range,),
                stance="asserts",
                kind="verb",
            )
        )
    return tuple(tags)


def _mask(text: str, quotations: tuple[Quotation, ...]) -> str:
    """Hide what stands in quotation marks: no cue and no comma in there ends or begins a tag."""
    pieces: list[str] = []
    done = 0
    for quotation in quotations:
        if quotation.depth == 0:
            for outer in quotation.outer:
                pieces += [text[done : outer.start], _HIDDEN * (outer.end - outer.start)]
                done = outer.end
    return "".join([*pieces, text[done:]])


class _Finder:
    """Finds the tags of one sentence."""

    def __init__(self, text: str, masked: str, sentence: Range, lexicon: Lexicon) -> None:
        self.text = text
        self.masked = masked
        self.sentence = sentence
        self.lexicon = lexicon
        self.words = lexicon.words
        self.stops = [
            Range(m.start(), m.end())
            for m in _BOUNDARY.finditer(masked, sentence.start, sentence.end)
        ]

    def tags(self) -> list[Tag]:
        cues = self._cues()
        heads = [c for c in cues if c.kind not in ("citing", "continues")]
        found: list[Tag] = []
        for cue in heads:
            if found and found[-1].ranges[-1].end > cue.range.start:
                continue  # "has said it confirmed": already inside the tag before
            clause = self._clause(cue, heads)
            ranges, addressee = self._tag(cue, clause)
            found.append(
                Tag(
                    number=len(found) + 1,
                    sentence=0,
                    cue=cue.range,
                    ranges=(ranges,),
                    content=(clause,),
                    stance=cue.stance,
                    kind=cue.kind,
                    addressee=addressee,
                )
            )
        for cue in cues:
            if cue.kind == "citing":
                found = self._cite(found, cue)
        cuts = [c.range for c in cues if c.kind == "continues"]
        return self._nest([replace(t, content=self._content(t, cuts)) for t in found])

    # --- cues -------------------------------------------------------------------------------

    def _cues(self) -> list[_Cue]:
        cues: list[_Cue] = []
        for match in self.lexicon.cue.finditer(
            self.masked, self.sentence.start, self.sentence.end
        ):
            head = " ".join(match["head"].lower().replace("’", "'").split())
            kind, stance = self.lexicon.stances[head]
            cue = _Cue(Range(match.start(), match.end()), kind, stance)
            negated = self.lexicon.negation.search(match[0][: -len(match["head"])])
            if negated or self._negated_around(cue):
                if stance in ("confirms", "denies"):
                    cue = cue._replace(stance="has_not_confirmed")
                elif stance in ("asserts", "disputes", "retracts"):
                    continue  # "did not say that": nobody's words are reported
            cues.append(cue)
        return cues

    def _negated_around(self, cue: _Cue) -> bool:
        """Whether a negation stands right behind the verb ("bestätigte den Bericht nicht")."""
        if cue.kind != "verb" or cue.stance not in ("confirms", "denies"):
            return False
        end = min((s.start for s in self.stops if s.start >= cue.range.end), default=self.sentence.end)
        start = max((s.end for s in self.stops if s.end <= cue.range.start), default=self.sentence.start)
        around = self.masked[start : cue.range.start] + " " + self.masked[cue.range.end : end]
        return bool(self.lexicon.negation.search(around))

    # --- the tag's extent -------------------------------------------------------------------

    def _clause(self, cue: _Cue, heads: list[_Cue]) -> Range:
        """The coordinate clause of the cue, where each clause has a cue of its own."""
        start, end = self.sentence
        for match in self.lexicon.coordination.finditer(self.masked, start, end):
            before = any(c.range.end <= match.start() for c in heads)
            after = any(c.range.start >= match.end() for c in heads)
            if before and after:
                if match.end() <= cue.range.start:
                    start = match.start()
                elif match.start() >= cue.range.end and end == self.sentence.end:
                    end = match.start()
        return Range(start, end)

    def _segment(self, at: Range, clause: Range) -> Range:
        """The stretch around `at` that no comma, quotation or dash interrupts."""
        start = max((s.end for s in self.stops if clause.start <= s.start < at.start), default=clause.start)
        end = min((s.start for s in self.stops if at.end <= s.start < clause.end), default=clause.end)
        return self._trim(Range(min(start, at.start), end))

    def _tag(self, cue: _Cue, clause: Range) -> tuple[Range, Range | None]:
        segment = self._segment(cue.range, clause)
        if cue.kind == "preposition":
            return self._preposition_tag(cue, segment, clause), None
        start = self._subject_start(cue, segment, clause)
        if start is None:  # "…," said Udo Kern, a fire expert
            return Range(cue.range.start, self._apposition_end(segment, clause)), None
        if cue.kind == "quoting":
            return Range(start, self._quoting_end(cue, clause)), None
        end, addressee = cue.range.end, None
        if cue.kind == "tells":
            addressee = self._addressee(cue, segment)
            end = addressee.end if addressee else end
        tail = self.lexicon.tail.match(self.masked, end, clause.end)
        return Range(start, tail.end() if tail else end), addressee

    def _preposition_tag(self, cue: _Cue, segment: Range, clause: Range) -> Range:
        lead = self._word_count(Range(clause.start, cue.range.start))
        if lead:
            return Range(cue.range.start, self._apposition_end(segment, clause))
        return Range(cue.range.start, self._apposition_end(segment, clause, last=False))

    def _subject_start(self, cue: _Cue, segment: Range, clause: Range) -> int | None:
        """Where the subject left of the verb begins; None if the subject stands right of it."""
        before = [m.group().lower() for m in _WORD.finditer(self.masked, segment.start, cue.range.start)]
        proper = [w for w in before if w not in self.words.conjunctions or w in self.words.pronouns]
        if proper and not set(proper) <= self.words.relatives:
            return self._skip_conjunctions(segment.start, cue.range.start)
        left = self._segments_before(segment.start, clause)
        if set(proper) & self.words.relatives and left:  # "Udo Kern, who said"
            return self._skip_conjunctions(left[-1].start, cue.range.start)
        if not left or self._quoted_before(segment.start, clause):
            return None
        # "Udo Kern, a fire expert, said the door was locked"
        apposed = len(left) > 1 and self._is_apposition(left[-1]) and self._word_count(left[0]) <= 8
        says_more = self._word_count(Range(cue.range.end, clause.end)) > 0
        if apposed and says_more and not self._names_someone(Range(cue.range.end, segment.end)):
            return self._skip_conjunctions(left[0].start, cue.range.start)
        return None

    def _quoting_end(self, cue: _Cue, clause: Range) -> int:
        end = self.lexicon.quoting_end.search(self.masked, cue.range.end, clause.end)
        if end is None:
            return self._segment(cue.range, clause).end
        tail = self.lexicon.tail.match(self.masked, end.end(), clause.end)
        return tail.end() if tail else end.end()

    def _addressee(self, cue: _Cue, segment: Range) -> Range | None:
        """Who was told: the words up to the complementizer, a time, or the first verb-like gap."""
        words = list(_WORD.finditer(self.masked, cue.range.end, segment.end))
        taken: list[re.Match[str]] = []
        for word in words:
            lower = word.group().lower()
            if lower in self.words.complementizers or self.lexicon.tail.fullmatch(
                " " + word.group()
            ):
                break
            capital = word.group()[:1].isupper()
            if taken and not capital and not (len(taken) == 1 and lower not in self.words.pronouns
                                              and taken[0].group().lower() in self.words.determiners):
                break
            if taken and capital and not taken[-1].group()[:1].isupper() and (
                taken[-1].group().lower() not in self.words.determiners
            ):
                break
            taken.append(word)
        if not taken:
            return None
        return Range(taken[0].start(), taken[-1].end())

    def _apposition_end(self, segment: Range, clause: Range, *, last: bool = True) -> int:
        """Where the tag ends that begins in this segment: behind its appositions.

        With `last`, content stood before the tag, so that all that follows may belong to the tag;
        without, some segment must remain as the content.
        """
        end = segment.end
        following = self._segments_after(segment.end, clause)
        for i, nxt in enumerate(following):
            if _HIDDEN in self.masked[end : nxt.start] or not self._is_apposition(nxt):
                break
            if not last and i == len(following) - 1:
                break
            end = nxt.end
        return end

    # --- what is cited, what is left, what is nested ----------------------------------------------

    def _cite(self, tags: list[Tag], cue: _Cue) -> list[Tag]:
        """Join "…, citing Y" to the tag of its sentence that stands nearest before it, or after."""
        piece = self._segment(cue.range, self.sentence)
        piece = Range(cue.range.start, piece.end)
        before = [t for t in tags if t.ranges[0].start < cue.range.start]
        host = before[-1] if before else (tags[0] if tags else None)
        if host is None:
            return [
                Tag(1, 0, cue.range, (piece,), (self.sentence,), cue.stance, cue.kind),
            ]
        ranges = tuple(sorted((*host.ranges, piece)))
        return [replace(t, ranges=ranges, cue=cue.range, kind="citing") if t is host else t for t in tags]

    def _content(self, tag: Tag, cuts: list[Range]) -> tuple[Range, ...]:
        (clause,) = tag.content
        pieces: list[Range] = []
        start = clause.start
        for cut in sorted((*tag.ranges, *(c for c in cuts if clause.covers(c)))):
            pieces.append(Range(start, cut.start))
            start = max(start, cut.end)
        pieces.append(Range(start, clause.end))
        trimmed = (self._trim(p) for p in pieces if p.start < p.end)
        content = tuple(p for p in trimmed if self._word_count(p) and not self._only_connects(p))
        return content or (self._trim(clause),)

    def _only_connects(self, piece: Range) -> bool:
        found = _WORD.findall(self.masked[piece.start : piece.end])
        if _HIDDEN in self.masked[piece.start : piece.end]:
            return False
        return all(w.lower() in self.words.conjunctions for w in found)

    def _nest(self, tags: list[Tag]) -> list[Tag]:
        nested: list[Tag] = []
        for tag in tags:
            outer = [
                t
                for t in nested
                if t.kind in ("verb", "tells", "quoting")
                and t.stance == "asserts"
                and t.ranges[-1].end <= tag.ranges[0].start
                and any(c.covers(tag.ranges[0]) for c in t.content)
            ]
            nested.append(replace(tag, inside=outer[-1].number) if outer else tag)
        return nested

    # --- small questions ------------------------------------------------------------------------

    def _segments(self, within: Range) -> list[Range]:
        edges = [within.start]
        for stop in self.stops:
            if within.start <= stop.start < within.end:
                edges += [stop.start, stop.end]
        edges.append(within.end)
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return [p for a, b in pairs if a < b and self._word_count(p := self._trim(Range(a, b)))]

    def _segments_before(self, at: int, clause: Range) -> list[Range]:
        return self._segments(Range(clause.start, at)) if clause.start < at else []

    def _segments_after(self, at: int, clause: Range) -> list[Range]:
        return self._segments(Range(at, clause.end)) if at < clause.end else []

    def _quoted_before(self, at: int, clause: Range) -> bool:
        return _HIDDEN in self.masked[clause.start : at]

    def _is_apposition(self, segment: Range) -> bool:
        """Whether a segment reads like "a fire expert", "who was there", "42": not like content."""
        first = _WORD.search(self.masked, segment.start, segment.end)
        if first is None:
            return False
        word = first.group().lower()
        return word in self.words.determiners | self.words.relatives or word.isdigit()

    def _names_someone(self, piece: Range) -> bool:
        found = [m.group() for m in _WORD.finditer(self.masked, piece.start, piece.end)]
        return bool(found) and len(found) <= 6 and any(w[:1].isupper() for w in found[:3])

    def _skip_conjunctions(self, start: int, end: int) -> int:
        for word in _WORD.finditer(self.masked, start, end):
            lower = word.group().lower()
            if lower not in self.words.conjunctions or lower in self.words.pronouns:
                return word.start()
        return start

    def _word_count(self, piece: Range) -> int:
        return sum(1 for _ in _WORD.finditer(self.text, piece.start, piece.end))

    def _trim(self, piece: Range) -> Range:
        """Cut white space and connecting marks off both ends, and a final full stop."""
        text = self.text[piece.start : piece.end]
        left = len(text) - len(text.lstrip(" \t\r\n\u00a0\u2028,;:–—-)"))
        right = len(text.rstrip(" \t\r\n\u00a0\u2028,;:–—-("))
        if text[:right].endswith(".") and not text[:right].endswith(".."):
            right -= 1
        return Range(piece.start + left, piece.start + max(left, right))
