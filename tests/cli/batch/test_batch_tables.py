"""`summarizer batch` with tables: CSV, Parquet and packed files in, Parquet out."""

import gzip
import os
import signal
import sys
import threading
import tracemalloc
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from commands import Command

from loopback import Answer, Loopback, Received
from summarizer import Outcome
from summarizer.article import Article
from summarizer.cli.batch.intake import read_all
from summarizer.formats.fields import Fields

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def csv(n_articles: int, separator: str = ",") -> str:
    header = separator.join(("id", "text", "headline"))
    lines = [f'a{n}{separator}"Nothing of {n}."{separator}Head {n}' for n in range(n_articles)]
    return "\n".join([header, *lines, ""])


def jsonl(n_articles: int) -> str:
    return "".join(f'{{"id": "a{n}", "text": "Nothing of {n}."}}\n' for n in range(n_articles))


def parquet(n_articles: int, path: str) -> None:
    ids, texts = zip(*((f"a{n}", f"Nothing of {n}.") for n in range(n_articles)), strict=True)
    pd.DataFrame({"id": ids, "text": texts, "headline": ids}).to_parquet(path)


def rows(path: str = "out.jsonl") -> list[Outcome]:
    if path.endswith(".parquet"):
        return [Outcome.model_validate(row) for row in pq.read_table(path).to_pylist()]
    return [Outcome.model_validate_json(line) for line in Path(path).read_text().splitlines()]


def ids(path: str = "out.jsonl") -> list[str]:
    return sorted(row.id for row in rows(path))


def errors(path: str = "out.jsonl") -> dict[str, str]:
    return {row.id: row.error.message for row in rows(path) if row.status == "error"}


# in


def test_tables_are_read_packed_or_not_and_one_article_in_all_of_them_is_done_once(
    command: Command, loopback: Loopback
) -> None:
    Path("a.csv").write_text(csv(1), encoding="utf-8-sig")
    Path("b.TSV").write_text(csv(2, "\t"), encoding="utf-8")
    parquet(3, "c.parquet")
    Path("d.csv.gz").write_bytes(gzip.compress(csv(4).encode()))
    Path("e.tsv.zst").write_bytes(zstd.compress(csv(5, "\t").encode()))
    Path("f.jsonl.zst").write_bytes(zstd.compress(jsonl(6).encode()))
    Path("g.zst").write_bytes(zstd.compress(jsonl(3).encode()) + zstd.compress(jsonl(7).encode()))
    names = sorted(path.name for path in Path().iterdir())
    done = command("batch", *names, "-o", "out.jsonl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert ids() == [f"a{n}" for n in range(7)]
    assert len(loopback.received) == 7


def test_what_is_known_of_an_article_is_taken_from_the_columns_that_are_named(
    command: Command,
) -> None:
    Path("a.csv").write_text(csv(1), encoding="utf-8")
    parquet(2, "b.parquet")
    Path("c.jsonl").write_text(jsonl(3), encoding="utf-8")  # its lines may have it or not
    done = command(
        *("batch", "a.csv", "b.parquet", "c.jsonl", "-o", "out.jsonl"),
        *("--field", "title=headline", "--field", "byline=headline"),
    )
    assert done.exit_code == 0
    found = {row.id: row.summary.article for row in rows() if row.summary}
    assert [(found[i].title, found[i].byline) for i in ("a0", "a1", "a2")] == [
        ("Head 0", "Head 0"),
        ("a1", "a1"),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (["titel=x"], "there is no field 'titel'; there are title, url, publisher, byline"),
        (["text=body"], "for the text there is --text-field"),
        (["id=uri"], "for the id there is --id-field"),
        (["title"], "write title=KEY, such as title=headline"),
        (["title="], "write title=KEY, such as title=headline"),
        (["title=a", "title=b"], "'title' is named twice"),
    ],
)
def test_a_field_that_cannot_be_mapped_is_wrong_usage_in_one_line(
    command: Command, loopback: Loopback, given: list[str], what: str
) -> None:
    Path("a.csv").write_text(csv(1), encoding="utf-8")
    options = [part for one in given for part in ("--field", one)]
    done = command("batch", "a.csv", "-o", "out.jsonl", *options)
    assert done.exit_code == 2
    assert what in " ".join(done.stderr.split())
    assert loopback.received == []
    assert not Path("out.jsonl").exists()


