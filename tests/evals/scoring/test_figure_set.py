from pathlib import Path

import pytest
from annotating import at, case_of, cases_of, changed, perfect, story, without

from evals.case import Case
from evals.prediction import Cost, PredictedQuote, PredictedStand, Prediction
from evals.scoring.figure_set import score_case, score_cases

SHARES = (
    "direct_joint_f1",
    "direct_recall",
    "direct_precision",
    "direct_speaker_named",
    "all_joint_f1",
    "all_joint_precision",
    "all_joint_recall",
    "all_partial_f1",
    "all_exact_f1",
    "all_source_named",
    "all_source_described",
    "verbatim",
    "chains_f1",
    "stance_macro_f1",
    "stance_accuracy",
    "certainty",
    "links_precision",
    "links_recall",
    "status_macro_f1",
    "sources_f1",
    "source_kind",
    "source_naming",
    "source_role",
    "speech_or_not",
    "synopsis_supported",
    "salience_f1",
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return case_of(tmp_path)


def test_a_perfect_prediction_is_perfect(case: Case) -> None:
    figures = score_case(case, perfect(story())).figures()
    assert {name: figures[name] for name in SHARES} == dict.fromkeys(SHARES, 1.0)
    assert figures["wrongly_confirmed"] == 0.0
    assert figures["experts_f1"] is None


def test_a_system_that_gave_up_found_nothing(case: Case) -> None:
    figures = score_case(case, Prediction(id=case.id, error="X")).figures()
    assert (figures["articles"], figures["failed"]) == (1, 1)
    assert (figures["direct_joint_f1"], figures["all_joint_f1"]) == (0.0, 0.0)
    assert (figures["verbatim"], figures["output_tokens_per_correct"]) == (None, None)


def test_attributions_one_by_one(case: Case) -> None:
    found = changed(perfect(story()), "stands", 0, source="Dana Wirth")
    found = without(found, "stands", 1)
    extra = PredictedStand(ranges=at(case.text, "The pier opened in 1921"), source="Zephyr")
    found = found.model_copy(update={"stands": (*found.stands, extra)})
    figures = score_case(case, found).figures()
    # 5 in gold; 5 found: 3 right, 1 of another source, 1 extra
    assert figures["all_joint_recall"] == figures["all_joint_precision"] == 0.6
    assert figures["all_partial_f1"] == pytest.approx(0.8)
    assert figures["all_source_named"] == pytest.approx(2 / 3)
    assert figures["all_source_described"] == 1.0


def test_furniture_and_scare_quotes_are_left_out(case: Case) -> None:
    best = perfect(story())
    headline = at(case.text, "Barge hits pier")
    more = (
        PredictedQuote(ranges=headline, speaker="Wirth"),
        PredictedQuote(ranges=at(case.text, "ferry pier"), speaker="Wirth"),  # two words
        PredictedQuote(ranges=at(case.text, "leaked into the basin"), kind="not_speech"),
    )
    stand = PredictedStand(ranges=headline, source="Wirth")
    found = best.model_copy(
        update={"quotes": (*best.quotes, *more), "stands": (*best.stands, stand)}
    )
    figures = score_case(case, found).figures()
    assert figures["direct_precision"] == figures["all_joint_precision"] == 1.0


def test_what_is_not_confirmed_and_said_to_be_is_counted(case: Case) -> None:
    found = changed(perfect(story()), "claims", 2, status="confirmed")
    assert score_case(case, found).figures()["wrongly_confirmed"] == 1.0


def test_articles_are_pooled_and_costs_added(tmp_path: Path) -> None:
    cases = cases_of(tmp_path, story(), story(id="en-agency-other"))
    cost = Cost(requests=2, input_tokens=100, prefix_cached_tokens=60, output_tokens=20)
    best = perfect(story()).model_copy(update={"cost": cost, "n_texts": 10, "n_lost": 1})
    nothing = Prediction(id="en-agency-other", cost=cost)
    figures = score_cases(cases, {c.id: p for c, p in zip(cases, (best, nothing), strict=True)})
    pooled = figures.figures()
    assert pooled["articles"] == 2
    assert (pooled["all_joint_recall"], pooled["all_joint_precision"]) == (0.5, 1.0)
    assert pooled["verbatim"] == 0.9
    assert (pooled["requests"], pooled["input_tokens"], pooled["input_tokens_fresh"]) == (
        4,
        200,
        80,
    )
    assert pooled["output_tokens_per_correct"] == 8.0


def test_an_article_that_was_not_read_is_not_counted(case: Case) -> None:
    assert score_cases([case], {}).figures()["articles"] == 0
