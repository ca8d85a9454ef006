"""The public nouns: frozen, described, and the same behind JSON and pickle."""

import hashlib
import inspect
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import summarizer
from answering import EXAMPLES, LARGE, Script, pointing, story, summarized
from summarizer import Article, Span, Summary, Usage

MODELS = [
    noun
    for name in summarizer.__all__
    if inspect.isclass(noun := getattr(summarizer, name)) and issubclass(noun, BaseModel)
]


@pytest.mark.parametrize("model", MODELS)
def test_every_field_and_every_noun_is_described(model: type[BaseModel]) -> None:
    assert model.__doc__
    undescribed = [name for name, field in model.model_fields.items() if not field.description]
    assert undescribed == []


@pytest.mark.parametrize("model", MODELS)
def test_every_noun_is_frozen_and_keeps_values_out_of_its_errors(model: type[BaseModel]) -> None:
    assert model.model_config.get("frozen")
    assert model.model_config.get("hide_input_in_errors")


@pytest.mark.parametrize("name", sorted(p.stem for p in EXAMPLES.glob("*.txt")))
def test_a_summary_is_the_same_behind_json_and_pickle(name: str) -> None:
    summary = summarized(story(name), LARGE, Script(article=pointing(name)))
    assert Summary.model_validate_json(summary.model_dump_json()) == summary
    assert Summary.model_validate(summary.model_dump()) == summary
    assert pickle.loads(pickle.dumps(summary)) == summary  # noqa: S301 - our own
    assert hash(summary) == hash(Summary.model_validate(summary.model_dump()))


@given(st.text(min_size=1), st.integers(0, 9))
def test_a_span_is_as_long_as_its_text(text: str, start: int) -> None:
    span = Span(start=start, end=start + len(text), text=text)
    assert Span.model_validate_json(span.model_dump_json()) == span
    with pytest.raises(ValidationError) as caught:
        Span(start=start, end=start + len(text) + 1, text=text)
    assert "the length of a text" in str(caught.value)


def test_a_span_is_never_empty() -> None:
    with pytest.raises(ValidationError):
        Span(start=3, end=3, text="")


def test_an_article_s_id_is_its_hash_unless_the_caller_has_one() -> None:
    digest = hashlib.sha256("Zoë sank.".encode()).hexdigest()
    article = Article(text="Zoë sank.")
    assert (article.id, article.sha256) == (digest[:16], digest)
    assert Article(text="Zoë sank.", id="").id == digest[:16]
    assert Article(text="Zoë sank.", id="a1").id == "a1"
    assert Article.model_validate(article) == article


@pytest.mark.parametrize("figure", ["nan", "inf", "-inf"])
def test_a_figure_that_json_cannot_say_is_refused(figure: str) -> None:
    with pytest.raises(ValidationError):
        Usage(cost_usd=float(figure))


@pytest.mark.parametrize("wrong", [{}, {"text": ""}, {"text": "secret \ud83d"}, "secret", 3])
def test_what_is_no_article_is_refused_without_a_word_of_it(wrong: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Article.model_validate(wrong)
    assert "secret" not in str(caught.value)
