"""Parquet: articles in, rows out."""

import io
import random
import resource
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from records import EXAMPLES, example, written

from summarizer import ReplyRefusedError
from summarizer.article import Article
from summarizer.errors import ArticleError, ConfigurationError
from summarizer.formats.arrow import arrow_schema
from summarizer.formats.fields import Fields, Row
from summarizer.formats.parquet import read_parquet, write_parquet
from summarizer.outcome import Metrics, Outcome, failed, succeeded


def packed(columns: dict[str, Any], **given: Any) -> io.BytesIO:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **given)
    file.seek(0)
    return file


def rows(columns: dict[str, Any], **given: Any) -> list[Row]:
    return list(read_parquet(packed(columns), "a.parquet", **given))


def only(columns: dict[str, Any], **given: Any) -> Article | ArticleError:
    (row,) = rows(columns, **given)
    return row.article


# articles in


def test_a_row_is_an_article_with_what_is_known_of_it() -> None:
    found = rows(
        {"text": ["One.", "Two."], "id": ["a", None], "title": [None, "T"], "n": [[1], []]}
    )
    assert found == [
        Row("a.parquet:row 1", Article(text="One.", id="a")),
        Row("a.parquet:row 2", Article(text="Two.", id="a.parquet:row 2", title="T")),
    ]


def test_columns_are_named_by_the_user_and_one_may_be_two_things() -> None:
    fields = Fields(text="a.b", id="uri", metadata={"publisher": "source", "byline": "source"})
    found = only({"a.b": ["One."], "uri": [7], "source": ["Lohr Post"]}, fields=fields)
    assert found == Article(text="One.", id="7", publisher="Lohr Post", byline="Lohr Post")


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_strings_of_all_kinds_are_read(kind: pa.DataType) -> None:
    text = pa.array(["One. 😀\u2028\0"], kind)
    assert only({"text": text, "id": ["a"]}) == Article(text="One. 😀\u2028\0", id="a")


def test_categories_of_pandas_and_columns_of_nulls_are_read() -> None:
    frame = pd.DataFrame({"text": ["One."], "id": ["a"], "publisher": ["Post"], "title": [None]})
    frame = frame.astype({"publisher": "category"})
    file = io.BytesIO()
    frame.to_parquet(file)
    (row,) = read_parquet(file, "a.parquet")
    assert row.article == Article(text="One.", id="a", publisher="Post")


@pytest.mark.parametrize(
    ("values", "published"),
    [
        (pa.array([date(2026, 11, 24)]), "2026-11-24"),
        (pa.array([1_700_000_000], pa.timestamp("s")), "2023-11-14 22:13:20.000"),
        (pa.array([1_700_000_000], pa.timestamp("s", "UTC")), "2023-11-14 22:13:20.000Z"),
        (
            pa.array([1_700_000_000_000_000_001], pa.timestamp("ns")),
            "2023-11-14 22:13:20.000000001",
        ),
    ],
)
def test_a_date_is_written_out(values: pa.Array, published: str) -> None:
    found = only({"text": ["One."], "published": values})
    assert isinstance(found, Article)
    assert found.published == published


def not_utf8() -> pa.StringArray:
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 7, 8)))
    return pa.StringArray.from_buffers(2, offsets, pa.py_buffer(b"SECRET\xff."))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (pa.array([None, "."]), "its field 'text' is null, not a text"),
        (pa.array(["", "."]), "its field 'text' is empty"),
        (pa.array([" \n", "."]), "its field 'text' is empty"),
        (not_utf8(), "it is not UTF-8"),
    ],
)
def test_a_row_that_is_no_article_is_an_error_and_reading_goes_on(
    text: pa.Array, reason: str
) -> None:
    bad, good = rows({"text": text, "title": ["SECRET", "T"]})
    assert good.article == Article(text=".", id="a.parquet:row 2", title="T")
    assert isinstance(bad.article, ArticleError)
    assert bad.article.message == f"a.parquet:row 1: {reason}."
    assert bad.article.__cause__ is bad.article.__context__ is None


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"body": ["SECRET"]}, "it has no column 'text'"),
        ({"text": [5, 6]}, "its column 'text' holds int64, not strings"),
        ({"text": [b"SECRET"]}, "its column 'text' holds binary, not strings"),
        ({"text": [None]}, "its column 'text' holds null, not strings"),
        ({"text": [{"SECRET": 1}]}, "its column 'text' holds nested values, not strings"),
        ({"text": ["SECRET"], "id": [1.5]}, "its column 'id' holds double, not strings"),
        ({"text": ["SECRET"], "url": [["SECRET"]]}, "its column 'url' holds nested values"),
        ({"text": ["SECRET"], "title": [True]}, "its column 'title' holds bool, not strings"),
    ],
)
def test_a_column_that_is_missing_or_no_text_is_one_error(
    columns: dict[str, Any], reason: str
) -> None:
    error = only(columns)
    assert isinstance(error, ArticleError)
    assert error.message.startswith(f"a.parquet: {reason}")
    assert "SECRET" not in str(error)


