"""The rows that are errors, in a file of their own."""

import json
from pathlib import Path
from typing import Any

from batches import errors, ids, lines, rows
from commands import Command

from loopback import Loopback, failure

BESIDE = Path("out.errors.jsonl")


def run(command: Command, *options: str) -> int:
    return command("batch", "in.jsonl", "-o", "out.jsonl", *options).exit_code


def refuse(loopback: Loopback, *texts: str, status: int = 503) -> None:
    answer: Any = loopback.reply
    loopback.reply = lambda received: (
        failure(status)
        if any(text in json.dumps(received.body) for text in texts)
        else answer(received)
    )


def test_errors_stand_in_both_files_in_the_same_words(command: Command, loopback: Loopback) -> None:
    Path("in.jsonl").write_text("bad\n" + lines(4), encoding="utf-8")
    refuse(loopback, "of 2.")
    assert run(command) == 8
    assert BESIDE.read_text("utf-8").splitlines() == errors()
    assert ids(BESIDE) == ["a2", "in.jsonl:1"]


def test_there_is_no_file_without_errors(command: Command) -> None:
    Path("in.jsonl").write_text(lines(2), encoding="utf-8")
    assert run(command) == 0
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl", "out.jsonl"]


def test_rows_on_standard_output_leave_no_file(command: Command) -> None:
    Path("in.jsonl").write_text("bad\n", encoding="utf-8")
    assert command("batch", "in.jsonl", "-o", "-").exit_code == 8
    assert [path.name for path in Path().iterdir()] == ["in.jsonl"]


def test_an_error_that_passed_is_in_neither_file(command: Command, loopback: Loopback) -> None:
    Path("in.jsonl").write_text("bad\n" + lines(3), encoding="utf-8")
    answer = loopback.reply
    refuse(loopback, "of 0.", "of 1.")
    assert run(command) == 8
    assert ids(BESIDE) == ["a0", "a1", "in.jsonl:1"]
    loopback.reply = answer
    refuse(loopback, "of 1.")
    assert run(command) == 8
    assert ids(BESIDE) == ["a1", "in.jsonl:1"]
    assert BESIDE.read_text("utf-8").splitlines() == errors()
    loopback.reply = answer
    assert run(command) == 8
    assert ids(BESIDE) == ["in.jsonl:1"]
    assert ids() == ["a0", "a1", "a2", "in.jsonl:1"]


def test_a_line_or_a_file_that_is_put_right_has_no_row_but_that_of_its_article(
    command: Command,
) -> None:
    names = ("in.jsonl", "other.jsonl")
    Path("in.jsonl").write_text("bad\n" + lines(1), encoding="utf-8")
    assert command("batch", *names, "-o", "out.jsonl").exit_code == 8
    assert ids(BESIDE) == ["in.jsonl:1", "other.jsonl"]
    Path("in.jsonl").write_text(lines(1, first=1) + lines(1), encoding="utf-8")
    Path("other.jsonl").write_text(lines(1, first=2), encoding="utf-8")
    assert command("batch", *names, "-o", "out.jsonl").exit_code == 0
    assert ids() == ["a0", "a1", "a2"]
    assert not BESIDE.exists()


def test_what_a_killed_run_left_out_is_there_after_the_next(command: Command) -> None:
    Path("in.jsonl").write_text("bad\nbad\n" + lines(1), encoding="utf-8")
    run(command)
    whole = BESIDE.read_bytes()
    BESIDE.write_bytes(whole[:-20])
    Path("other.jsonl").write_text(lines(1), encoding="utf-8")
    assert command("batch", "other.jsonl", "-o", "out.jsonl").exit_code == 0
    assert BESIDE.read_bytes() == whole


def test_errors_of_rows_that_are_no_more_are_no_more(command: Command) -> None:
    Path("in.jsonl").write_text("bad\n", encoding="utf-8")
    run(command)
    Path("out.jsonl").unlink()
    Path("in.jsonl").write_text(lines(1), encoding="utf-8")
    assert run(command) == 0
    assert not BESIDE.exists()


def test_a_file_of_somebody_else_is_left_as_it_is(command: Command, loopback: Loopback) -> None:
    Path("in.jsonl").write_text("bad\n" + lines(1), encoding="utf-8")
    BESIDE.write_text("My notes.\n", encoding="utf-8")
    done = command("batch", "in.jsonl", "-o", "out.jsonl")
    assert done.exit_code == 4
    assert "out.errors.jsonl has a line that is no row of a batch" in done.stderr
    assert BESIDE.read_text("utf-8") == "My notes.\n"
    assert loopback.received == []


def test_a_link_stays_one_and_the_errors_are_beside_its_target(
    command: Command, loopback: Loopback
) -> None:
    Path("in.jsonl").write_text(lines(2), encoding="utf-8")
    Path("far").mkdir()
    Path("out.jsonl").symlink_to(Path("far") / "rows.jsonl")
    answer = loopback.reply
    refuse(loopback, "of 1.")
    assert run(command) == 8
    assert ids(Path("far/rows.errors.jsonl")) == ["a1"]
    loopback.reply = answer
    assert run(command) == 0
    assert Path("out.jsonl").is_symlink()
    assert [row.status for row in rows("far/rows.jsonl")] == ["ok", "ok"]
