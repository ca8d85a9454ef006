"""The gold's statuses are the rules', not a person's guess."""

import pytest

from evals.story import GoldClaim, Story, load
from summarizer.core.record.status import status_of
from summarizer.schema import Position, Source, Status


def ruled(claim: GoldClaim, story: Story) -> Status:
    """The status that the rules give a claim by its gold positions."""
    sources = {
        s.id: Source(id=s.id, name=s.name, kind=s.kind, naming=s.naming, role=s.role, mentions=())
        for s in story.sources
    }
    positions = [
        Position(
            id=f"p{i}",
            source=p.source,
            via=p.via,
            stance=p.stance,
            certainty=p.certainty,
            cue=p.cue,
            evidence=p.evidence,
        )
        for i, p in enumerate(claim.positions, 1)
    ]
    return status_of(positions, sources)[0]


@pytest.mark.parametrize("story", load(), ids=lambda story: story.id)
def test_the_rules_give_the_golds_status_on_gold_positions(story: Story) -> None:
    assert [c.text for c in story.claims if ruled(c, story) != c.status] == []
