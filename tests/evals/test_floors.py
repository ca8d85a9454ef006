from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from annotating import case_of, changed, perfect, story

from evals.floors import ALL, FloorError, Floors, compare, faults, updated
from evals.pinned import (
    HIGHER,
    LOWER,
    UNPINNED,
    Figure,
    Measured,
    UnknownDirectionError,
    measure,
)
from evals.replay import Replayed
from evals.scoring.figure_set import FigureSet
from evals.scoring.records import RecordScore
from evals.shown import shown_floors

BEFORE: Mapping[str, Figure] = {"all_joint_f1": 0.8, "output_tokens": 100, "chains_f1": None}


def measured(**figures: Figure) -> Measured:
    """What two stories give; both have the figures of the whole."""
    own = {**BEFORE, **figures}
    return Measured("gold", {"tags.v1": "1"}, own, {"a": dict(BEFORE), "b": own})


FLOORS = updated(None, measured())


def verdicts(now: Measured) -> dict[str, str]:
    return {row.figure: row.verdict for row in compare(FLOORS, now)}


def test_every_figure_has_a_direction_and_every_direction_a_figure() -> None:
    known = FigureSet(record=RecordScore()).figures().keys()
    assert known == HIGHER | LOWER | UNPINNED
    assert not HIGHER & LOWER | UNPINNED & (HIGHER | LOWER)


def test_a_figure_without_a_direction_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.pinned.HIGHER", HIGHER - {"chains_f1"})
    read = {"en-agency-tiny": Replayed(perfect(story()), {})}
    with pytest.raises(UnknownDirectionError, match="more of chains_f1 is better"):
        measure([case_of(tmp_path)], read)


def test_what_is_measured_is_pinned_but_for_the_clock(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    now = measure([case], {case.id: Replayed(perfect(story()), {"b": "2", "a": "1"})})
    assert now.figures.keys() == HIGHER | LOWER
    assert now.stories == {case.id: now.figures}
    assert list(now.prompts) == ["a", "b"]


def test_the_digest_is_of_the_gold(tmp_path: Path) -> None:
    def digest(**changes: object) -> str:
        return measure([case_of(tmp_path, story(**changes))], {}).gold

    assert digest() == digest() != digest(split="test")


def test_floors_hold_while_nothing_is_worse() -> None:
    assert faults(FLOORS, measured()) == []
    assert faults(FLOORS, measured(all_joint_f1=0.9, output_tokens=90)) == []
    assert faults(FLOORS, measured(all_joint_f1=0.8 - 1e-12)) == []


def test_each_figure_has_its_own_direction() -> None:
    now = measured(all_joint_f1=0.9, output_tokens=101)
    assert verdicts(now) == {
        "all_joint_f1": "better",
        "output_tokens": "worse",
        "chains_f1": "same",
    }
    assert verdicts(measured(all_joint_f1=0.7, output_tokens=99))["all_joint_f1"] == "worse"


def test_a_figure_that_nothing_is_left_to_measure_by_is_worse() -> None:
    assert verdicts(measured(all_joint_f1=None))["all_joint_f1"] == "worse"
    assert verdicts(measured(chains_f1=0.1))["chains_f1"] == "better"


def test_a_worse_figure_is_told_with_the_story_that_fell_most() -> None:
    (fault,) = faults(FLOORS, measured(all_joint_f1=0.7))
    assert fault == "all_joint_f1 is 0.7, and its floor is 0.8, most in b."
    # the whole can get worse while no story does
    now = replace(measured(all_joint_f1=0.7), stories={"a": BEFORE, "b": BEFORE})
    assert faults(FLOORS, now) == ["all_joint_f1 is 0.7, and its floor is 0.8."]


def test_a_new_figure_and_one_that_is_gone_are_told() -> None:
    now = measured(certainty=1.0)
    assert faults(FLOORS, now) == [
        "certainty has no floor: `python -m evals floors --update` sets it."
    ]
    old = updated(None, now)
    assert faults(old, measured()) == [
        "certainty is no longer measured: --lower certainty drops its floor."
    ]
    with pytest.raises(FloorError, match="certainty"):
        updated(old, measured())
    assert "certainty" not in updated(old, measured(), lower=["certainty"], because="x").figures


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"gold": "other"}, "are of an older gold"),
        ({"prompts": {"tags.v1": "2"}}, "are of other prompts"),
        ({"stories": {"a": BEFORE}}, "are of other stories"),
    ],
)
def test_floors_of_other_conditions_are_told(change: dict[str, object], why: str) -> None:
    now = replace(measured(), **change)
    assert faults(FLOORS, now) == [f"The floors {why}: `python -m evals floors --update`."]
    assert faults(updated(FLOORS, now), now) == []


