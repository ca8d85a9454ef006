import asyncio
from collections.abc import Callable

import pytest
from commands import STORY, Command

from loopback import Loopback, failure
from summarizer import Article, LLMUnavailableError, Settings, Summary
from summarizer.cli.exits import Exit, exit_of
from summarizer.cli.pool import Job, Pool
from summarizer.errors import FaultError
from summarizer.loop import run


def job(read: Callable[[], Article]) -> Job:
    return Job(read, lambda _answered, _known: None)


def story() -> Article:
    return Article(text=STORY.read_text("utf-8"))


def broken() -> Article:
    raise ZeroDivisionError("SECRET")


@pytest.fixture
def settings(command: Command) -> Settings:
    assert command
    return Settings()


def test_results_come_in_order_and_an_error_is_a_result(
    settings: Settings, loopback: Loopback
) -> None:
    original = loopback.reply
    loopback.reply = lambda r: failure(503) if "Nothing." in str(r.body) else original(r)
    nothing = job(lambda: Article(text="Nothing."))
    with Pool(settings) as pool:
        first, second, third = pool.outcomes([job(story), nothing, job(story)])
        assert pool.stop() == []
    assert isinstance(first, Summary)
    assert isinstance(second, LLMUnavailableError)
    assert isinstance(third, Summary)


def test_what_was_finished_out_of_turn_is_not_lost(settings: Settings) -> None:
    with Pool(settings) as pool:
        outcomes = pool.outcomes([job(story), job(story), job(story)])
        next(outcomes)
        run(asyncio.wait_for(asyncio.shield(pool._tasks[2]), 60))
        finished = dict(pool.stop())
    assert isinstance(finished[0], Summary)  # nobody said yet that it is taken
    assert isinstance(finished[2], Summary)


def test_a_fault_in_one_article_of_several_is_told_without_its_words(settings: Settings) -> None:
    with Pool(settings) as pool:
        fault, summary = pool.outcomes([job(broken), job(story)])
    assert isinstance(summary, Summary)
    assert isinstance(fault, FaultError)
    assert exit_of(fault) is Exit.FAULT
    assert "ZeroDivisionError at pool.py:" in fault.message
    assert "SECRET" not in str(fault)


def test_a_fault_in_the_only_article_keeps_its_traceback(settings: Settings) -> None:
    with Pool(settings) as pool, pytest.raises(ZeroDivisionError):
        list(pool.outcomes([job(broken)]))


def test_small_questions_are_asked_one_article_after_the_other(settings: Settings) -> None:
    small = settings.model_copy(update={"profile": "small"})
    with Pool(settings) as many, Pool(small) as one:
        assert many._at_once() == settings.concurrency
        assert one._at_once() == 1
