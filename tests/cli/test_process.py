"""What only a real process can show: signals, pipes, terminals and what is imported."""

import json
import os
import runpy
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from commands import STORY, Command
from terminals import read_all, terminal

from loopback import Answer, Loopback, Received, chat
from summarizer import Summary

# not pydantic, which typer itself loads to read options
_HEAVY = (
    "openai", "instructor", "httpx2", "diskcache", "jinja2", "sentencex", "xllamacpp",
    "pydantic_settings", "rich", "tenacity", "summarizer.api", "summarizer.schema",
)  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [["--help"], ["summarize", "--help"], ["batch", "--help"], ["--version"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom summarizer.cli import app\n"
        f"try:\n    app({arguments!r})\nexcept SystemExit as end:\n    code = end.code\n"
        "print(code, *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603
    code, *modules = done.stderr.decode().split()
    assert code == "0"
    assert done.stdout
    assert not set(modules) & set(_HEAVY)


def test_the_module_runs_the_command(command: Command) -> None:
    process = command.start("--version")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.decode().startswith("summarizer ")


def test_a_terminal_gets_a_table_and_a_bar(command: Command) -> None:
    master, slave = terminal()
    process = command.start("summarize", STORY, stdout=slave, stderr=slave)
    os.close(slave)
    shown = read_all(master)
    assert process.wait() == 0
    assert "who says so" in shown
    assert "retracted" in shown
    assert "\x1b[" in shown


def test_a_bar_on_stderr_stays_out_of_the_result(command: Command) -> None:
    master, slave = terminal()
    process = command.start("summarize", STORY, STORY, stderr=slave)
    os.close(slave)
    out = process.stdout.read() if process.stdout else b""
    shown = read_all(master)
    process.communicate()
    assert process.returncode == 0
    assert [json.loads(line)["article"]["id"] for line in out.splitlines()] == [str(STORY)] * 2
    assert "answers" in shown


def test_a_terminal_without_a_file_gets_help(command: Command) -> None:
    master, slave = terminal()
    process = command.start("summarize", stdin=slave)
    os.close(slave)
    out, err = process.communicate()
    os.close(master)
    assert (process.returncode, out) == (2, b"")
    assert b"Usage: summarizer summarize" in err


class Held:
    """Makes the server hold its answers to texts that contain a word."""

    def __init__(self, loopback: Loopback, word: str) -> None:
        self.arrived, self.leave = threading.Event(), threading.Event()
        original = loopback.reply

        def reply(received: Received) -> Answer:
            if word in json.dumps(received.body):
                self.arrived.set()
                self.leave.wait(60)
                return chat("late")
            return original(received)

        loopback.reply = reply


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ on Windows")
def test_ctrl_c_ends_at_once_and_keeps_what_is_finished(
    command: Command, loopback: Loopback
) -> None:
    Path("slow").write_text("Nothing is slow.", encoding="utf-8")
    Path("quick").write_text("Nothing is done.", encoding="utf-8")
    held = Held(loopback, "is slow")
    process = command.start("summarize", STORY, "slow", "quick", "-o", "out.jsonl")
    assert held.arrived.wait(60)
    assert process.stderr is not None
    assert b"1 of 3 done" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    held.leave.set()
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    assert b"files are left" in err
    lines = Path("out.jsonl").read_text("utf-8").splitlines()
    assert Summary.model_validate_json(lines[0]).article.id == str(STORY)
    assert sorted(p.name for p in Path().iterdir()) == ["out.jsonl", "quick", "slow"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ on Windows")
def test_ctrl_c_before_any_result_writes_nothing(command: Command, loopback: Loopback) -> None:
    held = Held(loopback, "fuel barge")
    process = command.start("summarize", STORY, "-o", "out.json")
    assert held.arrived.wait(60)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    held.leave.set()
    assert (process.returncode, out, err) == (130, b"", b"")
    assert not list(Path().iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="pipes differ on Windows")
@pytest.mark.parametrize("arguments", [["summarize", str(STORY)], ["schema"]])
def test_a_reader_that_goes_away_is_no_error(command: Command, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = command.start(*arguments, stdout=writer)
    os.close(writer)
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_one_error(command: Command) -> None:
    with Path("/dev/full").open("wb") as full:
        process = command.start("summarize", STORY, stdout=full.fileno())
        _, err = process.communicate()
    assert process.returncode == 4
    error, _hint = err.decode().splitlines()
    assert error.startswith("summarizer: error: standard output cannot be written: No space left")


def test_json_is_utf_8_whatever_the_locale(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    process = command.start("summarize", STORY)
    out, _ = process.communicate()
    assert process.returncode == 0
    assert "“museum piece”" not in out.decode()
    assert "“a museum piece”" in out.decode()


def test_the_module_is_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["summarizer", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("summarizer", run_name="__main__")
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("summarizer ")
