import json
import subprocess
import sys
from contextlib import suppress
from typing import Any, cast

import pytest
from asking import TEXT, Form, question
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from summarizer.clients.body import build_body, is_endless, read_reply, read_usage, strict_schema
from summarizer.clients.endpoint import Endpoint
from summarizer.core.ask import wire
from summarizer.core.ask.request import CallUsage
from summarizer.core.ask.wire import tags_form
from summarizer.errors import ReplyInvalidError, ReplyRefusedError, ReplyTruncatedError

ENDPOINT = Endpoint("vllm", "m", "http://127.0.0.1:1/v1")

SCHEMA = {
    "$defs": {
        "Part": {
            "type": "object",
            "properties": {
                "n": {"type": "integer"},
                "name": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            },
            "required": ["n", "name"],
            "additionalProperties": False,
        }
    },
    "type": "object",
    "properties": {
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        "few": {"type": "array", "items": {"type": "integer"}, "maxItems": 5},
    },
    "required": ["parts", "few"],
    "additionalProperties": False,
}


def reply(content: object, *, reason: object = "stop", **message: object) -> dict[str, Any]:
    return {"choices": [{"finish_reason": reason, "message": {"content": content, **message}}]}


def test_the_body_is_exactly_this() -> None:
    assert build_body(question(), ENDPOINT, 1000) == {
        "model": "m",
        "messages": [
            {"role": "system", "content": "Point."},
            {"role": "user", "content": TEXT},
        ],
        "max_tokens": 500,
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "Form", "strict": True, "schema": SCHEMA},
        },
    }


def test_the_body_follows_the_endpoint_and_its_limit() -> None:
    endpoint = Endpoint(
        "openai",
        "gpt-6",
        "https://api.openai.com/v1",
        sends_temperature=False,
        tokens_parameter="max_completion_tokens",
        sends_schema=False,
    )
    body = build_body(question(), endpoint, 100)
    assert list(body) == ["model", "messages", "max_completion_tokens", "response_format"]
    assert body["max_completion_tokens"] == 100
    assert body["response_format"] == {"type": "json_object"}


FORMS = [
    form
    for form in (getattr(wire, name) for name in wire.__all__)
    if isinstance(form, type) and issubclass(form, BaseModel)
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_wire_model_gives_a_schema_that_all_engines_take(form: type[BaseModel]) -> None:
    allowed = {"type", "properties", "required", "additionalProperties", "items", "maxItems"}
    allowed |= {"anyOf", "enum", "$ref", "$defs"}

    def check(node: dict[str, Any]) -> None:
        assert set(node) <= allowed
        assert node.get("maxItems", 0) <= 50
        if "properties" in node:
            assert node["required"] == list(node["properties"])
            assert node["additionalProperties"] is False
        named = [*node.get("properties", {}).values(), *node.get("$defs", {}).values()]
        for part in [*named, *node.get("anyOf", []), *filter(None, [node.get("items")])]:
            check(part)

    check(dict(strict_schema(form)))
    assert strict_schema(form) is strict_schema(form)


def test_the_count_of_a_list_is_kept_unless_it_is_too_large_for_a_grammar() -> None:
    def bounds(*counts: int) -> list[tuple[object, object]]:
        lists = cast(
            "dict[str, dict[str, object]]", strict_schema(tags_form(*counts))["properties"]
        )
        return [(each.get("minItems"), each.get("maxItems")) for each in lists.values()]

    assert bounds(1, 0) == [(1, 1), (0, 0)]
    assert bounds(50, 51) == [(50, 50), (None, None)]


def test_a_field_may_be_called_like_a_keyword() -> None:
    class Odd(BaseModel):
        title: str
        default: str = "d"

    schema = strict_schema(Odd)
    assert schema["properties"] == {"title": {"type": "string"}, "default": {"type": "string"}}
    assert schema["required"] == ["title", "default"]


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"prompt_tokens": 3, "completion_tokens": 0}, (3, 0)),
        ({"prompt_tokens": "3", "completion_tokens": True}, (None, None)),
        ({"prompt_tokens": -1}, (None, None)),
        (None, (None, None)),
        ([], (None, None)),
    ],
)
def test_unknown_tokens_are_none(usage: object, expected: tuple[int | None, int | None]) -> None:
    assert read_usage({"usage": usage}) == CallUsage(
        1, input_tokens=expected[0], output_tokens=expected[1]
    )


