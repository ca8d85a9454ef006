"""JSON lines in: every line is an article or an error that names its place."""

import io
import json
from pathlib import Path

import pytest

from summarizer.article import Article
from summarizer.errors import ArticleError
from summarizer.formats.fields import Fields, Row
from summarizer.formats.jsonl import read_jsonl

GOOD = b'{"text": "The bridge at Lohr is closed.", "id": "a"}'


def rows(data: bytes, **given: object) -> list[Row]:
    return list(read_jsonl(io.BytesIO(data), "a.jsonl", **given))  # type: ignore[arg-type]


def only(line: bytes, **given: object) -> Article | ArticleError:
    (row, good) = rows(line + b"\n" + GOOD, **given)
    assert (row.place, good.place) == ("a.jsonl:1", "a.jsonl:2")
    assert isinstance(good.article, Article)  # the run goes on
    return row.article


def test_a_line_is_an_article_with_what_is_known_of_it() -> None:
    line = json.dumps({"text": "One.", "id": "x", "title": "T", "language": "en", "more": [1]})
    assert only(line.encode()) == Article(text="One.", id="x", title="T", language="en")


def test_keys_are_named_by_the_user_and_an_id_may_be_a_number() -> None:
    fields = Fields(text="body", id="uri", metadata={"publisher": "source"})
    line = b'{"body": "One.", "uri": 7, "source": "Lohr Post", "title": 5}'
    (row,) = rows(line, fields=fields)
    assert row.article == Article(text="One.", id="7", publisher="Lohr Post")


def test_without_an_id_the_place_is_the_id() -> None:
    (row,) = rows(b'{"text": "One."}')
    assert isinstance(row.article, Article)
    assert row.article.id == "a.jsonl:1"


def test_only_a_newline_ends_a_line() -> None:
    text = "One.\u2028Two.\u0085Three.\x0bFour.\x1cFive."
    data = json.dumps({"text": text}, ensure_ascii=False).encode()
    first, second = rows(data + b"\r\n\n   \n" + GOOD)
    assert isinstance(first.article, Article)
    assert first.article.text == text
    assert second.place == "a.jsonl:4"  # blank lines are counted and passed over


def test_a_byte_order_mark_is_taken_off_at_the_beginning_only() -> None:
    (row,) = rows(b"\xef\xbb\xbf" + GOOD)
    assert isinstance(row.article, Article)
    assert isinstance(rows(GOOD + b"\n\xef\xbb\xbf" + GOOD)[1].article, ArticleError)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "SECRET', "it is not JSON (character 10)"),
        (b'{"text": "SECRET \xff"}', "it is not UTF-8 (byte 18)"),
        (b'{"text": "SECRET", "n": NaN}', "NaN, a huge number or a deep nest"),
        (b'{"text": "SECRET", "n": 1' + b"0" * 5_000 + b"}", "NaN, a huge number or a deep nest"),
        (b'{"text": "SECRET", "n": ' + b"[" * 100_000, "NaN, a huge number or a deep nest"),
        (b'["SECRET"]', "it is a list, not an object"),
        (b'"SECRET"', "it is a text, not an object"),
        (b'{"body": "SECRET"}', "it has no field 'text'"),
        (b'{"text": null}', "its field 'text' is null, not a text"),
        (b'{"text": 5}', "its field 'text' is a number, not a text"),
        (b'{"text": ["SECRET"]}', "its field 'text' is a list, not a text"),
        (b'{"text": "SECRET", "id": true}', "its field 'id' is true or false, not a text"),
        (b'{"text": "SECRET", "title": {}}', "its field 'title' is an object, not a text"),
        (b'{"text": " \\n "}', "its field 'text' is empty"),
        (b'{"text": "SECRET \\ud83d"}', "half a surrogate pair"),
        (b'{"text": "' + b"SECRET" * 1_000 + b'"}', "the line is longer than 5,000 bytes"),
    ],
)
def test_a_line_that_is_no_article_is_one_error_that_names_its_place(
    line: bytes, reason: str
) -> None:
    limit = 5_000 if b"longer" in reason.encode() else 8_000_000
    error = only(line, max_bytes=limit)
    assert isinstance(error, ArticleError)
    assert error.message.startswith("a.jsonl:1: ")
    assert reason in error.message
    assert "SECRET" not in str(error)
    assert "\n" not in str(error)
    assert error.__cause__ is error.__context__ is None


def test_a_line_of_50_mb_is_passed_over_in_pieces(tmp_path: Path) -> None:
    class Watched(io.BufferedReader):
        most = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            self.most = max(self.most, len(line))
            return line

    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 50_000_000 + b'"}\n' + GOOD)
    with path.open("rb", buffering=0) as raw, Watched(raw) as stream:
        long, good = read_jsonl(stream, "a.jsonl")
        assert stream.most <= 8_000_001
    assert isinstance(long.article, ArticleError)
    assert isinstance(good.article, Article)
    assert good.place == "a.jsonl:2"


def test_a_last_line_that_is_too_long_and_has_no_end() -> None:
    first, second = rows(GOOD + b"\n" + b"x" * 100, max_bytes=60)
    assert isinstance(first.article, Article)
    assert "longer than 60" in str(second.article)
