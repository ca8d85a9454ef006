"""The errors: one tree, drawn where it is defined; all of them cross process borders."""

import pickle
import re

import pytest

from summarizer import errors
from summarizer.errors import SummarizerError

CLASSES = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_survives_a_pickle(error: type[SummarizerError]) -> None:
    raised = error("No credit.", hint="pay", request_id="req_1", attempts=3)
    again = pickle.loads(pickle.dumps(raised))  # noqa: S301 - our own
    assert type(again) is error
    assert vars(again) == vars(raised)
    assert (str(again), again.args) == ("No credit. (pay)", ("No credit.",))


def test_a_message_without_a_hint_stands_alone() -> None:
    assert str(SummarizerError("No credit.")) == "No credit."


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    assert errors.__doc__ is not None
    drawn: list[tuple[str, str]] = []
    path: list[str] = []
    for line in errors.__doc__.splitlines():
        if found := re.match(r"([│ ├└─]*)(\w+Error)\b", line):
            depth = len(found[1]) // 4
            path[depth:] = [found[2]]
            drawn.append((found[2], path[depth - 1] if depth else "Exception"))
    assert sorted(drawn) == sorted((e.__name__, e.__mro__[1].__name__) for e in CLASSES)


def test_what_dooms_a_run_and_what_may_be_tried_again() -> None:
    dooming = {e.__name__ for e in CLASSES if e.dooms_run}
    assert dooming == {"ConfigurationError", "ModelMissingError", "QuotaError"}
    assert {e.__name__ for e in CLASSES if e.retryable} == {"LLMUnavailableError"}


def test_every_kind_of_error_has_a_code_of_its_own() -> None:
    codes = {e.code for e in CLASSES}
    assert len(codes) == len(CLASSES)
    assert all(re.fullmatch(r"[a-z_]+", code) for code in codes)


def test_an_unreadable_article_is_a_value_error_too() -> None:
    assert issubclass(errors.ArticleError, ValueError)