def test_a_bad_record_of_a_table_is_a_row_and_the_run_goes_on(command: Command) -> None:
    Path("a.csv").write_text("id,text\na0,One.\na1\na2,Two.\n", encoding="utf-8")
    Path("b.csv").write_text("id,body\na3,One.\n", encoding="utf-8")
    pd.DataFrame({"id": ["a4", "a5"], "text": [None, "Three."]}).to_parquet("c.parquet")
    Path("d.parquet").write_text("no Parquet", encoding="utf-8")
    Path("e").mkdir()
    Path("f.parquet.gz").write_bytes(gzip.compress(Path("c.parquet").read_bytes()))
    inputs = ("a.csv", "b.csv", "c.parquet", "d.parquet", "e", "f.parquet.gz", "g.parquet")
    done = command("batch", *inputs, "-o", "out.jsonl")
    assert done.exit_code == 8
    assert errors() == {
        "a.csv:3": "a.csv:3: its number of fields is 1, and the header's 2.",
        "b.csv:1": "b.csv:1: it has no column 'text'.",
        "c.parquet:row 1": "c.parquet:row 1: its field 'text' is null, not a text.",
        "d.parquet": "d.parquet: it is no Parquet, or not all of it.",
        "e": "e: it has no .txt files.",
        "f.parquet.gz": "f.parquet.gz: a Parquet file is packed in itself.",
        "g.parquet": "g.parquet: it cannot be read: No such file or directory.",
    }
    assert sorted(row.id for row in rows() if row.status == "ok") == ["a0", "a2", "a5"]


def test_a_broken_zst_is_an_error_behind_what_it_gave(command: Command) -> None:
    packed = zstd.compress(jsonl(50).encode())
    Path("cut.jsonl.zst").write_bytes(packed[:-2])
    Path("odd.jsonl.zst").write_bytes(packed + b"more")
    Path("no.csv.zst").write_text("no Zstandard", encoding="utf-8")
    Path("empty.zst").write_bytes(b"")
    names = ("cut.jsonl.zst", "empty.zst", "no.csv.zst", "odd.jsonl.zst")
    assert command("batch", *names, "-o", "out.jsonl").exit_code == 8
    assert errors() == {name: f"{name}: it is no Zstandard, or not all of it." for name in names}
    assert len(ids()) == 50 + len(names)


@pytest.mark.parametrize("ending", [".jsonl.gz", ".jsonl.zst", ".csv.gz", ".csv.zst"])
def test_a_packed_line_that_never_ends_is_not_held(tmp_path: Path, ending: str) -> None:
    start, end, good = {
        "jsonl": (b'{"text": "', b'"}\n', b'{"text": "One."}\n'),
        "csv": (b'text\n"', b'"\n', b"One.\n"),
    }[ending.split(".")[1]]
    path = tmp_path / f"bomb{ending}"
    opened: Any = gzip.open if ending.endswith("gz") else zstd.open
    with opened(path, "wb") as file:
        file.write(start)
        for _ in range(200):
            file.write(b"a" * 1_000_000)
        file.write(end + good)
    assert path.stat().st_size < 1_000_000
    tracemalloc.start()
    try:
        bad, row = read_all([str(path)], Fields(), 100_000)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20_000_000
    assert "longer than 700,000 bytes" in str(bad.article)
    assert isinstance(row.article, Article)


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        ("a.jsonl.zst -o out.jsonl", "zstd"),
        ("a.parquet -o out.jsonl", "parquet"),
        ("a.csv -o out.parquet", "parquet"),
    ],
)
def test_a_package_that_is_missing_is_told_before_anything_is_sent(
    command: Command,
    loopback: Loopback,
    monkeypatch: pytest.MonkeyPatch,
    arguments: str,
    extra: str,
) -> None:
    module = {"zstd": zstd.__name__, "parquet": "pyarrow"}[extra]
    Path("first.jsonl").write_text(jsonl(1), encoding="utf-8")
    Path("a.csv").write_text(csv(1), encoding="utf-8")
    monkeypatch.setitem(sys.modules, module, None)  # as the import finds it where it is missing
    done = command("batch", "first.jsonl", *arguments.split())
    assert done.exit_code == 4
    assert f"pip install 'summarizer[{extra}]'" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert loopback.received == []
    assert not [path for path in Path().iterdir() if path.stem == "out"]


