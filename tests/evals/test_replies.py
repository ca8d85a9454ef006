import json
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from evals.replies import Origin, Recorded, ReplyFile, ReplyFileError, digest_of
from summarizer.core.ask.request import CallUsage, Message, Reply, Request
from summarizer.errors import LLMUnavailableError, ReplyTruncatedError

ORIGIN = Origin(model="m.gguf", sha256="0" * 64, server="s 1", recorded=date(2026, 11, 24))


class Form(BaseModel):
    """A form."""

    name: str


class Other(BaseModel):
    """Another form with the same schema, but for its prose."""

    name: str


class Longer(BaseModel):
    names: list[str]


def request(words: str = "Who?", *, form: type[BaseModel] = Form, max_tokens: int = 9) -> Request:
    return Request("tags.v1", (Message("user", words),), form, max_tokens)


def row(words: str = "Who?") -> Recorded:
    recorded = Recorded.of(request(words), Reply('{"name":"A\u2028B"}', CallUsage(2, False, 7, 3)))
    assert recorded is not None
    return recorded


def test_a_digest_is_of_what_the_model_is_shown() -> None:
    digest = digest_of(request())
    assert digest == digest_of(request(form=Other))
    renamed = Request("tags.v2", request().messages, Form, 9, sentences=(4,))
    assert digest == digest_of(renamed)
    others = (request("Whom?"), request(max_tokens=10), request(form=Longer))
    assert len({digest, *map(digest_of, others)}) == 4
    as_system = Request("tags.v1", (Message("system", "Who?"),), Form, 9)
    assert digest_of(as_system) != digest


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert digest_of(request("“Où ?”")).startswith("5a3eea2fbdedd6bd")


def test_replies_come_back_as_they_were(tmp_path: Path) -> None:
    file = ReplyFile.read("x", tmp_path)
    assert (file.origin, file.rows) == (None, {})
    file.append(row(), ORIGIN)
    file.append(row("Whom?"), ORIGIN)
    again = ReplyFile.read("x", tmp_path)
    assert (again.origin, again.rows) == (ORIGIN, file.rows)
    assert row().outcome == Reply('{"name":"A\u2028B"}', CallUsage(2, False, 7, 3))


def test_a_file_is_one_line_a_request_without_the_request(tmp_path: Path) -> None:
    ReplyFile.read("x", tmp_path).append(row("What a secret!"), ORIGIN)
    text = (tmp_path / "x.jsonl").read_text("utf-8")
    header, line = text.splitlines()  # also at U+2028
    assert json.loads(header) == {
        "model": "m.gguf",
        "sha256": "0" * 64,
        "server": "s 1",
        "recorded": "2026-11-24",
    }
    assert json.loads(line).keys() == {
        "request",
        "task",
        "reply",
        "attempts",
        "input_tokens",
        "output_tokens",
    }
    assert "secret" not in text


def test_a_models_failure_is_kept_and_an_endpoints_is_not() -> None:
    failure = Recorded.of(request(), ReplyTruncatedError("Cut off.", usage=CallUsage(3)))
    assert failure is not None
    assert isinstance(failure.outcome, ReplyTruncatedError)
    assert failure.outcome.attempts == 3
    assert Recorded.of(request(), LLMUnavailableError("Gone.")) is None


def test_answers_are_written_in_the_order_asked_without_the_others(tmp_path: Path) -> None:
    file = ReplyFile.read("x", tmp_path)
    for words in ("a", "b", "c"):
        file.append(row(words), ORIGIN)
    file.write([digest_of(request("c")), digest_of(request("a"))])
    assert list(ReplyFile.read("x", tmp_path).rows.values()) == [row("c"), row("a")]
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]


@pytest.mark.parametrize("line", ['{"request": "0"}', '{"request": "0", "ta', "[]"])
def test_a_line_that_is_no_reply_is_told_by_number(tmp_path: Path, line: str) -> None:
    ReplyFile.read("x", tmp_path).append(row(), ORIGIN)
    with (tmp_path / "x.jsonl").open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(ReplyFileError, match=r"x\.jsonl, line 3, is no recorded reply"):
        ReplyFile.read("x", tmp_path)


def test_an_origin_agrees_whatever_the_day() -> None:
    assert ORIGIN.agrees_with(ORIGIN.model_copy(update={"recorded": date(2027, 1, 1)}))
    for change in ({"model": "n"}, {"sha256": "1"}, {"server": "s 2"}):
        assert not ORIGIN.agrees_with(ORIGIN.model_copy(update=change))
