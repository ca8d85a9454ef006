"""Who said what: quotations and attributions, by their words and their source."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..case import Attribution
from ..prediction import Ranges
from .figures import Counts, Share
from .names import same_source
from .overlap import EXACT, Match, letters, pair

__all__ = ["AttributionScore", "score_attributions"]


@dataclass
class AttributionScore:
    """Figures of one kind of attribution, over one or many articles."""

    partial: Counts = field(default_factory=Counts)
    exact: Counts = field(default_factory=Counts)
    joint: Counts = field(default_factory=Counts)
    """Partial, and where the gold source has a name, that one."""
    named: Share = field(default_factory=Share)
    """Named sources right, of the partial matches."""
    described: Share = field(default_factory=Share)
    """Described (anonymous) sources whose description agrees."""
    matches: list[tuple[Match, bool]] = field(default_factory=list[tuple[Match, bool]])
    """Of one article: the matches, and whether the source is right as well."""

    def add(self, other: "AttributionScore") -> None:
        """Add another article's."""
        self.partial.add(other.partial)
        self.exact.add(other.exact)
        self.joint.add(other.joint)
        self.named.add(other.named)
        self.described.add(other.described)


def score_attributions(
    text: str, gold: Sequence[Attribution], predicted: Sequence[tuple[Ranges, str | None]]
) -> AttributionScore:
    """Score predicted words with their source against gold ones."""
    mine = [letters(text, ranges) for ranges, _ in predicted]
    theirs = [letters(text, a.ranges) for a in gold]
    score = AttributionScore()
    for counts in (score.partial, score.exact, score.joint):
        counts.gold, counts.predicted = len(gold), len(predicted)
    for match in pair(theirs, mine, [a.names for a in gold]):
        right = [
            i
            for i in match.gold
            if any(same_source(predicted[j][1], gold[i].names) for j in match.predicted)
        ]
        good = [i for i in match.gold if i in right or not gold[i].is_named]
        _hit(score.partial, match, 1.0)
        if match.overlap >= EXACT:
            _hit(score.exact, match, 1.0)
        _hit(score.joint, match, len(good) / len(match.gold))
        for i in match.gold:
            if gold[i].is_named:
                score.named.count(right=i in right)
            elif gold[i].names:
                score.described.count(right=i in right)
        score.matches.append((match, len(right) == len(match.gold)))
    return score


def _hit(counts: Counts, match: Match, share: float) -> None:
    counts.hits_gold += len(match.gold) * share
    counts.hits_predicted += len(match.predicted) * share
