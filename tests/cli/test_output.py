import io
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarizer import ConfigurationError
from summarizer.cli import main
from summarizer.cli.output import Output, abandon_stdout


@contextmanager
def closed_pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make standard output one that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        yield
        abandon_stdout()


def test_a_reader_that_went_away_is_told_and_nothing_fails_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with closed_pipe(monkeypatch):
        with Output(None) as output, pytest.raises(BrokenPipeError):
            output.write("one")
        abandon_stdout()
        sys.stdout.write("two")
        sys.stdout.flush()


def test_the_command_ends_quietly_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["summarizer", "schema"])
    with closed_pipe(monkeypatch), pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 141
    assert capsys.readouterr().err == ""


def test_results_before_an_interrupt_are_kept(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _write(tmp_path / "out", lambda _: signal.raise_signal(signal.SIGINT))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text("utf-8") == "one\n"


def test_a_file_that_was_not_written_whole_replaces_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("old", encoding="utf-8")
    # any later write fails, as on a full disk
    with (
        Path(os.devnull).open("rb") as nothing,
        pytest.raises(ConfigurationError, match="cannot be"),
    ):
        _write(out, lambda output: os.dup2(nothing.fileno(), output.stream.fileno()))
    assert out.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_vanished_meanwhile_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(ConfigurationError, match="No such file or directory"):
        _write(folder / "out", lambda _: shutil.rmtree(folder))


def test_a_terminal_s_encoding_is_kept_but_cannot_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    master, slave = pty.openpty()
    with os.fdopen(slave, "w", encoding="ascii") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        with Output(None) as output:
            assert output.stream.isatty()
            output.write("“one”")
    shown = os.read(master, 100)
    os.close(master)
    assert shown == b"?one?"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_behind_standard_output_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        with Output(None) as output, pytest.raises(ConfigurationError, match="standard output"):
            output.write("one")


def test_a_standard_output_of_another_kind_is_taken_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", memory)
        with Output(None) as output:
            output.write("one")
    assert memory.getvalue() == "one"


def _write(path: Path, between: Callable[[Output], object]) -> None:
    with Output(path) as output:
        output.write("one\n")
        between(output)
        output.write("two\n")
