"""`summarizer batch`: rows out, one for each article, whatever becomes of it."""

import gzip
import json
import os
import random
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from batches import ended, errors, ids, lines, rows, told
from commands import Command

from loopback import Answer, Loopback, Received, failure


def test_each_line_becomes_a_row_and_nothing_is_done_twice(
    command: Command, loopback: Loopback
) -> None:
    Path("in.jsonl").write_text(lines(5), encoding="utf-8")
    first = command("batch", "in.jsonl", "-o", "out.jsonl")
    assert (first.exit_code, first.stdout) == (0, "")
    assert ids() == [f"a{n}" for n in range(5)]
    done, places = told(first.stderr)
    assert done.startswith("5 done, 5 ok; 5,000 tokens in, 1,000 out, ")
    assert places == "rows: out.jsonl"
    Path("in.jsonl").write_text(lines(7), encoding="utf-8")
    second = command("batch", "in.jsonl", "-o", "out.jsonl", "--no-cache")
    assert second.exit_code == 0
    assert told(second.stderr)[0] == "5 rows are done already"
    assert len(loopback.received) == 7
    assert ids() == [f"a{n}" for n in range(7)]


def test_a_changed_article_is_done_again_and_replaces_its_row(command: Command) -> None:
    Path("in.jsonl").write_text(lines(2), encoding="utf-8")
    command("batch", "in.jsonl", "-o", "out.jsonl")
    before = {row.id: row.sha256 for row in rows()}
    Path("in.jsonl").write_text(lines(2).replace("of 1.", "of one."), encoding="utf-8")
    command("batch", "in.jsonl", "-o", "out.jsonl")
    after = {row.id: row.sha256 for row in rows()}
    assert ids() == ["a0", "a1"]
    assert (after["a0"] == before["a0"], after["a1"] == before["a1"]) == (True, False)


def test_a_bad_line_is_a_row_and_the_run_goes_on(command: Command) -> None:
    text = lines(1) + '{"id": "a1"\n' + lines(1, first=2) + '{"id": "a2", "text": "Other."}\n'
    Path("in.jsonl").write_text(text + lines(1), encoding="utf-8")
    done = command("batch", "in.jsonl", "missing.jsonl", "-o", "out.jsonl")
    assert done.exit_code == 8
    found = {row.id: row.error.message for row in rows()}
    assert sorted(found) == ["a0", "a2", "in.jsonl:2", "in.jsonl:4", "missing.jsonl"]
    assert found["in.jsonl:2"].startswith("in.jsonl:2: it is not JSON")
    assert found["in.jsonl:4"] == "in.jsonl:4: its id is that of another text before."
    assert "No such file" in found["missing.jsonl"]
    assert "1 stand twice in the input" in done.stderr


def test_fields_are_mapped_and_folders_are_read(command: Command) -> None:
    Path("in.jsonl").write_text('{"uri": 7, "body": "One."}\n', encoding="utf-8")
    Path("texts").mkdir()
    Path("texts/b.txt").write_text("Two.", encoding="utf-8")
    Path("texts/c.txt").write_bytes(b"\xff")
    done = command(
        "batch", "in.jsonl", "texts", "--text-field", "body", "--id-field", "uri", "-o", "out.jsonl"
    )
    assert done.exit_code == 8
    assert ids() == ["7", "texts/b.txt", "texts/c.txt"]


def test_a_packed_file_is_read_and_a_broken_one_is_an_error_behind_what_it_gave(
    command: Command,
) -> None:
    packed = gzip.compress(lines(50).encode())
    Path("in.jsonl.gz").write_bytes(packed)
    Path("cut.jsonl.gz").write_bytes(packed[:-20])
    Path("no.jsonl.gz").write_text("no gzip", encoding="utf-8")
    assert command("batch", "in.jsonl.gz", "-o", "out.jsonl").exit_code == 0
    assert len(ids()) == 50
    assert command("batch", "cut.jsonl.gz", "no.jsonl.gz", "-o", "cut.jsonl").exit_code == 8
    bad = {row.id: row.error.message for row in rows("cut.jsonl") if row.status == "error"}
    assert bad == {
        name: f"{name}: it is no gzip, or not all of it."
        for name in ("cut.jsonl.gz", "no.jsonl.gz")
    }