# out


def test_rows_go_into_json_lines_and_become_a_table_in_the_end(
    command: Command, loopback: Loopback
) -> None:
    Path("in.csv").write_text(csv(4) + "a9\n", encoding="utf-8")
    done = command("batch", "in.csv", "-o", "out.parquet")
    assert (done.exit_code, done.stdout) == (8, "")
    assert "rows go into out.jsonl; out.parquet is made of them in the end" in done.stderr
    assert rows("out.parquet") == rows("out.jsonl")
    assert len(rows()) == 5
    Path("in.csv").write_text(csv(6), encoding="utf-8")
    again = command("batch", "in.csv", "-o", "out.parquet", "--no-cache", "-q")
    assert (again.exit_code, again.stderr) == (0, "")
    assert len(loopback.received) == 6  # what was done was not done again
    assert ids("out.parquet") == [f"a{n}" for n in range(6)]  # the line that was put right is one


def test_a_run_that_a_limit_ends_leaves_a_table_of_what_is_done(command: Command) -> None:
    Path("in.csv").write_text(csv(50), encoding="utf-8")
    limited = command("batch", "in.csv", "-o", "out.parquet", "--max-tokens", "3000")
    assert limited.exit_code == 7
    assert len(rows("out.parquet")) == 3


def test_an_interrupted_run_leaves_a_table_of_what_is_done_and_goes_on(
    command: Command, loopback: Loopback
) -> None:
    answer: Any = loopback.reply
    arrived, go_on = threading.Event(), threading.Event()

    def reply(received: Received) -> Answer:
        if len(loopback.received) > 6:
            arrived.set()
            go_on.wait(20)
        return answer(received)

    loopback.reply = reply
    Path("in.csv").write_text(csv(30), encoding="utf-8")
    process = command.start("batch", "in.csv", "-o", "out.parquet", "--concurrency", "2")
    assert arrived.wait(60)
    os.kill(process.pid, signal.SIGINT)
    threading.Timer(0.5, go_on.set).start()  # what is under way is finished
    with process:
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert 6 <= len(rows("out.parquet")) < 30
    assert rows("out.parquet") == rows("out.jsonl")
    assert command("batch", "in.csv", "-o", "out.parquet").exit_code == 0
    assert ids("out.parquet") == sorted(f"a{n}" for n in range(30))
    assert len(loopback.received) == 30


def test_a_dry_run_writes_no_table(command: Command) -> None:
    Path("in.csv").write_text(csv(3), encoding="utf-8")
    done = command("batch", "in.csv", "-o", "out.parquet", "--dry-run")
    assert "articles   3 to do" in done.stdout
    assert [path.name for path in Path().iterdir()] == ["in.csv"]


def test_a_table_whose_rows_would_go_into_an_input_is_refused(
    command: Command, loopback: Loopback
) -> None:
    Path("in.jsonl").write_text(jsonl(1).strip(), encoding="utf-8")
    done = command("batch", "./in.jsonl", "-o", "in.parquet")
    assert done.exit_code == 2
    assert "rows would go into in.jsonl, which is an input" in done.stderr
    assert Path("in.jsonl").read_text() == jsonl(1).strip()
    assert loopback.received == []


def test_a_table_without_its_json_lines_is_not_replaced(
    command: Command, loopback: Loopback
) -> None:
    Path("in.csv").write_text(csv(2), encoding="utf-8")
    command("batch", "in.csv", "-o", "out.parquet")
    Path("out.jsonl").unlink()
    before = Path("out.parquet").read_bytes()
    done = command("batch", "in.csv", "-o", "out.parquet", "--no-cache")
    assert done.exit_code == 2
    assert "out.parquet would be replaced" in done.stderr
    assert Path("out.parquet").read_bytes() == before
    assert len(loopback.received) == 2
