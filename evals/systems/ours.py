"""This library, as a user calls it."""

import re
from dataclasses import dataclass

from summarizer import Article, AsyncSummarizer, Settings, SummarizerError, Summary
from summarizer.schema import Claim, Span, SynopsisSentence

from ..case import Case
from ..prediction import (
    PredictedClaim,
    PredictedPoint,
    PredictedQuote,
    PredictedSource,
    PredictedStand,
    Prediction,
    Ranges,
)

__all__ = ["Ours", "prediction_of"]

_FIGURE_OR_NAME = re.compile(r"\d[\d.,]*|(?<=[^.!?“\"] )[A-ZÀ-ÞА-Я]\w+")


@dataclass(frozen=True)
class Ours:
    """The library with given settings."""

    profile: str = "small"

    async def __call__(self, case: Case, address: str) -> Prediction:
        """Summarize one article."""
        settings = Settings.model_validate(
            {
                "model": "openai/local",
                "base_url": address,
                "profile": self.profile,
                "cache": False,
                "concurrency": 1,
                "timeout_s": 1_800,
            }
        )
        article = Article(text=case.text, id=case.id, language=case.language)
        try:
            async with AsyncSummarizer(settings) as summarizer:
                return prediction_of(await summarizer.summarize(article))
        except SummarizerError as error:
            return Prediction(id=case.id, error=type(error).__name__)


def prediction_of(summary: Summary) -> Prediction:
    """Return a summary in the form that is scored."""
    names = {s.id: s.name for s in summary.sources}
    places = {c.id: i for i, c in enumerate(summary.claims)}
    stands = [
        PredictedStand(
            ranges=_ranges(p.evidence),
            source=names[p.source],
            via=tuple(names[v] for v in p.via),
            stance=p.stance,
            certainty=p.certainty,
            claim=places[c.id],
        )
        for c in summary.claims
        for p in c.positions
    ]
    claims = {c.id: c for c in summary.claims}
    return Prediction(
        id=summary.article.id,
        quotes=tuple(
            PredictedQuote(
                ranges=_ranges(q.spans),
                kind=q.kind,
                speaker=names[q.speaker] if q.speaker else None,
                via=tuple(names[v] for v in q.via),
            )
            for q in summary.quotes
        ),
        stands=tuple(stands),
        claims=tuple(
            PredictedClaim(ranges=_ranges(c.evidence), status=c.status) for c in summary.claims
        ),
        sources=tuple(
            PredictedSource(
                name=s.name, aliases=s.aliases, kind=s.kind, naming=s.naming, role=s.role
            )
            for s in summary.sources
        ),
        synopsis=tuple(
            PredictedPoint(
                claims=tuple(places[i] for i in s.claims),
                is_supported=_is_supported(s, [claims[i] for i in s.claims]),
            )
            for s in summary.synopsis
        ),
        n_texts=len(stands) + len(summary.quotes),
        n_lost=_lost(summary),
    )


def _ranges(spans: tuple[Span, ...]) -> Ranges:
    return tuple((s.start, s.end) for s in spans)


def _is_supported(sentence: SynopsisSentence, claims: list[Claim]) -> bool:
    """Whether every figure and name of a synopsis sentence stands in the claims it cites."""
    cited = " ".join(w for c in claims for w in (c.text, *(e.text for e in c.evidence)))
    return all(word.strip(".,") in cited for word in _FIGURE_OR_NAME.findall(sentence.text))


def _lost(summary: Summary) -> int:
    """Spans that are not the article's own words: measured, though it should be impossible."""
    text = summary.article.text or ""
    spans = [s for c in summary.claims for p in c.positions for s in p.evidence]
    spans += [s for q in summary.quotes for s in q.spans]
    return sum(text[s.start : s.end] != s.text for s in spans)