def test_without_floors_the_gate_is_shut() -> None:
    assert faults(None, measured()) == [
        "There are no floors yet: `python -m evals floors --update` sets them."
    ]
    assert {row.verdict for row in compare(None, measured())} == {"new"}


def test_an_update_raises_floors() -> None:
    now = measured(all_joint_f1=0.9, output_tokens=90)
    better = updated(FLOORS, now)
    assert better.figures["all_joint_f1"].value == 0.9
    assert better.figures["output_tokens"].value == 90
    assert better.lowered == ()
    assert faults(better, measured()) != []


def test_an_update_refuses_to_lower_any() -> None:
    now = measured(all_joint_f1=0.7, chains_f1=1.0)
    with pytest.raises(
        FloorError, match=r"Worse than the floor: all_joint_f1\. Nothing was written"
    ):
        updated(FLOORS, now)
    with pytest.raises(FloorError, match="Worse than the floor: output_tokens"):
        updated(FLOORS, measured(all_joint_f1=0.7, output_tokens=101), lower=["all_joint_f1"])


def test_a_floor_is_lowered_for_a_reason_that_is_kept() -> None:
    now = measured(all_joint_f1=0.7)
    for because in ("", "  "):
        with pytest.raises(FloorError, match="for a reason only"):
            updated(FLOORS, now, lower=["all_joint_f1"], because=because)
    lower = updated(FLOORS, now, lower=["all_joint_f1"], because="a harder story")
    (note,) = lower.lowered
    assert (note.figure, note.before, note.after) == ("all_joint_f1", 0.8, 0.7)
    assert note.because == "a harder story"
    assert faults(lower, now) == []
    # and stays when other floors are set later
    assert updated(lower, measured(all_joint_f1=0.75)).lowered == (note,)


def test_only_a_worse_figure_is_lowered() -> None:
    with pytest.raises(FloorError, match="Not worse than the floor: all_joint_f1, chain"):
        updated(FLOORS, measured(), lower=["all_joint_f1", "chain"], because="x")


def test_all_that_are_worse_can_be_lowered_at_once() -> None:
    now = measured(all_joint_f1=0.7, output_tokens=101)
    lower = updated(FLOORS, now, lower=[ALL], because="another model")
    assert [note.figure for note in lower.lowered] == ["all_joint_f1", "output_tokens"]


def test_floors_are_written_a_line_a_figure_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert Floors.read(path) is None
    lower = updated(FLOORS, measured(all_joint_f1=0.7), lower=[ALL], because="“härter”")
    for floors in (FLOORS, lower):
        floors.write(path)
        assert Floors.read(path) == floors
    text = path.read_text("utf-8")
    assert '\n  "output_tokens": {"value": 100, "better": "lower"},\n' in text
    assert "“härter”" in text


def test_floors_are_shown_as_a_table() -> None:
    rows = compare(FLOORS, measured(all_joint_f1=0.7, output_tokens=90))
    assert shown_floors(rows).splitlines() == [
        "figure         better   floor     now",
        "all_joint_f1   higher  0.8000  0.7000  worse: most in b",
        "output_tokens  lower      100      90  better",
        "chains_f1      higher       –       –",
    ]
    assert shown_floors(()) == ""


def test_a_better_prediction_is_a_better_figure(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    worse = changed(perfect(story()), "stands", 0, source="Nobody Else")
    floors = updated(None, measure([case], {case.id: Replayed(worse, {})}))
    now = measure([case], {case.id: Replayed(perfect(story()), {})})
    assert faults(floors, now) == []
    assert faults(updated(floors, now), measure([case], {case.id: Replayed(worse, {})})) != []