def test_a_file_that_is_no_parquet_or_not_all_of_it_is_one_error_behind_what_it_gave() -> None:
    texts = [f"Article {n}. " * 9 for n in range(9_000)]
    whole = packed({"text": texts}, row_group_size=1_000, compression="zstd").getvalue()
    middle = len(whole) // 2
    broken = whole[:middle] + b"\xff" * 900 + whole[middle + 900 :]
    for data in (b"", b"PAR1", b"SECRET" * 100, whole[:-9], whole[:middle], broken):
        *good, bad = read_parquet(io.BytesIO(data), "a.parquet")
        assert (len(good) >= 3_000) == (data is broken)
        assert all(isinstance(row.article, Article) for row in good)
        assert isinstance(bad.article, ArticleError)
        assert bad.article.message == "a.parquet: it is no Parquet, or not all of it."
        assert bad.article.__cause__ is bad.article.__context__ is None


def test_memory_is_that_of_a_few_rows_however_large_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    schema = pa.schema([("text", pa.string()), ("image", pa.binary())])
    words = random.Random(20261124)  # noqa: S311 - no secret
    with pq.ParquetWriter(path, schema, use_dictionary=False) as writer:
        for _ in range(2):
            texts = [words.randbytes(5_000).hex() for _ in range(4_000)]
            images = [words.randbytes(5_000) for _ in range(4_000)]
            writer.write_table(pa.table({"text": texts, "image": images}, schema=schema))
    n_rows = most = 0
    before = pa.total_allocated_bytes()
    tracemalloc.start()  # what is read from a file of Python's is bytes of Python's
    try:
        with path.open("rb") as stream:
            for _ in read_parquet(stream, "a.parquet"):
                n_rows += 1
                most = max(most, pa.total_allocated_bytes())
        _, most_of_python = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert n_rows == 8_000
    assert most - before + most_of_python < 30_000_000  # a page has 10 MB, a row group's texts 40


# rows out

STORIES = sorted(path.name.removesuffix(".gold.json") for path in EXAMPLES.glob("*.gold.json"))
GOOD = [succeeded(example(name), 1.25) for name in STORIES]
BAD = [
    failed(Article(text=f"SECRET {n}.", id=f"bad{n}"), ReplyRefusedError("No."), settings="5e77")
    for n in range(3)
]


def dumped(path: Path, outcomes: list[Outcome]) -> Path:
    path.write_text("".join(row.model_dump_json() + "\n" for row in outcomes), encoding="utf-8")
    return path


def table(path: Path, outcomes: list[Outcome]) -> Path:
    write_parquet(dumped(path.with_suffix(".jsonl"), outcomes), path, Outcome)
    return path


def read(path: Path) -> list[Outcome]:
    return [Outcome.model_validate(row) for row in pq.read_table(path).to_pylist()]


@pytest.fixture
def both(tmp_path: Path) -> list[str]:
    """A file of successes only and one of errors only."""
    return [str(table(tmp_path / "a.parquet", GOOD)), str(table(tmp_path / "b.parquet", BAD))]


def test_every_row_is_read_back_as_it_was(tmp_path: Path) -> None:
    hostile = [
        written('😀 \u2028\u0085\x00\r\n\t"\\ <b>&amp; 2026-11-24 null'),
        written("2026-11-24"),
    ]
    odd = GOOD[0].model_copy(
        update={
            "id": "odd",
            "metrics": Metrics(cost_usd=1e-9, seconds=0.1 + 0.2, input_tokens=2**62, requests=0),
        }
    )
    outcomes = [*GOOD, *BAD, odd, *(succeeded(one, 0.0) for one in hostile)]
    assert read(table(tmp_path / "a.parquet", outcomes)) == outcomes
    assert read(table(tmp_path / "a.parquet", [])) == []


def test_the_columns_do_not_hang_on_the_rows(tmp_path: Path, both: list[str]) -> None:
    none = table(tmp_path / "none.parquet", [])
    for path in (*both, none):
        assert pq.read_schema(path) == arrow_schema(Outcome)


