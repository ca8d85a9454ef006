"""The figures of a record, each by a prediction that is perfect but for one thing.

The tiny story's positions: 0 harbour, 1 Wirth, 2 dockers via Zephyr, 3 and 4 Wirth denies; the
last three are about one claim.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from annotating import at, case_of, changed, perfect, story, without

from evals.case import Case
from evals.prediction import (
    PredictedClaim,
    PredictedPoint,
    PredictedQuote,
    PredictedSource,
    PredictedStand,
    Prediction,
)
from evals.scoring.figure_set import score_case
from evals.scoring.figures import Counts, Share
from evals.scoring.records import RecordScore


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return case_of(tmp_path)


@pytest.fixture
def scored(case: Case) -> Callable[[Prediction], RecordScore]:
    def score(found: Prediction) -> RecordScore:
        record = score_case(case, found).record
        assert record is not None
        return record

    return score


Scored = Callable[[Prediction], RecordScore]


def test_a_chain_is_right_only_as_a_whole(scored: Scored) -> None:
    best = perfect(story())
    assert scored(best).chains == Counts(1, 1, 1, 1)
    assert scored(changed(best, "stands", 2, via=())).chains == Counts(1, 0, 0, 0)
    assert scored(changed(best, "stands", 2, via=("the Zephyr", "Post"))).chains == Counts(1, 1)
    assert scored(changed(best, "stands", 0, via=("Post",))).chains == Counts(1, 2, 1, 1)


def test_links_are_pairs_of_attributions_of_one_claim(scored: Scored) -> None:
    best = perfect(story())
    assert scored(best).links == Counts(3, 3, 3, 3)
    # the dockers' moved to the harbour's claim: one right pair is left, and one wrong one made
    moved = scored(changed(best, "stands", 2, claim=0)).links
    assert (moved.precision, moved.recall) == (0.5, pytest.approx(1 / 3))
    apart = scored(changed(best, "stands", 2, claim=None)).links
    assert (apart.precision, apart.recall) == (1.0, pytest.approx(1 / 3))


def test_two_attributions_that_were_found_as_one_are_no_link(scored: Scored) -> None:
    text = story().text
    joined = PredictedStand(
        ranges=at(text, "that report", "There is no leak at all,", "and there was none."),
        source="Wirth",
        claim=2,
    )
    best = perfect(story())
    found = without(best, "stands", 3, 4).model_copy(update={"stands": (*best.stands[:3], joined)})
    assert scored(found).links == Counts(2, 2, 2, 2)


def test_stances_and_certainty_are_of_matched_attributions(scored: Scored) -> None:
    best = perfect(story())
    found = changed(best, "stands", 3, stance="disputes", certainty="possible")
    record = scored(without(found, "stands", 0))
    assert record.stances.pairs == {
        ("asserts", "asserts"): 2,
        ("denies", "denies"): 1,
        ("denies", "disputes"): 1,
    }
    # asserts 1.0; denies: 1 hit, 2 in gold, 1 predicted
    assert record.stances.macro_f1 == pytest.approx((1 + 2 / 3) / 2)
    assert record.certainty == Share(3, 4)


def test_status_is_of_every_gold_claim(scored: Scored) -> None:
    best = perfect(story())
    assert scored(best).status.macro_f1 == 1.0
    wrong = changed(best, "claims", 2, status="confirmed")
    record = scored(wrong)
    assert record.status.pairs == {
        ("attributed", "attributed"): 2,
        ("disputed", "confirmed"): 1,
        ("reported", "reported"): 1,
    }
    assert record.status.macro_f1 == pytest.approx(2 / 3)
    assert scored(without(best, "claims", 3)).status.pairs["reported", None] == 1


def test_a_claims_match_is_the_one_with_the_most_evidence_in_common(scored: Scored) -> None:
    text = story().text
    best = perfect(story())
    scrap = PredictedClaim(ranges=at(text, "Two dockers"), status="reported")
    found = best.model_copy(update={"claims": (*best.claims, scrap)})
    assert scored(found).status.macro_f1 == 1.0
    # of two with the same evidence it is the one with the same words
    twin = PredictedClaim(ranges=best.claims[1].ranges, status="denied")
    found = best.model_copy(update={"claims": (*best.claims, twin)})
    assert scored(found).status.pairs["attributed", "attributed"] == 2


def test_sources_match_by_name_and_once(scored: Scored) -> None:
    best = perfect(story())
    assert scored(best).sources == Counts(4, 4, 4, 4)
    twice = best.model_copy(update={"sources": (*best.sources, PredictedSource(name="Wirth"))})
    assert scored(twice).sources == Counts(4, 5, 4, 4)
    record = scored(changed(best, "sources", 1, kind="group", naming="described", role="witness"))
    assert (record.kinds, record.naming, record.roles) == (Share(3, 4), Share(3, 4), Share(3, 4))
    assert scored(without(best, "sources", 1)).sources == Counts(4, 3, 3, 3)


def test_experts_are_counted_on_their_own(scored: Scored) -> None:
    best = perfect(story())
    assert scored(best).experts == Counts()
    assert scored(changed(best, "sources", 1, role="expert")).experts == Counts(predicted=1)


def test_an_expert_must_be_known_as_one(tmp_path: Path) -> None:
    tiny = story()
    wirth = tiny.sources[1].model_copy(update={"role": "expert"})
    gold = tiny.model_copy(update={"sources": (tiny.sources[0], wirth, *tiny.sources[2:])})
    case = case_of(tmp_path, gold)

    def experts(found: Prediction) -> Counts | None:
        record = score_case(case, found).record
        return record and record.experts

    assert experts(perfect(gold)) == Counts(1, 1, 1, 1)
    assert experts(perfect(tiny)) == Counts(1, 0)
    assert experts(changed(perfect(tiny), "sources", 0, role="expert")) == Counts(1, 1)


def test_whether_words_are_speech_is_of_quotations_found(scored: Scored) -> None:
    best = perfect(story())
    assert scored(changed(best, "quotes", 0, kind="not_speech")).speech == Share(1, 2)
    assert scored(without(best, "quotes", 0)).speech == Share(1, 1)
    more = PredictedQuote(ranges=at(story().text, "diesel had leaked"), speaker="Wirth")
    assert scored(best.model_copy(update={"quotes": (*best.quotes, more)})).speech == Share(2, 2)


def test_the_synopsis_is_judged_by_what_it_cites(scored: Scored) -> None:
    points = (
        PredictedPoint(claims=(0, 3), is_supported=True),
        PredictedPoint(claims=(2,), is_supported=False),
    )
    record = scored(perfect(story()).model_copy(update={"synopsis": points}))
    assert record.synopsis == Share(1, 2)
    # gold cites 0, 1 and 2
    assert record.salience == Counts(3, 3, 2, 2)
