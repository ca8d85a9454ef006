"""Real pipes and full disks around a batch."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from batches import ended, ids, lines, rows
from commands import Command

from loopback import Loopback

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes differ on Windows")

SUMMARIZER = shlex.join([sys.executable, "-m", "summarizer"])
IDS = (
    "jq -r .id"
    if shutil.which("jq")
    else shlex.join(
        [sys.executable, "-c", "import json, sys\nfor x in sys.stdin: print(json.loads(x)['id'])"]
    )
)
FULL = Path("/dev/full")


def shell(line: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of the shell, as a person types it."""
    return subprocess.run(["sh", "-c", line], capture_output=True, timeout=120, check=False)  # noqa: S603, S607 - our own line


@pytest.mark.usefixtures("command")
def test_it_stands_in_the_middle_of_a_pipe() -> None:
    Path("in.jsonl").write_text(lines(40), encoding="utf-8")
    done = shell(f"cat in.jsonl | {SUMMARIZER} batch - -o - | {IDS}")
    assert (done.returncode, sorted(done.stdout.decode().split())) == (
        0,
        sorted(f"a{n}" for n in range(40)),
    )
    assert done.stderr.startswith(b"summarizer: 40 done, 40 ok")


@pytest.mark.usefixtures("command")
def test_a_reader_that_had_enough_ends_it_quietly() -> None:
    Path("in.jsonl").write_text(lines(300), encoding="utf-8")
    done = shell(f"cat in.jsonl | {{ {SUMMARIZER} batch - -o -; echo $? >code; }} | head -n 1")
    assert json.loads(done.stdout)["status"] == "ok"
    assert Path("code").read_text("utf-8") == "141\n"
    assert done.stderr == b""


@pytest.mark.parametrize("text", [lines(3), "bad\n"])
def test_it_ends_then_though_its_input_stays_open(command: Command, text: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = command.start("batch", "-", "-o", "-", stdin=subprocess.PIPE, stdout=writer)
    os.close(writer)
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(text.encode())
    process.stdin.flush()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
    ended(process)


def test_a_limit_is_reached_though_its_input_stays_open(command: Command) -> None:
    process = command.start("batch", "-", "-o", "out.jsonl", "--limit", "2", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(lines(2).encode())
    process.stdin.flush()
    assert process.wait(60) == 0
    ended(process)
    assert ids() == ["a0", "a1"]


def test_a_row_is_the_same_line_in_a_file_and_on_standard_output(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    text = json.dumps({"id": "a\u2028b\x85“c”\U0001f4a1", "text": "Nothing."}, ensure_ascii=False)
    Path("in.jsonl").write_text(f"{text}\nbad\n", encoding="utf-8")
    assert ended(command.start("batch", "in.jsonl", "-o", "out.jsonl")) == 8
    process = command.start("batch", "in.jsonl", "-o", "-")
    printed, _ = process.communicate(timeout=60)
    in_file = Path("out.jsonl").read_bytes()
    assert printed.count(b"\n") == len(printed.decode().splitlines()) == 2
    starts = [sorted(line[:40] for line in data.split(b"\n")) for data in (in_file, printed)]
    assert starts[0] == starts[1]
    assert rows()[0].id.startswith("a\u2028b\x85“c”") or rows()[1].id.startswith("a\u2028b\x85“c”")


@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
def test_a_full_disk_behind_standard_output_is_one_error(command: Command) -> None:
    Path("in.jsonl").write_text(lines(30), encoding="utf-8")
    with FULL.open("wb") as full:
        process = command.start("batch", "in.jsonl", "-o", "-", stdout=full.fileno())
        _, err = process.communicate(timeout=60)
    assert process.returncode == 4
    first, hint, *_rest = err.decode().splitlines()
    assert first == (
        "summarizer: error: standard output cannot be written: No space left on device."
    )
    assert "in the cache" in hint
    assert err.count(b"error:") == 1


@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
def test_a_full_device_as_the_file_of_rows_is_one_error(command: Command) -> None:
    Path("in.jsonl").write_text(lines(30) + "bad\n", encoding="utf-8")
    done = command("batch", "in.jsonl", "-o", FULL)
    assert done.exit_code == 4
    assert done.stderr.count("error:") == 1
    assert "error: /dev/full cannot be written: No space left on device." in done.stderr


def test_a_device_takes_rows_and_leaves_none(command: Command) -> None:
    Path("in.jsonl").write_text(lines(3) + "bad\n", encoding="utf-8")
    assert command("batch", "in.jsonl", "-o", os.devnull).exit_code == 8
    assert not Path("/dev/null.errors.jsonl").exists()


@pytest.mark.parametrize("is_bad", [False, True])
def test_a_disk_that_fills_up_loses_nothing(
    command: Command, loopback: Loopback, *, is_bad: bool
) -> None:
    text = "bad\n" * 300 if is_bad else lines(60)
    Path("in.jsonl").write_text(text, encoding="utf-8")
    # 16 blocks: a file that grows beyond them is refused as by a full disk
    line = f"ulimit -f 16; {SUMMARIZER} batch in.jsonl -o out.jsonl --no-cache"
    done = shell(line)
    assert done.returncode == 4
    assert done.stderr.count(b"error:") == 1
    assert b"error: out.jsonl cannot be written: File too large." in done.stderr
    assert b"Traceback" not in done.stderr
    whole = [line for line in Path("out.jsonl").read_bytes().splitlines() if line.endswith(b"}")]
    n_kept = len(whole)
    assert n_kept > 3
    expected = 300 if is_bad else 60
    again = command("batch", "in.jsonl", "-o", "out.jsonl", "--no-cache")
    assert again.exit_code == (8 if is_bad else 0)
    assert len(set(ids())) == len(ids()) == expected
    if not is_bad:
        assert len(loopback.received) <= expected + 30  # what was under way, at most
        assert Path("out.jsonl").read_bytes().startswith(b"\n".join(whole))


@pytest.mark.usefixtures("command")
def test_a_standard_input_that_is_closed_is_wrong_usage() -> None:
    done = shell(f"{SUMMARIZER} batch - -o - <&-")
    assert done.returncode == 2
    assert b"is closed" in done.stderr
