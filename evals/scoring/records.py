"""The rest of the record: chains, stances, links, status, sources, experts, synopsis."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from summarizer.schema import Span

from ..prediction import PredictedSource, PredictedStand, Prediction, Ranges
from ..story import GoldClaim, GoldPosition, GoldSource, Story
from .attributions import AttributionScore
from .figures import Confusion, Counts, Share
from .names import same_source
from .overlap import Letters, Match, letters, pair

__all__ = ["RecordScore", "score_record"]


@dataclass
class RecordScore:
    """Figures that need a whole record as gold; of matched attributions unless said."""

    chains: Counts = field(default_factory=Counts)
    """Who passes it on: all of them right and in order, where gold or prediction has any."""
    stances: Confusion = field(default_factory=Confusion)
    certainty: Share = field(default_factory=Share)
    links: Counts = field(default_factory=Counts)
    """Pairs of attributions that are about one claim."""
    status: Confusion = field(default_factory=Confusion)
    """Of every gold claim; its match is the predicted claim with the most evidence in common."""
    sources: Counts = field(default_factory=Counts)
    kinds: Share = field(default_factory=Share)
    naming: Share = field(default_factory=Share)
    roles: Share = field(default_factory=Share)
    experts: Counts = field(default_factory=Counts)
    speech: Share = field(default_factory=Share)
    """Whether a quotation is speech at all, of the quotations found."""
    synopsis: Share = field(default_factory=Share)
    """Synopsis sentences whose figures and names stand in the claims they cite."""
    salience: Counts = field(default_factory=Counts)
    """Claims that the synopsis cites, against those that the gold synopsis cites."""

    def add(self, other: "RecordScore") -> None:
        """Add another article's."""
        for name in self.__dataclass_fields__:
            getattr(self, name).add(getattr(other, name))


def score_record(story: Story, found: Prediction, attributions: AttributionScore) -> RecordScore:
    """Score everything but the words themselves.

    Args:
        story: the gold.
        found: what the system found.
        attributions: the score of its stands, with the matches.
    """
    score = RecordScore()
    positions = [(p, n) for n, c in enumerate(story.claims) for p in c.positions]
    matched = _score_claims(score, story, found)
    placed = _placed(positions, found, [m for m, _ in attributions.matches], matched)
    _score_stands(score, story.sources, found, list(placed))
    _score_sources(score, story.sources, found.sources)
    _score_quotes(score, story, found)
    for point in found.synopsis:
        score.synopsis.count(right=point.is_supported)
    cited = {n for point in found.synopsis for n in point.claims}
    main = {n for point in story.synopsis for n in point.claims}
    score.salience.gold, score.salience.predicted = len(main), len(cited)
    hits = sum(matched.get(n) in cited for n in main)
    score.salience.hits_gold = score.salience.hits_predicted = hits
    return score


def _placed(
    positions: Sequence[tuple[GoldPosition, int]],
    found: Prediction,
    matches: Iterable[Match],
    matched: Mapping[int, int],
) -> Iterable[tuple[GoldPosition, int, int]]:
    """Each matched position, its claim and the stand that it is held against.

    Of stands with the same words that is the one in the claim's counterpart.
    """
    for match in matches:
        for i in match.gold:
            position, claim = positions[i]
            own = (j for j in match.predicted if found.stands[j].claim == matched.get(claim))
            yield position, claim, next(own, match.predicted[0])


def _score_stands(
    score: RecordScore,
    sources: Sequence[GoldSource],
    found: Prediction,
    placed: Sequence[tuple[GoldPosition, int, int]],
) -> None:
    known = {s.id: s for s in sources}
    for position, _, place in placed:
        stand = found.stands[place]
        score.stances.pairs[position.stance, stand.stance] += 1
        score.certainty.count(right=stand.certainty == position.certainty)
        _score_chain(score.chains, position, stand, known)
    for (_, claim, one), (_, other, two) in combinations(placed, 2):
        if one == two:  # one stand found for two: nothing was linked
            continue
        in_gold = claim == other
        in_found = None is not found.stands[one].claim == found.stands[two].claim
        score.links.gold += in_gold
        score.links.predicted += in_found
        score.links.hits_gold += in_gold and in_found
        score.links.hits_predicted += in_gold and in_found


