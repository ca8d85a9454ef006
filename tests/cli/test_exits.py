import logging

import pytest

from summarizer import errors
from summarizer.cli import EPILOG
from summarizer.cli.exits import Exit, complain, exit_of, note, tell_warnings, worst
from summarizer.usage import CallUsage


def test_every_error_has_a_code() -> None:
    codes = {
        name: exit_of(getattr(errors, name)("no")).value
        for name in errors.__all__
        if name not in {"SummarizerError", "ReplyError"}
    }
    assert codes == {
        "ArticleError": 3,
        "BudgetError": 7,
        "RunBudgetError": 7,
        "ConfigurationError": 4,
        "ModelMissingError": 4,
        "QuotaError": 4,
        "FaultError": 1,
        "LLMUnavailableError": 5,
        "ReplyInvalidError": 6,
        "ReplyRefusedError": 6,
        "ReplyTruncatedError": 6,
    }


def test_the_worst_code_is_that_which_concerns_most_articles() -> None:
    assert worst([]) is Exit.OK
    assert worst([Exit.OK, Exit.ARTICLE]) is Exit.ARTICLE
    assert worst([Exit.ARTICLE, Exit.REPLY]) is Exit.REPLY
    assert worst([Exit.REPLY, Exit.UNAVAILABLE]) is Exit.UNAVAILABLE
    assert worst([Exit.UNAVAILABLE, Exit.CONFIGURATION]) is Exit.CONFIGURATION
    assert worst([Exit.CONFIGURATION, Exit.FAULT]) is Exit.FAULT


def test_the_codes_are_in_the_help() -> None:
    for code in Exit:
        if code is not Exit.PIPE_CLOSED:
            assert f" {code.value} " in EPILOG


def test_an_error_is_a_line_a_hint_another_and_the_request_s_id_a_third(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = errors.QuotaError("No\ncredit.", hint="pay", request_id="req_1", usage=CallUsage(2))
    complain(error, about="a\x1b.txt")
    note("two\nlines")
    assert capsys.readouterr().err.splitlines() == [
        "summarizer: error: a.txt: No credit.",
        "summarizer: hint: pay",
        "summarizer: hint: the provider's id of the request is req_1",
        "summarizer: two lines",
    ]


def test_warnings_are_told_once_however_often_that_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_warnings()
    tell_warnings()
    logger = logging.getLogger("summarizer")
    logger.warning("The cache in %s is broken.", "x")
    logger.info("llm.retry")
    assert capsys.readouterr().err == "summarizer: warning: The cache in x is broken.\n"