@pytest.mark.parametrize("reason", ["stop", "tool_calls", "end_turn", "", None])
def test_other_reasons_to_stop_are_not_believed(reason: object) -> None:
    assert read_reply(reply("{}", reason=reason)) == "{}"


def test_a_reply_in_parts_is_put_together_without_its_thoughts() -> None:
    parts = [
        {"type": "thinking", "text": "hm"},
        {"type": "text", "text": '{"a"'},
        {"type": "text", "text": ":1}"},
    ]
    assert read_reply(reply(parts)) == '{"a":1}'


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (reply(None, refusal="no"), ReplyRefusedError),
        (reply("{}", reason="content_filter"), ReplyRefusedError),
        (reply("{}", reason="length"), ReplyTruncatedError),
        (reply("{}", reason="error"), ReplyInvalidError),
        (reply(None), ReplyInvalidError),
        (reply(" \n"), ReplyInvalidError),
        (reply({"a": 1}), ReplyInvalidError),
        (reply('{"a": 1, "a": 2}'), ReplyInvalidError),
        (reply('<think>{}</think>{"a": [{"b": 1, "b": 1}]}'), ReplyInvalidError),
        ({"choices": []}, ReplyInvalidError),
        ({"choices": [[]]}, ReplyInvalidError),
        ({"choices": {}}, ReplyInvalidError),
        ("<html>", ReplyInvalidError),
        (None, ReplyInvalidError),
    ],
)
def test_what_is_no_reply_is_told_before_parsing(payload: object, kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        read_reply(payload)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ('{"a": 1}', '{"a": 1}'),
        ('\ufeff {"a": 1}\n', '{"a": 1}'),
        ('```json\n{"a": 1}\n```\n', '{"a": 1}'),
        ('<think>{"b": 2}</think>{"a": 1}', '{"a": 1}'),
        ('so be it</think>\n{"a": 1}', '{"a": 1}'),
        ('Sure! {"a": 1}', '{"a": 1}'),
        ('{"a": "</think>{"}', '{"a": "</think>{"}'),
        # more than one object, or something else after it: left as it is, to be refused
        ('{"a": 1}{"b": 2}', '{"a": 1}{"b": 2}'),
        ('{"a": 1} and more', '{"a": 1} and more'),
        (
            '<think>"</think>{"b": 2}" says the article</think>{"a": 1}',
            '{"b": 2}" says the article</think>{"a": 1}',
        ),
        ('x {"b": 2}</think>{"a": 1}', 'x {"b": 2}</think>{"a": 1}'),
        ('{"a": ', '{"a": '),
        ("[1]", "[1]"),
        ("{" * 100_000, "{" * 100_000),
        ('{"a":' * 100_000, '{"a":' * 100_000),
    ],
    ids=range(15),
)
def test_one_object_is_taken_out_of_what_stands_around_it(text: str, tidied: str) -> None:
    assert read_reply(reply(text)) == tidied


_KEYS = ["choices", "message", "content", "usage", "refusal", "type", "text", "finish_reason"]
_SCALARS = st.none() | st.booleans() | st.integers() | st.text()
_PAYLOADS = st.recursive(
    _SCALARS,
    lambda part: st.lists(part) | st.dictionaries(st.sampled_from(_KEYS), part),
)


@given(_PAYLOADS)
def test_no_payload_raises_anything_but_our_errors(payload: object) -> None:
    with suppress(ReplyInvalidError, ReplyRefusedError, ReplyTruncatedError):
        read_reply(payload)
    is_endless(payload)
    read_usage(payload)


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.text())))
def test_an_object_survives_any_wrapping(value: dict[str, object]) -> None:
    text = json.dumps(value, ensure_ascii=False)
    for wrapped in (text, f"```json\n{text}\n```", f"<think>{{</think>\n{text}"):
        assert json.loads(read_reply(reply(wrapped))) == value


def test_a_reply_that_runs_in_circles_is_endless() -> None:
    assert is_endless(reply('{"a":' + "\n" * 100))
    assert is_endless(reply('{"a": [' + '{"name": "Ilse Brandt"}, ' * 100))
    assert not is_endless(reply('{"a": [' + ", ".join(map(str, range(500)))))
    assert not is_endless(reply(""))
    assert not is_endless(None)


def test_neither_openai_nor_instructor_is_imported_for_it() -> None:
    code = "import sys, summarizer.clients.body; print({'openai', 'instructor'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout == "set()\n"


def test_the_form_itself_keeps_the_limits() -> None:
    with pytest.raises(ValueError, match="few"):
        Form.model_validate({"parts": [], "few": [1] * 6})
