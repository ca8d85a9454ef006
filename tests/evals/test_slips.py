from pathlib import Path

import pytest
from annotating import at, case_of, changed, perfect, story, without

from evals.case import Case
from evals.errors import report, slips_of
from evals.prediction import Cost, PredictedStand, Prediction


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return case_of(tmp_path)


def lines(case: Case, found: Prediction) -> list[str]:
    return [str(slip) for slip in slips_of(case, found)]


def test_a_perfect_prediction_has_no_slips(case: Case) -> None:
    assert lines(case, perfect(story())) == []
    assert list(report(case, perfect(story()))) == [
        "== en-agency-tiny: 0 requests, 0 tokens in, 0 out",
        "   links  3 of 3 found, 0 wrong",
        "   chains 1 of 1 right, 1 given",
    ]


def test_another_source_is_wrong(case: Case) -> None:
    found = changed(perfect(story()), "stands", 0, source="Zephyr")
    found = changed(found, "quotes", 0, speaker=None)
    assert lines(case, found) == [
        "direct wrong  Dana Wirth, not nobody: Nobody was hurt at all,",
        "all    wrong  Harbour Authority, not Zephyr: A fuel barge hit the ferry pier",
    ]


def test_another_description_of_an_anonymous_source_is_not(case: Case) -> None:
    assert lines(case, changed(perfect(story()), "stands", 2, source="workers")) == []


def test_what_is_missed_is_shown_beside_what_is_near(case: Case) -> None:
    found = changed(perfect(story()), "stands", 0, ranges=at(case.text, "A fuel"))
    found = without(found, "stands", 2)
    near = " | near: Harbour Authority: A fuel"
    assert lines(case, found) == [
        f"all    missed Harbour Authority: A fuel barge hit the ferry pier{near}",
        "all    missed Two dockers: diesel had leaked into the basin",
        "all    extra  Harbour Authority: A fuel",
    ]


def test_what_is_extra_is_shown_but_not_furniture(case: Case) -> None:
    best = perfect(story())
    stands = (
        PredictedStand(ranges=at(case.text, "Barge hits pier"), source="Zephyr"),
        PredictedStand(ranges=at(case.text, "The pier opened", "1921"), source=None),
    )
    found = best.model_copy(update={"stands": (*best.stands, *stands)})
    assert lines(case, found) == ["all    extra  nobody: The pier opened … 1921"]


def test_long_words_are_cut(case: Case) -> None:
    whole = PredictedStand(ranges=((0, len(case.text)),), source="x")
    (line,) = [s for s in lines(case, Prediction(id="x", stands=(whole,))) if "extra" in s]
    assert line.endswith("…")
    assert "\n" not in line
    assert len(line) < 170


def test_the_rest_of_the_record_is_told_by_its_labels(case: Case) -> None:
    found = changed(perfect(story()), "claims", 2, status="confirmed")
    found = without(found, "claims", 3)
    found = changed(found, "stands", 3, stance="disputes")
    found = changed(found, "stands", 2, claim=0, via=())
    found = found.model_copy(
        update={"cost": Cost(requests=3, input_tokens=9, output_tokens=2), "error": "X"}
    )
    assert list(report(case, found)) == [
        "== en-agency-tiny: 3 requests, 9 tokens in, 2 out",
        "   gave up: X",
        "   status disputed as confirmed ×1, reported as nothing ×1",
        "   stance denies as disputes ×1",
        "   links  1 of 3 found, 1 wrong",
        "   chains 0 of 1 right, 0 given",
    ]


def test_of_rows_with_attributions_only_there_is_no_more(case: Case) -> None:
    bare = Case(case.id, case.text, None, case.direct, case.all)
    assert list(report(bare, perfect(story()))) == [
        "== en-agency-tiny: 0 requests, 0 tokens in, 0 out"
    ]
