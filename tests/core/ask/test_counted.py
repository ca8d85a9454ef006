"""Counted forms: the schema says how many answers there are, the reply may still lack some."""

import json
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from answering import reading_of
from summarizer.core.ask.question import ask_kinds, ask_tags
from summarizer.core.ask.request import Reply
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import KindsForm, TagsForm, kinds_form, parse, tags_form
from summarizer.core.flow import Flow, Plan
from summarizer.schema import Article

TEXT = "A barge sank, she said. “The exits were far too narrow.”"


def bounds(form: type[BaseModel]) -> dict[str, tuple[int, int]]:
    """How many items the schema of a form says each list has."""
    lists: dict[str, dict[str, Any]] = form.model_json_schema()["properties"]
    return {name: (each["minItems"], each["maxItems"]) for name, each in lists.items()}


@pytest.mark.parametrize(("tags", "quotes"), [(1, 0), (0, 2), (3, 1), (60, 400)])
def test_the_schema_asks_for_as_many_answers_as_there_are_questions(tags: int, quotes: int) -> None:
    assert bounds(tags_form(tags, quotes)) == {"tags": (tags, tags), "quotes": (quotes, quotes)}
    assert bounds(kinds_form(tags)) == {"sources": (tags, tags)}


def test_a_counted_form_is_made_once_and_called_as_before() -> None:
    assert tags_form(1, 2) is tags_form(1, 2)
    assert kinds_form(7) is kinds_form(7)
    for form, base in ((tags_form(1, 2), TagsForm), (kinds_form(7), KindsForm)):
        assert issubclass(form, base)
        assert form.__name__ == base.__name__
        counted, plain = form.model_json_schema(), base.model_json_schema()
        assert counted["$defs"] == plain["$defs"]
        assert counted["required"] == plain["required"]


def test_a_reply_may_leave_out_answers_and_give_others() -> None:
    form = tags_form(1, 1)
    for text in (
        '{"tags":[],"quotes":[]}',
        '{"tags":[{"t":1,"source":"A"},{"t":2,"source":null}],"quotes":[{"q":1,"speaker":null}]}',
    ):
        assert parse(form, Reply(text)) == form.model_validate_json(text)
    assert parse(form, Reply('{"tags":[]}')) is None


def test_the_limits_of_the_form_stay() -> None:
    with pytest.raises(ValidationError, match="at most 100"):
        kinds_form(2)(sources=[{"s": n, "kind": "person"} for n in range(101)])  # type: ignore[list-item]


def test_the_questions_come_with_counted_forms() -> None:
    reading = reading_of(TEXT)
    (window,) = cut(reading, 500, 3)
    asked = len(window.unstated), len(window.untagged)
    assert asked == (1, 1)
    assert ask_tags(reading, window).form is tags_form(*asked)
    assert ask_kinds([("Udo Kern", ""), ("HAT", "")]).form is kinds_form(2)


def test_more_questions_than_a_grammar_can_count_can_still_be_answered() -> None:
    text = "A barge sank, she said. " * 60
    flow = Flow(Article(text=text, language="en"), Plan("scripted", "small", window_sentences=500))
    (request,) = flow.requests
    assert bounds(request.form)["tags"] == (60, 60)
    named = [{"t": n, "source": "she"} for n in range(1, 61)]
    flow.answer([Reply(json.dumps({"tags": named, "quotes": []}))])
    assert [r.task for r in flow.requests] == ["sources.v1"]  # nothing is asked again
