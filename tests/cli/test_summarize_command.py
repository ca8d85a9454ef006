import json
import os
import stat
import sys
from pathlib import Path

import pytest
from commands import STORY, Command

from loopback import Answer, Loopback, Received, chat, failure
from summarizer import Summary
from summarizer.cli import main


def records(stdout: str) -> list[Summary]:
    return [Summary.model_validate_json(line) for line in stdout.split("\n") if line]


def here() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def articles(*names: str) -> list[Path]:
    for name in names:
        Path(name).write_text(f"Nothing happened in {name}.\n", encoding="utf-8")
    return [Path(name) for name in names]


def test_one_file_gives_one_object_and_nothing_on_stderr(command: Command) -> None:
    done = command("summarize", STORY)
    summary = Summary.model_validate_json(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith('{\n  "article"')
    assert summary.article.text == STORY.read_text("utf-8")
    assert summary.article.id == str(STORY)
    assert next(c for c in summary.claims if c.id == "c3").status == "disputed"


def test_several_files_give_a_line_each_in_their_order(command: Command) -> None:
    names = [f"{n}.txt" for n in range(9)]
    done = command("summarize", *articles(*names), STORY)
    assert done.exit_code == 0
    assert [s.article.id for s in records(done.stdout)] == [*names, str(STORY)]
    assert done.stderr.split("\n")[0] == "summarizer: 1 of 10 done: 0.txt"


def test_a_lines_record_holds_nothing_that_readers_take_for_the_end_of_a_line(
    command: Command,
) -> None:
    text = "One\u2028two\u2029three\x85four."
    Path("a.txt").write_text(text, encoding="utf-8")
    done = command("summarize", "a.txt", "--format", "jsonl")
    assert len(done.stdout.splitlines()) == 1
    assert records(done.stdout)[0].article.text == text


@pytest.mark.parametrize("arguments", [("-",), ()])
def test_standard_input_is_read(command: Command, arguments: tuple[str, ...]) -> None:
    done = command("summarize", *arguments, stdin=b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    article = Summary.model_validate_json(done.stdout).article
    assert article.text == "One.\r\nTwo.\r\n"
    assert article.id == article.sha256[:16]


def test_standard_input_is_refused_twice(command: Command, loopback: Loopback) -> None:
    done = command("summarize", "-", "-", stdin=b"One.")
    assert done.exit_code == 2
    assert "once only" in done.stderr
    assert not loopback.received


def test_without_a_file_and_a_standard_input_there_is_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["summarizer", "summarize"])
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage: summarizer summarize")


def test_a_pipe_that_can_be_read_once_only_is_read_once(command: Command) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"One.")
    os.close(writer)
    try:
        done = command("summarize", f"/dev/fd/{reader}")
    finally:
        os.close(reader)
    assert Summary.model_validate_json(done.stdout).article.text == "One."


def test_markdown_and_table_are_for_people(command: Command) -> None:
    notes = command("summarize", STORY, "--format", "markdown", "--title", "Adrift").stdout
    assert notes.startswith("# Adrift\n")
    table = command("summarize", STORY, STORY, "-f", "table").stdout
    assert table.count("In short") == 2
    assert "\x1b" not in table
    assert max(map(len, table.splitlines())) <= 100


def test_what_is_known_of_an_article_is_in_its_record(command: Command) -> None:
    given = {"title": "T", "publisher": "P", "url": "https://p.example/1", "language": "en"}
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    article = Summary.model_validate_json(command("summarize", STORY, *options).stdout).article
    assert article.model_dump(include=set(given)) == given


def test_a_title_is_refused_for_several_files(command: Command, loopback: Loopback) -> None:
    done = command("summarize", *articles("a", "b"), "--title", "T")
    assert done.exit_code == 2
    assert "--title" in done.stderr
    assert not loopback.received


def test_the_text_can_be_left_out(command: Command) -> None:
    article = Summary.model_validate_json(command("summarize", STORY, "--no-text").stdout).article
    assert article.text is None
    assert article.sha256


def test_nothing_is_paid_for_twice_unless_the_cache_is_off(
    command: Command, loopback: Loopback
) -> None:
    command("summarize", STORY)
    n_paid = len(loopback.received)
    again = Summary.model_validate_json(command("summarize", STORY).stdout)
    assert len(loopback.received) == n_paid
    assert again.usage.cached == again.usage.requests
    command("summarize", STORY, "--no-cache")
    assert len(loopback.received) == 2 * n_paid


