"""Assembly: grounded pieces get their ids and become the summary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from ...schema import (
    ArticleInfo,
    Check,
    Claim,
    Position,
    Provenance,
    Quote,
    Source,
    Summary,
    SynopsisSentence,
    Usage,
)
from ..ground.grounded import Description, Point, Speech, Stand, Statement, Voice
from ..text.range import Range
from ..text.reading import Reading
from .cleaning import SENTENCE, cleaned
from .instructed import Instructed, marked
from .sources import Sources, merge
from .status import status_of
from .synopsis import checked, main_claims
from .wording import own_words

__all__ = ["Record", "assemble", "summary_of"]

_WHOLE_SENTENCE_WORDS = 3  # shorter contents ("it", "the patrol") cannot stand as a claim's text


@dataclass(frozen=True, slots=True)
class Record:
    """The record of an article, before the synopsis is written."""

    claims: tuple[Claim, ...]
    keys: tuple[str, ...]
    """For each claim the key of its statement."""
    filed: frozenset[str]
    """All keys under which checks of the record's items are filed."""
    sources: tuple[Source, ...]
    quotes: tuple[Quote, ...]
    guard: Instructed
    headline: str = ""

    def synopsis(
        self, points: Sequence[Point]
    ) -> tuple[tuple[SynopsisSentence, ...], tuple[Check, ...]]:
        """Return the model's synopsis with its claims' ids, without sentences that cite none.

        And the checks of the sentences that an instruction in the article told.
        """
        ids = {key: claim.id for key, claim in zip(self.keys, self.claims, strict=True)}
        sentences = [
            SynopsisSentence(
                text=" ".join(point.text.split()),
                claims=tuple(dict.fromkeys(ids[k] for k in point.statements if k in ids)),
            )
            for point in points
        ]
        kept, checks = checked([s for s in sentences if s.claims], self.claims, self.guard)
        return kept or main_claims(self.claims, self.headline), checks


def assemble(
    guard: Instructed,
    statements: Sequence[Statement],
    speeches: Sequence[Speech],
    descriptions: Sequence[Description],
    checks: Mapping[str, tuple[Check, ...]],
) -> Record:
    """Give every piece its id and put it in reading order.

    Args:
        guard: the article, and what its instructions may not do.
        statements: linked statements.
        speeches: what each quotation is.
        descriptions: what the replies say of sources.
        checks: failed and repaired checks by the key of what they are about.
    """
    reading = guard.reading
    ordered = sorted(statements, key=lambda s: _place(reading, s))
    checks = marked(checks, ordered, guard)
    sources = merge(
        reading,
        _voices(ordered, speeches),
        descriptions,
        checks,
    )
    numbers = count(1)
    claims = tuple(
        _claim(guard, f"c{i}", statement, sources, numbers=numbers, checks=checks)
        for i, statement in enumerate(ordered, 1)
    )
    quotes = tuple(
        Quote(
            id=f"q{speech.quotation}",
            spans=tuple(reading.span(p) for p in reading.quotations[speech.quotation - 1].parts),
            kind=speech.kind,
            speaker=sources.id(speech.speaker) if speech.speaker else None,
            via=sources.chain(speech.via, source=speech.speaker),
            cue=reading.span(speech.cue) if speech.cue else None,
            checks=checks.get(f"quote {speech.quotation}", ()),
        )
        for speech in sorted(speeches, key=lambda s: s.quotation)
    )
    filed = {s.key for s in ordered}
    filed |= {f"quote {s.quotation}" for s in speeches}
    filed |= {f"source {name}" for s in sources.sources for name in (s.name, *s.aliases)}
    return Record(
        claims=claims,
        keys=tuple(s.key for s in ordered),
        filed=frozenset(filed),
        sources=sources.sources,
        quotes=quotes,
        guard=guard,
        headline=f"{reading.article.title or ''} {reading.text[: reading.body]}",
    )


def _place(reading: Reading, statement: Statement) -> tuple[int, int]:
    first = reading.sentence(statement.sentences[0]).range.start
    contents = [r.start for stand in statement.stands for r in stand.content]
    return first, min(contents, default=first)


def _voices(statements: Sequence[Statement], speeches: Sequence[Speech]) -> list[Voice]:
    """Everyone who speaks or passes on, in the order of the places where that is said."""
    voices = [
        (stand.cue or stand.content[0], voice)
        for statement in statements
        for stand in statement.stands
        for voice in (stand.source, *stand.via)
    ]
    voices += [
        (speech.cue or Range(0, 0), voice)
        for speech in speeches
        for voice in (speech.speaker, *speech.via)
        if voice
    ]
    return [voice for _, voice in sorted(voices, key=lambda v: v[0])]


def _claim(
    guard: Instructed,
    id_: str,
    statement: Statement,
    sources: Sources,
    *,
    numbers: "count[int]",
    checks: Mapping[str, tuple[Check, ...]],
) -> Claim:
    reading = guard.reading
    stands = sorted(statement.stands, key=_where)
    positions = tuple(_position(reading, f"p{next(numbers)}", s, sources) for s in stands)
    pairs = zip(stands, positions, strict=True)
    deciding = [position for stand, position in pairs if guard.decides(statement, stand)]
    status, because = status_of(deciding, sources.by_id)
    evidence = tuple(reading.span(reading.sentence(n).range) for n in statement.sentences)
    text = cleaned(statement.text or _own_words(reading, statement), SENTENCE)
    verbatim = statement.text is None or any(
        reading.folded.find_all(text, within=reading.sentence(n).range, case=True)
        for n in statement.sentences
    )
    return Claim(
        id=id_,
        text=text,
        wording="verbatim" if verbatim else "rewritten",
        evidence=evidence,
        positions=positions,
        status=status,
        because=because,
        checks=checks.get(statement.key, ()),
    )


def _where(stand: Stand) -> Range:
    return min(stand.cue or stand.content[0], stand.content[0])


def _own_words(reading: Reading, statement: Statement) -> str:
    """The article's words for a statement; the whole sentence where they are too few to stand."""
    text = own_words(reading, statement.content)
    if len(text.split()) < _WHOLE_SENTENCE_WORDS:
        return " ".join(reading.line(reading.sentence(n).range) for n in statement.sentences)
    return text


def _position(reading: Reading, id_: str, stand: Stand, sources: Sources) -> Position:
    return Position(
        id=id_,
        source=sources.id(stand.source),
        stance=stand.stance,
        certainty=stand.certainty,
        via=sources.chain(stand.via, source=stand.source),
        cue=reading.span(stand.cue) if stand.cue else None,
        evidence=tuple(reading.span(r) for r in stand.content),
    )


def summary_of(
    reading: Reading,
    record: Record,
    synopsis: tuple[SynopsisSentence, ...],
    *,
    checks: tuple[Check, ...],
    usage: Usage,
    provenance: Provenance,
) -> Summary:
    """Put the whole record together."""
    article = reading.article
    info = ArticleInfo(**article.model_dump(), sha256=article.sha256)
    return Summary(
        article=info,
        synopsis=synopsis,
        claims=record.claims,
        sources=record.sources,
        quotes=record.quotes,
        checks=checks,
        usage=usage,
        provenance=provenance,
    )