def test_a_pipe_works(command: Command) -> None:
    done = command("batch", "-", "-o", "-", "-q", stdin=lines(3).encode())
    assert (done.exit_code, done.stderr) == (0, "")
    assert sorted(json.loads(line)["id"] for line in done.stdout.splitlines()) == ["a0", "a1", "a2"]


def test_what_may_pass_is_tried_again(command: Command, loopback: Loopback) -> None:
    answer: Any = loopback.reply
    loopback.reply = lambda _: failure(503)
    Path("in.jsonl").write_text(lines(2), encoding="utf-8")
    assert command("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 8
    assert {row.error.type for row in rows()} == {"unavailable"}
    loopback.reply = answer
    assert command("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 0
    assert [row.status for row in rows()] == ["ok", "ok"]


def test_what_dooms_all_ends_the_run_with_its_own_code(
    command: Command, loopback: Loopback
) -> None:
    Path("in.jsonl").write_text(lines(50), encoding="utf-8")
    limited = command("batch", "in.jsonl", "-o", "out.jsonl", "--max-tokens", "3000")
    assert limited.exit_code == 7
    assert len(rows()) == len(loopback.received) == 3
    assert told(limited.stderr)[-1] == "run the same again to go on with what is left"
    loopback.reply = lambda _: failure(401)
    assert command("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 4
    assert len(rows()) == 3


def test_a_dry_run_sends_nothing_and_tells_what_there_is(
    command: Command, loopback: Loopback
) -> None:
    Path("in.jsonl").write_text(lines(3) + "x\n", encoding="utf-8")
    done = command("batch", "in.jsonl", "-o", "out.jsonl", "--dry-run")
    assert done.exit_code == 0
    assert loopback.received == []
    assert not Path("out.jsonl").exists()
    assert "articles   3 to do, 0 done, 1 unreadable" in done.stdout
    assert "requests   about 3," in done.stdout
    assert "cost       unknown" in done.stdout


def test_a_limit_and_the_first_error_end_a_run(command: Command, loopback: Loopback) -> None:
    Path("in.jsonl").write_text(lines(9), encoding="utf-8")
    assert command("batch", "in.jsonl", "-o", "out.jsonl", "--limit", "2").exit_code == 0
    assert ids() == ["a0", "a1"]
    assert command("batch", "in.jsonl", "-o", "out.jsonl", "--limit", "2").exit_code == 0
    assert ids() == ["a0", "a1", "a2", "a3"]
    loopback.reply = lambda _: failure(400)
    done = command("batch", "in.jsonl", "-o", "out.jsonl", "--fail-fast", "--concurrency", "1")
    assert done.exit_code == 8
    assert len(rows()) == 5


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_ended_in_the_middle_it_goes_on_where_it_was(
    command: Command, loopback: Loopback, how: signal.Signals
) -> None:
    answer: Any = loopback.reply
    arrived, go_on = threading.Event(), threading.Event()

    def reply(received: Received) -> Answer:
        if len(loopback.received) > 6:
            arrived.set()
            go_on.wait(20)
        return answer(received)

    loopback.reply = reply
    Path("in.jsonl").write_text(lines(30), encoding="utf-8")
    process = command.start("batch", "in.jsonl", "-o", "out.jsonl", "--concurrency", "2")
    assert arrived.wait(60)
    os.kill(process.pid, how)
    if how == signal.SIGINT:
        threading.Timer(0.5, go_on.set).start()  # what is under way is finished
    code = ended(process)
    go_on.set()
    assert code == (130 if how == signal.SIGINT else -signal.SIGKILL)
    assert 3 <= len(rows()) < 30
    assert command("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 0
    assert ids() == sorted(f"a{n}" for n in range(30))
    n_lost = 0 if how == signal.SIGINT else 4
    assert len(loopback.received) <= 30 + n_lost


def test_killed_ten_times_each_article_has_one_row_and_little_is_asked_twice(
    command: Command, loopback: Loopback
) -> None:
    answer: Any = loopback.reply
    moments = random.Random(20261124)  # noqa: S311 - no secret
    counting, reached = threading.Condition(), 0

    def reply(received: Received) -> Answer:
        nonlocal reached
        with counting:
            reached += 1
            counting.notify_all()
        time.sleep(0.005)
        return answer(received)

    loopback.reply = reply
    Path("in.jsonl").write_text(lines(200), encoding="utf-8")
    for _ in range(10):
        with counting:
            until = reached + moments.randint(1, 15)
        process = command.start("batch", "in.jsonl", "-o", "out.jsonl", "--concurrency", "4", "-q")
        with counting:
            assert counting.wait_for(lambda: reached >= until, 60)  # noqa: B023 - waited for here
        time.sleep(moments.random() * 0.02)
        process.kill()
        assert ended(process) == -signal.SIGKILL
    assert command("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 0
    assert ids() == sorted(f"a{n}" for n in range(200))
    assert len(loopback.received) <= 200 + 10 * 4


def test_killed_among_errors_both_files_are_right_in_the_end(
    command: Command, loopback: Loopback
) -> None:
    answer: Any = loopback.reply
    counting, reached = threading.Condition(), 0

    def reply(received: Received) -> Answer:
        nonlocal reached
        with counting:
            reached += 1
            counting.notify_all()
        return failure(503) if reached % 2 else answer(received)

    loopback.reply = reply
    bad = "".join(f"bad {n}\n{lines(20, first=20 * n)}" for n in range(5))
    Path("in.jsonl").write_text(bad, encoding="utf-8")
    for _ in range(4):
        with counting:
            until = reached + 12
        process = command.start("batch", "in.jsonl", "-o", "out.jsonl", "--concurrency", "4")
        with counting:
            assert counting.wait_for(lambda: reached >= until, 60)  # noqa: B023 - waited for here
        process.kill()
        assert ended(process) == -signal.SIGKILL
    assert errors()
    loopback.reply = answer
    assert command("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 8
    assert ids() == sorted(
        [f"a{n}" for n in range(100)] + [f"in.jsonl:{21 * n + 1}" for n in range(5)]
    )
    assert Path("out.errors.jsonl").read_text("utf-8").splitlines() == errors()
    assert len(errors()) == 5


def test_lines_that_cannot_be_read_are_rows_before_any_article_comes(command: Command) -> None:
    process = command.start("batch", "-", "-o", "out.jsonl", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b"bad\n" * 500)
    process.stdin.flush()
    until = time.monotonic() + 60
    while not (
        Path("out.jsonl").exists() and len(Path("out.jsonl").read_bytes().splitlines()) >= 500
    ):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert ended(process) == 8
    assert len(ids()) == 500


def test_the_first_line_that_cannot_be_read_ends_a_run_that_is_to_fail_fast(
    command: Command, loopback: Loopback
) -> None:
    Path("in.jsonl").write_text("bad\n" + lines(100), encoding="utf-8")
    done = command("batch", "in.jsonl", "-o", "out.jsonl", "--fail-fast")
    assert done.exit_code == 8
    assert len(loopback.received) < 100
    assert "in.jsonl:1" in ids()


def test_an_interrupt_does_not_wait_for_a_pipe_that_gives_nothing(
    command: Command, loopback: Loopback
) -> None:
    process = command.start("batch", "-", "-o", "out.jsonl", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(lines(2).encode())
    process.stdin.flush()
    until = time.monotonic() + 60
    while len(loopback.received) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    ended(process)
    assert ids() == ["a0", "a1"]


def test_what_is_wrong_with_the_command_is_told_before_anything_is_read(command: Command) -> None:
    twice = command("batch", "-", "-", "-o", "out.jsonl", stdin=b"")
    assert twice.exit_code == 2
    assert "can be read once only" in twice.stderr
    assert command("batch", "in.jsonl").exit_code == 2
    assert not Path("out.jsonl").exists()


def test_the_end_tells_what_it_came_to_and_what_to_do_next(
    command: Command, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_INPUT_PRICE", "10")
    monkeypatch.setenv("SUMMARIZER_OUTPUT_PRICE", "10")
    answer: Any = loopback.reply
    loopback.reply = lambda r: failure(503) if "of 1." in json.dumps(r.body) else answer(r)
    Path("in.jsonl").write_text("bad\n" + lines(3) + lines(1), encoding="utf-8")
    done = command("batch", "in.jsonl", "-o", "out.jsonl")
    assert done.exit_code == 8
    counts, kinds, twice, places, next_ = told(done.stderr)
    assert counts.startswith("4 done, 2 ok, 2 errors; $0.0240, 2,000 tokens in, 400 out, ")
    assert kinds == "errors by type: 1 article, 1 unavailable"
    assert twice == "1 stand twice in the input"
    assert places == "rows: out.jsonl; errors: out.errors.jsonl"
    assert next_ == "run the same again to retry 1 that may pass"
    assert command("batch", "in.jsonl", "-o", "out.jsonl", "--quiet").stderr == ""
