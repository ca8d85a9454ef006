"""CSV and TSV in: every record is an article or an error that names its place."""

import csv
import io
import tracemalloc
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article import Article
from summarizer.errors import ArticleError
from summarizer.formats.delimited import read_delimited
from summarizer.formats.fields import Fields, Row

HEADER = b"id,text,title\n"
GOOD = b"z,The bridge at Lohr is closed.,Bridge\n"


def rows(data: bytes, **given: object) -> list[Row]:
    return list(read_delimited(io.BytesIO(data), "a.csv", **given))  # type: ignore[arg-type]


def articles(found: Iterable[Row]) -> list[Article]:
    return [row.article for row in found if isinstance(row.article, Article)]


def test_a_record_is_an_article_with_what_is_known_of_it() -> None:
    (row,) = rows(b"language,text,more,id,title\r\nen,One.,x,7,\r\n")
    assert row == Row("a.csv:2", Article(text="One.", id="7", language="en"))


def test_columns_are_named_by_the_user() -> None:
    fields = Fields(text="body", id="uri", metadata={"publisher": "source"})
    (row,) = rows(b"uri,body,source,title\n7,One.,Lohr Post,T\n", fields=fields)
    assert row.article == Article(text="One.", id="7", publisher="Lohr Post")


@pytest.mark.parametrize("header", [b"text\n", b"id,text\n,"])
def test_without_an_id_the_place_is_the_id(header: bytes) -> None:
    (row,) = rows(header + b"One.\n")
    assert row == Row("a.csv:2", Article(text="One.", id="a.csv:2"))


def test_lines_commas_and_marks_inside_quotation_marks_are_the_text_s() -> None:
    text = 'One, "two".\r\n\nThree;\u2028four\x0bfive\x85six\rseven'
    record = text.replace('"', '""').encode()
    first, second = rows(HEADER + b'a,"' + record + b'",T\n\n' + GOOD)
    assert (first.place, second.place) == ("a.csv:2", "a.csv:6")  # a blank line is passed over
    assert articles([first, second])[0].text == text


def test_tabs_are_between_the_fields_of_a_tsv() -> None:
    (row,) = rows(b'id\ttext\n7\t"One,\ttwo."\n', delimiter="\t")
    assert row.article == Article(text="One,\ttwo.", id="7")


def test_a_byte_order_mark_is_taken_off_before_a_quoted_name_too() -> None:
    (row,) = rows(b'\xef\xbb\xbf"text",id\nOne.,7\n')
    assert row.article == Article(text="One.", id="7")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_what_python_writes_is_read_back_to_the_letter(texts: list[str]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["n", "text"])
    writer.writerows([str(n), text] for n, text in enumerate(texts))
    found = [row.article for row in rows(file.getvalue().encode())]
    assert len(found) == len(texts)
    for text, article in zip(texts, found, strict=True):
        if text.strip():
            assert isinstance(article, Article)
            assert article.text == text
        else:
            assert isinstance(article, ArticleError)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"a,SECRET", "its number of fields is 2, and the header's 3"),
        (b"a,SECRET, and more,T", "its number of fields is 4, and the header's 3"),
        (b"a,,T", "its field 'text' is empty"),
        (b'a," \n\t ",T', "its field 'text' is empty"),
        (b"a,SECRET \xff,T", "it is not UTF-8"),
        (b"a,SECRET,\xfc", "it is not UTF-8"),
        (b"a,SECRET \xed\xa0\xbd,T", "it is not UTF-8"),
        (b"a,SECRET \0,T", "it has a NUL character"),
        (b'a,"SECRET" he said,T', "its quotation marks, or its line ends, are not those of CSV"),
        (b'a,"He said "SECRET",T', "its quotation marks, or its line ends, are not those of CSV"),
        (b"a,SECRET\rb,SECRET", "its quotation marks, or its line ends, are not those of CSV"),
        (b"a," + b"SECRET" * 1_000 + b",T", "it is longer than 5,000 bytes"),
        (b'a,"' + b'SECRET ""no"", yes\n' * 1_000 + b'",T', "it is longer than 5,000 bytes"),
        (b'a,"' + b"SECRET" * 1_000 + b'\n,",T', "it is longer than 5,000 bytes"),
        (b'"' + b'","' * 3_000 + b'"', "it is longer than 5,000 bytes"),
    ],
)
def test_a_record_that_is_no_article_is_one_error_and_reading_goes_on(
    record: bytes, reason: str
) -> None:
    bad, good = rows(HEADER + record + b"\n" + GOOD, max_bytes=5_000)
    assert articles([good])[0].id == "z"
    error = bad.article
    assert isinstance(error, ArticleError)
    assert error.message.startswith("a.csv:2: ")
    assert reason in error.message
    assert "SECRET" not in str(error)
    assert "\n" not in str(error)
    assert error.__cause__ is error.__context__ is None


def test_a_mark_that_is_never_closed_is_an_error_at_the_record_s_beginning() -> None:
    *good, bad = rows(HEADER + GOOD + b'a,"SECRET\n' + GOOD)
    assert len(articles(good)) == 1
    assert bad.place == "a.csv:3"
    assert "its quotation marks" in str(bad.article)
    *good, bad = rows(HEADER + GOOD + b'a,"SECRET\n' + GOOD * 100, max_bytes=500)
    assert len(articles(good)) == 1
    assert bad.place == "a.csv:3"
    assert "a quotation mark is not closed" in str(bad.article)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it has no column 'text'"),
        (b"id;text;title\n1;SECRET;T\n", "it has no column 'text'"),
        (b"SECRET,more\nSECRET,more\n", "it has no column 'text'"),
        (b"text,text\nSECRET,SECRET\n", "it has several columns 'text'"),
        (
            "id,text\n1,SECRET".encode("utf-16"),
            "it has a NUL character: it is no text, or not UTF-8",
        ),
        (b'text,"id\n' + b"SECRET\n" * 1_000, "it is longer than 5,000 bytes"),
    ],
)
def test_a_file_without_its_header_is_one_error(data: bytes, reason: str) -> None:
    (row,) = rows(data, max_bytes=5_000)
    assert isinstance(row.article, ArticleError)
    assert row.place == "a.csv:1"
    assert "SECRET" not in str(row.article)
    assert reason in row.article.message
    assert "commas" in str(row.article.hint)


@pytest.mark.parametrize(
    "filling", [b"a" * 1_000, (b"a" * 99 + b"\n") * 10, b'a""' * 300, b'","' * 300]
)
def test_a_record_of_50_mb_is_passed_over_in_pieces(filling: bytes) -> None:
    n_times = 50_000_000 // len(filling)
    stream = io.BytesIO(HEADER + b'a,"' + filling * n_times + b'"\n' + GOOD)
    tracemalloc.start()
    try:
        bad, good = read_delimited(stream, "a.csv", max_bytes=1_000_000)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20_000_000  # characters of four bytes, and fields, of a megabyte
    assert isinstance(bad.article, ArticleError)
    assert articles([good])[0].id == "z"


def test_other_readers_of_csv_in_the_process_keep_their_limit() -> None:
    before = csv.field_size_limit(200_000)
    try:
        assert len(rows(HEADER + GOOD, max_bytes=1_000)) == 1
        assert csv.field_size_limit() == 200_000
    finally:
        csv.field_size_limit(before)
