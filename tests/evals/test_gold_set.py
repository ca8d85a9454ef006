"""The gold set itself, and the commands that build and check it."""

from pathlib import Path

import pytest
from annotating import DRAFT, drafted

from evals.draft import DraftError
from evals.gold import check_drafts, check_set, write
from evals.story import GOLD, load


def test_the_gold_set_is_well_formed() -> None:
    # fails also when gold.jsonl or its schema is not what the drafts make
    assert check_set() == []


def test_no_story_is_in_both_splits_under_two_names() -> None:
    texts = [s.text for s in load()]
    assert len(set(texts)) == len(texts)
    assert {s.split for s in load()} == {"dev", "test"}


def test_the_gold_is_read_with_line_feeds_as_the_only_ends_of_line(tmp_path: Path) -> None:
    row = GOLD.read_text("utf-8").split("\n")[0].replace('"title":"', '"title":"\u2028', 1)
    (tmp_path / "gold.jsonl").write_text(f"{row}\n\n", "utf-8")
    (story,) = load(tmp_path / "gold.jsonl")
    assert story.title.startswith("\u2028")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "tiny.yaml").write_text(DRAFT, "utf-8")
    return tmp_path


def stale(folder: Path) -> list[str]:
    found = check_set(folder / "stories", folder / "gold.jsonl")
    return [fault for fault in found if "stale" in fault]


def test_what_is_not_what_the_drafts_make_is_stale(folder: Path) -> None:
    assert [fault.split()[0] for fault in stale(folder)] == ["gold.jsonl", "gold.schema.json"]
    assert write(folder / "stories", folder / "gold.jsonl") == 1
    assert stale(folder) == []
    (folder / "stories" / "tiny.yaml").write_text(drafted(split="test"), "utf-8")
    assert stale(folder) == ["gold.jsonl is stale: run `python -m evals gold build`"]


def test_of_drafts_that_cannot_be_built_all_are_told_and_nothing_is_written(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / "stories" / f"{name}.yaml").write_text(drafted(title=None), "utf-8")
    found = check_set(folder / "stories", folder / "gold.jsonl")
    assert found == [f"{name}.yaml: title: Field required" for name in ("one", "two")]
    with pytest.raises(DraftError, match=r"one\.yaml"):
        write(folder / "stories", folder / "gold.jsonl")
    assert not (folder / "gold.jsonl").exists()


def test_single_drafts_are_checked(folder: Path) -> None:
    good, wrong = folder / "stories" / "tiny.yaml", folder / "wrong.yaml"
    wrong.write_text(drafted(title="Pier hits barge"), "utf-8")
    assert check_drafts([good]) == []
    assert check_drafts([wrong]) == ["en-agency-tiny: the text does not begin with the title"]


def test_a_set_in_which_a_feature_never_occurs_is_told(folder: Path) -> None:
    write(folder / "stories", folder / "gold.jsonl")
    found = check_set(folder / "stories", folder / "gold.jsonl")
    assert "no story has the feature retraction" in found
    assert "no story has the feature witness" not in found
