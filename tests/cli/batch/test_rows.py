"""The file of a batch: grows row by row, and tells what is done."""

import json
from pathlib import Path

import pytest

from summarizer import Article, ConfigurationError, LLMUnavailableError, ReplyRefusedError
from summarizer.cli.batch.done import Done
from summarizer.cli.batch.rows import RowsFile
from summarizer.errors import SummarizerError
from summarizer.outcome import Outcome, failed

SETTINGS = "5e77"
REFUSED = ReplyRefusedError("No.")
DOWN = LLMUnavailableError("Down.", hint="wait")


def article(name: str, text: str = "One.") -> Article:
    return Article(text=text, id=name)


def row(of: Article, error: SummarizerError = REFUSED, settings: str = SETTINGS) -> Outcome:
    return failed(of, error, settings=settings)


def written(path: Path) -> list[tuple[str, str]]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [(r["id"], r["error"]["type"]) for r in rows]


def opened(path: Path, done: Done | None = None) -> RowsFile:
    return RowsFile(path, done or Done(SETTINGS))


def add(path: Path, *outcomes: Outcome) -> None:
    with opened(path) as rows:
        for outcome in outcomes:
            rows.add(outcome)


def is_done(path: Path, of: Article, settings: str = SETTINGS) -> bool:
    done = Done(settings)
    with opened(path, done):
        return done.is_done(of.id, of.sha256)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def test_a_row_is_there_at_once(path: Path) -> None:
    with opened(path) as rows:
        rows.add(row(article("a")))
        assert written(path) == [("a", "reply_refused")]


def test_what_is_done_is_what_has_a_row_of_its_text_and_settings(path: Path) -> None:
    add(path, row(article("a")), row(article("b"), DOWN))
    assert is_done(path, article("a"))
    assert not is_done(path, article("a", "Two."))
    assert not is_done(path, article("a"), settings="other")
    assert not is_done(path, article("b"))  # it may pass
    assert not is_done(path, article("c"))
    done = Done(SETTINGS)
    with opened(path, done):
        assert done.n == 1


def test_a_later_row_of_an_id_replaces_the_earlier_one_in_the_end(path: Path) -> None:
    add(path, row(article("a"), DOWN), row(article("b")))
    with opened(path) as rows:
        rows.add(row(article("a")))
        assert [name for name, _ in written(path)] == ["a", "b", "a"]
    assert written(path) == [("b", "reply_refused"), ("a", "reply_refused")]


def test_what_was_not_replaced_stays_even_of_other_settings(path: Path) -> None:
    add(path, row(article("a"), settings="other"), row(article("b")))
    add(path, row(article("c")))
    assert [name for name, _ in written(path)] == ["a", "b", "c"]


def test_after_a_kill_the_last_line_is_cut_and_replaced_rows_are_found_again(path: Path) -> None:
    add(path, row(article("a"), DOWN))
    line = row(article("a")).model_dump_json().encode()
    with path.open("ab") as file:  # as it is when nobody came to close it
        file.write(line + b"\n" + line[:50])
    add(path)
    assert written(path) == [("a", "reply_refused")]
    assert path.read_bytes().endswith(b"\n")


@pytest.mark.parametrize("notes", ["My notes.\nMore of them.\n", "My notes, in one line"])
def test_a_file_that_is_no_batch_is_left_as_it_is(path: Path, notes: str) -> None:
    path.write_text(notes, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"no row of a batch \(1\)"), opened(path):
        pass
    assert path.read_text("utf-8") == notes


@pytest.mark.parametrize("length", [1, 5, 20])
def test_a_first_row_that_was_not_written_whole_is_cut(path: Path, length: int) -> None:
    path.write_bytes(row(article("a")).model_dump_json().encode()[:length])
    add(path, row(article("b")))
    assert [name for name, _ in written(path)] == ["b"]


def test_a_row_is_one_line_for_every_reader(path: Path) -> None:
    add(path, row(article("a\u2028b\x85c")))
    assert len(path.read_text("utf-8").splitlines()) == 1
    assert is_done(path, article("a\u2028b\x85c"))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be written"), opened(tmp_path):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_told() -> None:
    rows = opened(Path("/dev/full"))
    with rows, pytest.raises(ConfigurationError, match="No space left"):
        rows.add(row(article("a")))


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with RowsFile(path, Done("s")):
        other = RowsFile(path, Done("s"))
        with pytest.raises(ConfigurationError, match="Another run is writing"), other:
            pass
    with RowsFile(path, Done("s")):
        pass
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl"]