def test_options_win_over_the_environment(
    command: Command, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_MODEL", "groq/other")
    monkeypatch.delenv("OPENAI_BASE_URL")
    done = command("summarize", STORY, "--model", "openai/mine", "--base-url", loopback.url)
    assert done.exit_code == 0
    assert loopback.bodies[0]["model"] == "mine"
    small = command("summarize", STORY, "--model", "openai/y", "--base-url", loopback.url,
                    "--window-sentences", "5", "--no-cache")  # fmt: skip
    assert Summary.model_validate_json(small.stdout).usage.requests > 1


def test_the_model_that_was_chosen_is_told_unless_it_should_be_quiet(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUMMARIZER_MODEL")
    done = command("summarize", STORY)
    assert done.exit_code == 0
    assert done.stderr.startswith("summarizer: No model is named: using openai/")
    assert done.stderr.count("\n") == 1
    assert command("summarize", STORY, "--quiet").stderr == ""


def test_a_file_is_written_as_a_whole_and_keeps_its_mode(command: Command) -> None:
    Path("out.json").write_text("old", encoding="utf-8")
    Path("out.json").chmod(0o640)
    Path("link.json").symlink_to("out.json")
    done = command("summarize", STORY, "--out", "link.json")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert Summary.model_validate_json(Path("out.json").read_bytes())
    assert stat.S_IMODE(Path("out.json").stat().st_mode) == 0o640
    assert Path("link.json").is_symlink()
    assert here() == ["link.json", "out.json"]


def test_a_new_file_may_be_read_as_any_new_file(command: Command) -> None:
    articles("plain")
    command("summarize", STORY, "-o", "out.json")
    assert Path("out.json").stat().st_mode == Path("plain").stat().st_mode


def test_a_file_stays_as_it_was_if_there_is_no_result(command: Command, loopback: Loopback) -> None:
    loopback.reply = lambda _: failure(503)
    Path("out.json").write_text("old", encoding="utf-8")
    assert command("summarize", STORY, "-o", "out.json").exit_code == 5
    assert Path("out.json").read_text("utf-8") == "old"
    assert here() == ["out.json"]


def test_what_is_no_regular_file_is_written_directly(command: Command) -> None:
    assert command("summarize", STORY, "-o", os.devnull).exit_code == 0
    assert command("summarize", STORY, "-o", "-").stdout.startswith("{")


@pytest.mark.parametrize(
    ("out", "complaint"),
    [("nowhere/out.json", "does not exist"), (".", "is a folder"), ("a", "replace the article")],
)
def test_where_to_write_is_checked_before_money_is_spent(
    command: Command, loopback: Loopback, out: str, complaint: str
) -> None:
    done = command("summarize", *articles("a"), "--out", out)
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert not loopback.received
    assert here() == ["a"]


def test_a_folder_that_cannot_be_written_is_told_before_money_is_spent(
    command: Command, loopback: Loopback
) -> None:
    articles("a")
    name = "x" * 250  # no room for the ending of a temporary file
    done = command("summarize", "a", "--out", name)
    assert done.exit_code == 4
    assert "cannot be written" in done.stderr
    assert not loopback.received


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "There is no such file"),
        (b"", "It is empty"),
        (b" \n", "It is empty"),
        ("Grüße SECRET".encode("latin-1"), "not UTF-8 text (byte 3)"),
        (b"SECRET\0", "NUL"),
        (b"SECRET" * 10, "max_chars"),
        (b"SECRET" * 100, "max_chars"),
    ],
)
def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
    complaint: str,
) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_CHARS", "50")
    if content is not None:
        Path("bad").write_bytes(content)
    articles("good")
    done = command("summarize", "bad", "good", "--quiet")
    assert done.exit_code == 3
    assert [s.article.id for s in records(done.stdout)] == ["good"]
    errors = done.stderr.splitlines()
    assert errors[0].startswith("summarizer: error: bad: ")
    assert complaint in errors[0]
    assert len(errors) <= 2
    assert "SECRET" not in done.stderr


def test_a_file_that_cannot_be_opened_says_why(command: Command) -> None:
    done = command("summarize", "x" * 300)
    assert done.exit_code == 3
    assert "It cannot be read: File name too long." in done.stderr


