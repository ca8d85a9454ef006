"""The errors: one tree, drawn where it is defined; all of them cross process borders."""

import ast
import multiprocessing
import pickle
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from summarizer import errors
from summarizer.errors import SummarizerError
from summarizer.usage import CallUsage

CLASSES = [getattr(errors, name) for name in errors.__all__]
SOURCES = Path(errors.__file__).parent
ACTIONABLE = {"ConfigurationError", "LLMUnavailableError", "ModelMissingError", "QuotaError"}


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_survives_a_pickle(error: type[SummarizerError]) -> None:
    raised = error("No credit.", hint="pay", request_id="req_1", usage=CallUsage(3))
    again = pickle.loads(pickle.dumps(raised))  # noqa: S301 - our own
    assert type(again) is error
    assert vars(again) == vars(raised)
    assert (str(again), again.args) == ("No credit. (pay)", ("No credit.",))


def fail(kind: type[SummarizerError]) -> None:
    raise kind("No credit.", hint="pay", request_id="req_1", usage=CallUsage(3))


def test_every_error_comes_back_from_a_pool_of_processes() -> None:
    spawning = multiprocessing.get_context("spawn")  # a fork would copy pytest's threads
    with ProcessPoolExecutor(1, mp_context=spawning) as pool:
        raised = [pool.submit(fail, kind).exception(timeout=60) for kind in CLASSES]
    assert [type(error) for error in raised] == CLASSES
    for error in raised:
        assert isinstance(error, SummarizerError)
        told = (error.message, error.hint, error.request_id, error.attempts)
        assert told == ("No credit.", "pay", "req_1", 3)
        assert error.retryable is (type(error).__name__ == "LLMUnavailableError")


def test_an_error_that_was_told_more_keeps_it() -> None:
    error = SummarizerError("No.", hint="pay")
    error.add_note("seen twice")
    error.request_id = "req_2"  # as the client does when it knows it
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (again.__notes__, again.request_id, again.attempts) == (["seen twice"], "req_2", 0)


def made() -> Iterator[tuple[str, str, set[str | None]]]:
    """Every place in the package that makes an error of ours: where, which, and what is given."""
    names = {kind.__name__ for kind in CLASSES}
    for file in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in names:
                    given = {keyword.arg for keyword in node.keywords}
                    yield f"{file.name}:{node.lineno}", name, given


def test_what_the_user_can_mend_says_how() -> None:
    places = list(made())
    assert len(places) > 40
    assert [p for p, kind, given in places if kind in ACTIONABLE and "hint" not in given] == []


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
    assert dooming == {"ConfigurationError", "ModelMissingError", "QuotaError", "RunBudgetError"}
    assert {e.__name__ for e in CLASSES if e.retryable} == {"LLMUnavailableError"}


def test_every_kind_of_error_has_a_code_of_its_own() -> None:
    codes = {e.code for e in CLASSES}
    assert len(codes) == len(CLASSES)
    assert all(re.fullmatch(r"[a-z_]+", code) for code in codes)


def test_an_unreadable_article_is_a_value_error_too() -> None:
    assert issubclass(errors.ArticleError, ValueError)
