"""The gate of CI: the recorded stories are read as well as they were."""

from pathlib import Path

import pytest
from annotating import case_of, gold_file, story
from standing_in import ORIGIN, record

from evals.floors import Floors, updated
from evals.gate import Gate, look, predictions
from evals.record import recorded_ids
from evals.replies import Recorded, ReplyFile
from evals.shown import shown_floors
from summarizer.clients.local.manifest import default_model
from summarizer.errors import SummarizerError

MAX_BYTES = 100_000


@pytest.mark.skipif(
    not recorded_ids(), reason="nothing is recorded yet: `python -m evals record --story ID`"
)
def test_the_floors_hold() -> None:
    gate, _ = look()
    assert gate.faults == [], "\n".join([*gate.faults, shown_floors(gate.rows)])


@pytest.mark.parametrize("story_id", recorded_ids())
def test_a_recording_is_small_and_the_local_models(story_id: str) -> None:
    file = ReplyFile.read(story_id)
    assert file.origin is not None
    assert file.origin.model == default_model().file
    assert file.origin.sha256 == default_model().sha256
    assert file.origin.server.startswith("xllamacpp ")
    assert file.path.stat().st_size < MAX_BYTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two recorded stories and their gold."""
    stories = (story(), story(id="en-agency-other"))
    gold_file(tmp_path, *stories)
    record(tmp_path / "replies", [case_of(tmp_path, each) for each in stories])
    gold_file(tmp_path, *stories)
    return tmp_path


def looked(folder: Path) -> tuple[Gate, Floors | None]:
    return look(folder / "gold.jsonl", folder / "replies", folder / "floors.json")


def test_the_gate_opens_when_floors_are_set(folder: Path) -> None:
    gate, known = looked(folder)
    assert known is None
    assert gate.faults == ["There are no floors yet: `python -m evals floors --update` sets them."]
    assert gate.now is not None
    updated(known, gate.now).write(folder / "floors.json")
    gate, known = looked(folder)
    assert gate.faults == []
    assert known is not None
    assert list(known.stories) == ["en-agency-other", "en-agency-tiny"]


def test_without_any_recording_it_is_shut(tmp_path: Path) -> None:
    gold_file(tmp_path)
    gate, _ = looked(tmp_path)
    assert gate.faults == ["Nothing is recorded: `python -m evals record --story ID`."]
    assert gate.now is None


def test_a_recording_of_no_story_shuts_it(folder: Path) -> None:
    gold_file(folder, story())
    gate, _ = looked(folder)
    assert gate.faults == ["en-agency-other.jsonl is of no gold story: delete it."]


def test_every_recording_that_does_not_fit_is_told(folder: Path) -> None:
    file = ReplyFile.read("en-agency-tiny", folder / "replies")
    file.append(Recorded(request="f" * 64, task="tags.v1", reply="{}"), ORIGIN)
    other = ReplyFile.read("en-agency-other", folder / "replies")
    other.write(list(other.rows)[:-1])
    gate, _ = looked(folder)
    lost, orphan = gate.faults
    assert lost.startswith("en-agency-other: No reply is recorded for a question of ")
    assert orphan.startswith("en-agency-tiny: 1 recorded replies (tags.v1) are never asked for")
    assert gate.rows == ()
    with pytest.raises(SummarizerError, match="never asked for"):
        predictions([case_of(folder)], folder / "replies")


def test_recordings_of_two_models_are_told(folder: Path) -> None:
    other = ORIGIN.model_copy(update={"server": "s 2"})
    record(folder / "replies", [case_of(folder)], origin=other, asks_again=True)
    gold_file(folder, story(), story(id="en-agency-other"))
    gate, _ = looked(folder)
    assert gate.faults == [
        "en-agency-tiny.jsonl was recorded with another model or server than en-agency-other.jsonl."
    ]
