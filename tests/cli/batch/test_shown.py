"""What a person and a log see of a batch."""

import json
import os
import re
from pathlib import Path

import pytest
from batches import lines
from commands import Command
from terminals import read_all, terminal

from loopback import Loopback, failure

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
MOVE = re.compile(r"\x1b\[[?0-9;]*[A-Za-ln-z]")


def seen(command: Command, *options: str, columns: int = 100) -> tuple[int, str]:
    """Run on a terminal of so many columns; return the exit code and what it was sent."""
    master, slave = terminal(columns)
    process = command.start("batch", "in.jsonl", "-o", "out.jsonl", *options, stderr=slave)
    os.close(slave)
    text = read_all(master)
    process.communicate(timeout=60)
    return process.returncode, text


def frames(text: str) -> list[str]:
    """Return what was drawn over and over on one line, without colours."""
    return [frame for frame in re.split(r"\r|\n", MOVE.sub("", COLOUR.sub("", text))) if frame]


@pytest.fixture(autouse=True)
def _articles(command: Command, loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty articles, of which every tenth is refused."""
    del command  # in its folder
    monkeypatch.delenv("COLUMNS")
    answer = loopback.reply
    loopback.reply = lambda received: (
        failure(400) if "5." in json.dumps(received.body) else answer(received)
    )
    Path("in.jsonl").write_text(lines(30), encoding="utf-8")


def test_a_terminal_gets_a_bar_that_leaves_only_the_end(command: Command) -> None:
    code, text = seen(command)
    assert code == 8
    *drawn, end, kinds, places = frames(text)
    assert any("━" in frame for frame in drawn)
    assert any("30 of 30  3 errors" in frame for frame in drawn)
    assert end.startswith("summarizer: 30 done, 27 ok, 3 errors; ")
    assert kinds.startswith("summarizer: errors by type: 3 ")
    assert places == "summarizer: rows: out.jsonl; errors: out.errors.jsonl"


@pytest.mark.parametrize("columns", [40, 20])
def test_a_narrow_terminal_gets_what_fits_on_a_line(command: Command, columns: int) -> None:
    code, text = seen(command, columns=columns)
    assert code == 8
    drawn = [frame for frame in frames(text) if not frame.startswith("summarizer: ")]
    assert any("of 30" in frame for frame in drawn)
    assert max(map(len, drawn)) <= columns
    assert not any("━" in frame for frame in drawn)


def test_a_terminal_that_cannot_draw_gets_lines(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    code, text = seen(command)
    assert code == 8
    assert "\x1b" not in text
    assert all(line.startswith("summarizer: ") for line in text.splitlines())


def test_without_colours_the_bar_has_none(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    code, text = seen(command)
    assert code == 8
    assert "━" in text
    assert not re.search(r"\x1b\[[0-9;]*[1-9][0-9]*m", text)


def test_quiet_is_quiet_on_a_terminal_too(command: Command) -> None:
    assert seen(command, "--quiet") == (8, "")


def test_rows_on_the_same_terminal_are_not_drawn_over(command: Command) -> None:
    master, slave = terminal()
    process = command.start("batch", "in.jsonl", "-o", "-", stdout=slave, stderr=slave)
    os.close(slave)
    text = read_all(master)
    process.communicate(timeout=60)
    assert process.returncode == 8
    assert "\x1b" not in text
    found = [line for line in text.splitlines() if not line.startswith("summarizer: ")]
    assert len([json.loads(line) for line in found]) == 30