def test_arrow_reads_errors_and_successes_together(both: list[str]) -> None:
    for given in (both, list(reversed(both))):
        found = ds.dataset(given).to_table().to_pylist()
        assert {Outcome.model_validate(row).id for row in found} == {r.id for r in (*GOOD, *BAD)}
        claims = ds.dataset(given).to_table(columns={"model": ds.field("summary", "provenance")})
        assert claims.num_rows == len(GOOD) + len(BAD)


def test_duckdb_reads_errors_and_successes_together(both: list[str]) -> None:
    query = """
        select id, status, summary.claims[1].text as claim, len(summary.sources) as n_sources,
            error.type as error, metrics.cost_usd as cost
        from read_parquet($files) order by id
    """
    expected = [
        (
            row.id,
            row.status,
            row.summary.claims[0].text if row.summary else None,
            len(row.summary.sources) if row.summary else None,
            row.error.type,
            row.metrics.cost_usd,
        )
        for row in sorted((*GOOD, *BAD), key=lambda row: row.id)
    ]
    with duckdb.connect() as connection:
        for given in (both, list(reversed(both)), f"{Path(both[0]).parent}/*.parquet"):
            assert connection.execute(query, {"files": given}).fetchall() == expected
        types = [
            connection.execute("describe from read_parquet($f)", {"f": f}).fetchall() for f in both
        ]
    assert types[0] == types[1]


@pytest.mark.parametrize("backend", ["numpy_nullable", "pyarrow", None])
def test_pandas_reads_errors_and_successes_together(both: list[str], backend: Any) -> None:
    given = {"dtype_backend": backend} if backend else {}
    good, bad = (pd.read_parquet(path, **given) for path in both)
    assert good.dtypes.to_dict() == bad.dtypes.to_dict()
    together = pd.concat([good, bad], ignore_index=True)
    assert together.dtypes.to_dict() == good.dtypes.to_dict()
    assert list(together["status"]) == ["ok"] * len(GOOD) + ["error"] * len(BAD)
    assert list(together["id"]) == [row.id for row in (*GOOD, *BAD)]
    assert together["summary"][0]["claims"][0]["status"] == GOOD[0].summary.claims[0].status  # type: ignore[union-attr]


def test_memory_is_that_of_a_group_of_rows_however_many_there_are(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    lines = "".join(row.model_dump_json() + "\n" for row in GOOD)
    n_times = 100_000_000 // len(lines)
    with path.with_suffix(".jsonl").open("w", encoding="utf-8") as file:
        file.writelines(lines for _ in range(n_times))
    pool = pa.system_memory_pool()
    before = pa.default_memory_pool()
    pa.set_memory_pool(pool)
    try:
        write_parquet(path.with_suffix(".jsonl"), path, Outcome)
    finally:
        pa.set_memory_pool(before)
    assert (pool.max_memory() or 0) < 100_000_000
    assert pq.read_metadata(path).num_rows == n_times * len(GOOD)
    assert pq.read_metadata(path).num_row_groups >= 5


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", GOOD)
    rows = dumped(tmp_path / "a.jsonl", BAD)
    with rows.open("a", encoding="utf-8") as file:
        file.write('{"id": "SECRET", "more": "SECRET"}\n')
    with pytest.raises(ConfigurationError, match=r"a\.jsonl has rows of another version") as caught:
        write_parquet(rows, path, Outcome)
    assert "SECRET" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert read(path) == GOOD
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.jsonl", "a.parquet"]


@pytest.mark.parametrize("where", ["full", "gone"])
def test_a_disk_that_is_full_or_gone_is_told_and_the_rows_stay(tmp_path: Path, where: str) -> None:
    rows = dumped(tmp_path / "a.jsonl", GOOD)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if where == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, before[1]))
    path = tmp_path / "a.parquet" if where == "full" else tmp_path / "gone" / "a.parquet"
    try:
        with pytest.raises(ConfigurationError, match=r"cannot be written: (File too|No such)") as e:
            write_parquet(rows, path, Outcome)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert e.value.hint == f"the rows are in {rows}; run the same again"
    assert [one.name for one in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_last_line_without_its_end_is_a_row(tmp_path: Path) -> None:
    rows = dumped(tmp_path / "a.jsonl", GOOD)
    rows.write_bytes(rows.read_bytes().rstrip())
    write_parquet(rows, tmp_path / "a.parquet", Outcome)
    assert read(tmp_path / "a.parquet") == GOOD