def _score_chain(
    counts: Counts, gold: GoldPosition, stand: PredictedStand, known: dict[str, GoldSource]
) -> None:
    right = len(gold.via) == len(stand.via) and all(
        same_source(name, (known[v].name, *known[v].aliases))
        for v, name in zip(gold.via, stand.via, strict=True)
    )
    counts.gold += bool(gold.via)
    counts.predicted += bool(stand.via)
    if gold.via and right:
        counts.hits_gold += 1
        counts.hits_predicted += 1


def _score_claims(score: RecordScore, story: Story, found: Prediction) -> dict[int, int]:
    """Match each gold claim, count its status; returns the matches by the gold claims' places."""
    said = [
        [letters(story.text, s.ranges) for s in found.stands if s.claim == i]
        for i in range(len(found.claims))
    ]
    whole = [letters(story.text, c.ranges) for c in found.claims]
    matched: dict[int, int] = {}
    for n, claim in enumerate(story.claims):
        best = _best(story.text, claim, whole, said)
        if best is not None:
            matched[n] = best
        status = found.claims[best].status if best is not None else None
        score.status.pairs[claim.status, status] += 1
    return matched


def _best(
    text: str, claim: GoldClaim, whole: Sequence[Letters], said: Sequence[Sequence[Letters]]
) -> int | None:
    """The predicted claim with the most evidence in common; of equals the one of the same words."""
    evidence = letters(text, _ranges(claim.evidence))
    words = letters(text, _ranges([s for p in claim.positions for s in p.evidence]))

    def shared(i: int) -> tuple[float, float]:
        mine = frozenset[int]().union(*said[i])
        common = len(words & mine) / len(words | mine) if words | mine else 1.0
        return len(evidence & whole[i]), common

    ranked = [i for i in range(len(whole)) if evidence & whole[i]]
    return max(ranked, key=shared, default=None)


def _score_sources(
    score: RecordScore, gold: Sequence[GoldSource], found: Sequence[PredictedSource]
) -> None:
    free = list(found)
    score.sources.gold, score.sources.predicted = len(gold), len(found)
    score.experts.gold = sum(s.role == "expert" for s in gold)
    score.experts.predicted = sum(s.role == "expert" for s in found)
    for source in gold:
        names = (source.name, *source.aliases)
        exact = [s for s in free if s.name.casefold() in {n.casefold() for n in names}]
        match = next(iter([*exact, *(s for s in free if same_source(s.name, names))]), None)
        if match is None:
            continue
        free.remove(match)
        score.sources.hits_gold += 1
        score.sources.hits_predicted += 1
        score.kinds.count(right=match.kind == source.kind)
        score.naming.count(right=match.naming == source.naming)
        score.roles.count(right=match.role == source.role)
        if source.role == match.role == "expert":
            score.experts.hits_gold += 1
            score.experts.hits_predicted += 1


def _score_quotes(score: RecordScore, story: Story, found: Prediction) -> None:
    def of(ranges: Ranges) -> Letters:
        return letters(story.text, ranges)

    gold = [of(_ranges(q.spans)) for q in story.quotes]
    mine = [of(q.ranges) for q in found.quotes]
    for match in pair(gold, mine, range(len(gold))):
        for i in match.gold:
            is_speech = story.quotes[i].kind != "not_speech"
            said = found.quotes[match.predicted[0]].kind != "not_speech"
            score.speech.count(right=is_speech == said)


def _ranges(spans: Iterable[Span]) -> Ranges:
    return tuple((s.start, s.end) for s in spans)
