"""The wire models: the subset of JSON Schema that every engine accepts."""

from collections.abc import Iterable
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from summarizer.core.ask.request import Reply
from summarizer.core.ask.wire import (
    ArticleForm,
    KindsForm,
    LinkForm,
    SynopsisForm,
    TagsForm,
    parse,
)
from summarizer.errors import LLMUnavailableError

FORMS: list[type[BaseModel]] = [ArticleForm, KindsForm, LinkForm, SynopsisForm, TagsForm]


def objects(schema: Any) -> Iterable[dict[str, Any]]:
    """Every object schema in a schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for each in schema.values():
            yield from objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each)


@pytest.mark.parametrize("form", FORMS)
def test_every_field_is_required_and_has_no_default(form: type[BaseModel]) -> None:
    found = list(objects(form.model_json_schema()))
    assert found
    for each in found:
        assert each["required"] == list(each["properties"])
        assert not any("default" in p for p in each["properties"].values())


@pytest.mark.parametrize("form", FORMS)
def test_every_list_and_every_word_is_bounded(form: type[BaseModel]) -> None:
    for each in objects(form.model_json_schema()):
        for field in each["properties"].values():
            for option in field.get("anyOf", [field]):
                if option.get("type") == "array":
                    assert option["maxItems"] > 0
                if option.get("type") == "string" and "enum" not in option:
                    assert option["maxLength"] > 0


def test_a_reply_is_read_in_its_form() -> None:
    assert parse(LinkForm, Reply('{"about": 2, "why": "more than was asked"}')) == LinkForm(about=2)


@pytest.mark.parametrize("text", ["", "null", "{}", '{"about": "two"}', '{"about": 1', "[1]"])
def test_a_reply_that_breaks_its_form_is_none(text: str) -> None:
    assert parse(LinkForm, Reply(text)) is None


def test_no_reply_is_none() -> None:
    assert parse(LinkForm, None) is None
    assert parse(LinkForm, LLMUnavailableError("The endpoint is down.")) is None


def test_what_a_model_wrote_stays_out_of_error_messages() -> None:
    with pytest.raises(ValidationError) as caught:
        LinkForm.model_validate_json('{"about": "the secret of the article"}')
    assert "secret" not in str(caught.value)