def test_a_folder_is_no_article(command: Command, loopback: Loopback) -> None:
    Path("stories").mkdir()
    done = command("summarize", "stories")
    assert done.exit_code == 3
    assert done.stderr.splitlines() == [
        "summarizer: error: stories: This is a folder, not a file.",
        "summarizer: hint: name its files, such as stories/*.txt",
    ]
    assert not loopback.received


def test_a_file_name_cannot_write_to_the_terminal(command: Command) -> None:
    done = command("summarize", "no\x1b[31m\nsuch\u202e")
    assert done.stderr == "summarizer: error: no[31m such: There is no such file.\n"


def test_a_file_name_that_is_not_utf_8_is_shown_as_well_as_it_can_be(command: Command) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text("Nothing.", encoding="utf-8")
    done = command("summarize", name, "--quiet")
    assert Summary.model_validate_json(done.stdout).article.id == "caf\ufffd.txt"


def test_a_wrong_key_stops_the_run_with_one_error(command: Command, loopback: Loopback) -> None:
    loopback.reply = lambda _: failure(401)
    done = command("summarize", *articles(*"abcdefghijkl"))
    assert done.exit_code == 4
    assert done.stdout == ""
    assert done.stderr.count("error:") == 1
    assert "hint:" in done.stderr
    assert "of 12 files are left" in done.stderr
    assert len(loopback.received) <= 8  # those that were under way


@pytest.mark.parametrize(
    ("answer", "code"), [(failure(503), 5), (chat("no json"), 6), (failure(402), 4)]
)
def test_the_exit_code_says_what_went_wrong(
    command: Command, loopback: Loopback, answer: object, code: int
) -> None:
    loopback.reply = lambda _: answer
    assert command("summarize", STORY).exit_code == code


def test_of_several_failures_the_worst_one_counts(command: Command, loopback: Loopback) -> None:
    original = loopback.reply

    def reply(received: Received) -> Answer:
        text = json.dumps(received.body)
        if "in later" in text:
            return failure(503)
        return chat("no json") if "in broken" in text else original(received)

    loopback.reply = reply
    files = articles("broken", "good", "later")
    done = command("summarize", *files, "missing", "-o", "out.jsonl")
    assert done.exit_code == 5
    assert [s.article.id for s in records(Path("out.jsonl").read_text("utf-8"))] == ["good"]
    for name in ("broken", "later", "missing"):
        assert f"summarizer: error: {name}: " in done.stderr
    assert command("summarize", "missing", "broken").exit_code == 6


@pytest.mark.parametrize(
    ("variable", "arguments", "complaint"),
    [
        (("SUMMARIZER_PROFILE", "huge"), (), "correct SUMMARIZER_PROFILE"),
        (("SUMMARIZER_CACHE", "perhaps"), (), "correct SUMMARIZER_CACHE"),
        (("X", ""), ("--base-url", "ftp://x"), "correct --base-url or SUMMARIZER_BASE_URL"),
        (("X", ""), ("--model", "gpt-4o"), "did you mean openai/gpt-4o?"),
    ],
)
def test_a_wrong_setting_is_one_error_and_a_hint(
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    variable: tuple[str, str],
    arguments: tuple[str, ...],
    complaint: str,
) -> None:
    monkeypatch.setenv(*variable)
    done = command("summarize", STORY, *arguments)
    assert done.exit_code == 4
    error, hint = done.stderr.splitlines()
    assert error.startswith("summarizer: error: ")
    assert hint.startswith("summarizer: hint: ")
    assert complaint in hint


def test_a_warning_of_the_library_is_told(
    command: Command, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reply(received: Received) -> Answer:
        asked = received.body.get("response_format", {}).get("type")
        if asked == "json_schema":
            return failure(400, message="response_format json_schema is not supported")
        form = {"sources": [], "claims": [], "quotes": [], "synopsis": []}
        return chat(form, usage=(1_000, 10))

    loopback.reply = reply
    Path("a").write_text("Nothing.", encoding="utf-8")
    monkeypatch.setenv("SUMMARIZER_MAX_TRIES", "2")
    done = command("summarize", "a", "--quiet")
    assert done.exit_code == 0
    assert done.stderr == (
        f"summarizer: warning: {loopback.url[7:-3]} takes no schema for its answers;"
        " going on without one.\n"
    )
