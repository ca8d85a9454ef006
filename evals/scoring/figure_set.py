"""All figures of one system over a set of articles, by name, and what they are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..case import Case, long_enough
from ..prediction import Cost, Prediction
from .attributions import AttributionScore, score_attributions
from .figures import Share
from .records import RecordScore, score_record

__all__ = ["FigureSet", "score_case", "score_cases", "without_furniture"]

_NOT_CONFIRMED = ("unconfirmed", "denied", "disputed")


@dataclass
class FigureSet:
    """Everything counted for one system."""

    direct: AttributionScore = field(default_factory=AttributionScore)
    all: AttributionScore = field(default_factory=AttributionScore)
    record: RecordScore | None = None
    """Only where the gold is a whole record."""
    verbatim: Share = field(default_factory=Share)
    """Words given as the article's that are the article's."""
    cost: Cost = field(default_factory=Cost)
    n_articles: int = 0
    n_failed: int = 0

    def add(self, other: "FigureSet") -> None:
        """Add another article's."""
        self.direct.add(other.direct)
        self.all.add(other.all)
        if other.record is not None:
            self.record = self.record or RecordScore()
            self.record.add(other.record)
        self.verbatim.add(other.verbatim)
        mine, theirs = self.cost.model_dump(), other.cost.model_dump()
        self.cost = Cost.model_validate({k: mine[k] + theirs[k] for k in mine})
        self.n_articles += other.n_articles
        self.n_failed += other.n_failed

    def figures(self) -> dict[str, float | None]:
        """Return all figures by name."""
        correct = self.all.joint.hits_gold
        figures: dict[str, float | None] = {
            "articles": self.n_articles,
            "failed": self.n_failed,
            "direct_joint_f1": self.direct.joint.f1,
            "direct_recall": self.direct.partial.recall,
            "direct_precision": self.direct.partial.precision,
            "direct_speaker_named": self.direct.named.value,
            "all_joint_f1": self.all.joint.f1,
            "all_joint_precision": self.all.joint.precision,
            "all_joint_recall": self.all.joint.recall,
            "all_partial_f1": self.all.partial.f1,
            "all_exact_f1": self.all.exact.f1,
            "all_source_named": self.all.named.value,
            "all_source_described": self.all.described.value,
            "verbatim": self.verbatim.value,
            "requests": self.cost.requests,
            "input_tokens": self.cost.input_tokens,
            "input_tokens_fresh": self.cost.input_tokens - self.cost.prefix_cached_tokens,
            "output_tokens": self.cost.output_tokens,
            "seconds": self.cost.seconds,
            "output_tokens_per_correct": self.cost.output_tokens / correct if correct else None,
        }
        if self.record is not None:
            figures |= _record_figures(self.record)
        return figures


def _record_figures(record: RecordScore) -> Mapping[str, float | None]:
    return {
        "chains_f1": record.chains.f1,
        "stance_macro_f1": record.stances.macro_f1,
        "stance_accuracy": _accuracy(record),
        "certainty": record.certainty.value,
        "links_precision": record.links.precision,
        "links_recall": record.links.recall,
        "status_macro_f1": record.status.macro_f1,
        "wrongly_confirmed": record.status.count_as(_NOT_CONFIRMED, "confirmed").value,
        "sources_f1": record.sources.f1,
        "source_kind": record.kinds.value,
        "source_naming": record.naming.value,
        "source_role": record.roles.value,
        "experts_f1": record.experts.f1,
        "speech_or_not": record.speech.value,
        "synopsis_supported": record.synopsis.value,
        "salience_f1": record.salience.f1,
    }


def _accuracy(record: RecordScore) -> float | None:
    pairs = record.stances.pairs
    return sum(n for (g, p), n in pairs.items() if g == p) / pairs.total() if pairs else None


def score_case(case: Case, found: Prediction) -> FigureSet:
    """Score one article. What stands in furniture is nobody's business and left out."""
    kept = without_furniture(case, found)
    spoken = [
        (q.ranges, q.speaker)
        for q in kept.quotes
        if q.kind != "not_speech" and long_enough(case.text, q.ranges)
    ]
    everything = score_attributions(
        case.text, case.all, [(s.ranges, s.source) for s in kept.stands]
    )
    return FigureSet(
        direct=score_attributions(case.text, case.direct, spoken),
        all=everything,
        record=score_record(case.story, kept, everything) if case.story else None,
        verbatim=Share(found.n_texts - found.n_lost, found.n_texts),
        cost=found.cost,
        n_articles=1,
        n_failed=found.error is not None,
    )


def without_furniture(case: Case, found: Prediction) -> Prediction:
    """Return what was found without quotations and attributions that stand in furniture."""
    if case.story is None:
        return found
    lines = [(s.start, s.end) for s in case.story.furniture]

    def is_body(ranges: tuple[tuple[int, int], ...]) -> bool:
        return not all(any(a <= s and e <= b for a, b in lines) for s, e in ranges)

    return found.model_copy(
        update={
            "quotes": tuple(q for q in found.quotes if is_body(q.ranges)),
            "stands": tuple(s for s in found.stands if is_body(s.ranges)),
        }
    )


def score_cases(cases: Sequence[Case], found: Mapping[str, Prediction]) -> FigureSet:
    """Score a system over all articles that it read, by their ids."""
    total = FigureSet()
    for case in cases:
        if case.id in found:
            total.add(score_case(case, found[case.id]))
    return total
