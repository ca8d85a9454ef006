import os
from pathlib import Path

import pytest
from commands import STORY, Command

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
def test_somebody_at_a_terminal_is_asked(command: Command, answer: bytes, n_left: int) -> None:
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    command("summarize", STORY)
    master, slave = pty.openpty()
    os.write(master, answer)
    process = command.start("cache", "clear", stdin=slave)
    os.close(slave)
    _, err = process.communicate()
    os.close(master)
    assert process.returncode == 0
    assert b"Remove 1 replies" in err
    assert f": {n_left} replies" in command("cache", "info").stdout
