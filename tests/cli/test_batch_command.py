"""`summarizer batch`: rows out, one for each article, whatever becomes of it."""

import gzip
import json
import os
import random
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from commands import Command

from loopback import Answer, Loopback, Received, failure
from summarizer import Outcome

if TYPE_CHECKING:
    import subprocess


def lines(n_articles: int, first: int = 0) -> str:
    return "".join(
        json.dumps({"id": f"a{n}", "text": f"Nothing of {n}."}) + "\n"
        for n in range(first, first + n_articles)
    )


def rows(path: str | Path = "out.jsonl") -> list[Outcome]:
    text = Path(path).read_text("utf-8")
    return [Outcome.model_validate_json(line) for line in text.splitlines()]


def ids(path: str | Path = "out.jsonl") -> list[str]:
    return sorted(row.id for row in rows(path))


def told(stderr: str) -> list[str]:
    return [line.removeprefix("summarizer: ") for line in stderr.splitlines()]


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
    code = _wait(process)
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
        assert _wait(process) == -signal.SIGKILL
    assert command("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 0
    assert ids() == sorted(f"a{n}" for n in range(200))
    assert len(loopback.received) <= 200 + 10 * 4


def _wait(process: "subprocess.Popen[bytes]") -> int:
    with process:
        process.communicate(timeout=60)
    return process.returncode
