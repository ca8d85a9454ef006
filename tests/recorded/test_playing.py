"""How cassettes are played: to their end, by any driver, and never in place of another question."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from vcr.errors import CannotOverwriteExistingCassetteException

from summarizer import Summary, summarize, summarize_async
from summarizer.core.ask import question
from summarizer.core.ask.request import Message

from .recording import Recording

STORY = (
    "A voice on the radio gave its name as Dana Wirth. "
    "“Our divers have been down twice,” the voice said."
)


def test_all_drivers_replay_one_cassette_alike(recording: Recording) -> None:
    with recording.opened() as settings:
        synchronous = summarize(STORY, settings=settings)
    with recording.opened() as settings:
        asynchronous = asyncio.run(summarize_async(STORY, settings=settings))
    with recording.opened(copies=2) as settings, ThreadPoolExecutor(2) as threads:

        def one(_: int) -> Summary:
            return summarize(STORY, settings=settings)

        first, second = threads.map(one, range(2))
    assert synchronous.usage.requests > 0
    assert synchronous == asynchronous == first == second


def test_a_changed_prompt_fails_its_test(
    recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recording.opened() as settings:
        summarize(STORY, settings=settings)
    render = question.render

    def changed(name: str, **values: object) -> tuple[Message, ...]:
        system, *others = render(name, **values)
        return (Message("system", f"Please. {system.content}"), *others)

    monkeypatch.setattr(question, "render", changed)
    with (
        pytest.raises(CannotOverwriteExistingCassetteException, match=r"Please\.") as caught,
        recording.opened() as settings,
    ):
        summarize(STORY, settings=settings)
    assert any("make record" in note for note in caught.value.__notes__)


def test_a_question_asked_once_too_often_fails_its_test(recording: Recording) -> None:
    with recording.opened() as settings:
        summarize(STORY, settings=settings)
    with (
        pytest.raises(CannotOverwriteExistingCassetteException, match="already"),
        recording.opened() as settings,
    ):
        [summarize(STORY, settings=settings) for _ in range(2)]


def test_an_answer_that_is_never_asked_for_fails_its_test(recording: Recording) -> None:
    with recording.opened() as settings:
        summarize(STORY, settings=settings)
    with (
        pytest.raises(pytest.fail.Exception, match=r"(?s)never asked.*T1: the voice said"),
        recording.opened() as settings,
    ):
        assert settings.base_url
