import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from commands import STORY, Command

from summarizer.cli import main
from summarizer.cli.cache import size


@pytest.mark.parametrize(
    ("n_bytes", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (61_440, "61.4 kB"), (2_500_000, "2.5 MB"),
     (1_117_320_768, "1.1 GB"), (5_000_000_000_000, "5000.0 GB")],
)  # fmt: skip
def test_sizes_are_said_in_units(n_bytes: int, said: str) -> None:
    assert size(n_bytes) == said


def test_info_counts_and_makes_nothing(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "replies"
    assert command("cache", "info").stdout == f"{folder}: 0 replies, 0 bytes\n"
    assert not (tmp_path / "cache").exists()
    command("summarize", STORY)
    assert command("cache", "info").stdout.startswith(f"{folder}: 1 replies, ")


def test_clear_asks_unless_told_not_to(command: Command) -> None:
    assert command("cache", "clear").stdout == "The cache is empty.\n"
    command("summarize", STORY)
    refused = command("cache", "clear")
    assert refused.exit_code == 2
    assert "--yes" in refused.stderr
    assert ": 1 replies" in command("cache", "info").stdout
    assert command("cache", "clear", "--yes").stdout == "Removed 1 replies.\n"
    assert ": 0 replies" in command("cache", "info").stdout


@pytest.mark.parametrize(("answer", "n_left"), [(b"n\n", 1), (b"y\n", 0)])
def test_somebody_at_a_terminal_is_asked(
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: bytes,
    n_left: int,
) -> None:
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    command("summarize", STORY)
    master, slave = pty.openpty()
    os.write(master, answer)
    monkeypatch.setattr(sys, "argv", ["summarizer", "cache", "clear"])
    with os.fdopen(slave) as terminal, monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", terminal)
        with pytest.raises(SystemExit) as end:
            main()
    os.close(master)
    assert end.value.code == 0
    assert "Remove 1 replies" in capsys.readouterr().err
    assert f": {n_left} replies" in command("cache", "info").stdout


def test_a_cache_that_cannot_be_cleared_is_an_error(command: Command, tmp_path: Path) -> None:
    command("summarize", STORY)
    with closing(sqlite3.connect(tmp_path / "cache" / "replies" / "cache.db")) as database:
        refuse = "CREATE TRIGGER no BEFORE DELETE ON Cache BEGIN SELECT RAISE(ABORT, 'no'); END"
        database.execute(refuse)
        database.commit()
    done = command("cache", "clear", "--yes")
    assert done.exit_code == 4
    assert "summarizer: error: The cache could not be cleared." in done.stderr
