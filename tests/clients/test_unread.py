"""A server that reads only a part of a question is told of, once."""

import asyncio
import logging
from collections.abc import Callable

import pytest
import yaml
from asking import GOOD, question

from loopback import Loopback, chat
from recorded.cassette import CASSETTES
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.unread import fewest_tokens, was_cut
from summarizer.core.ask.request import Message
from summarizer.settings import Settings
from summarizer.usage import CallUsage

LONG = "The night went on and on. " * 1_000


Warned = Callable[[str], list[str]]


@pytest.fixture
def warned(endpoint: Endpoint, settings: Settings, caplog: pytest.LogCaptureFixture) -> Warned:
    """Ask twice, and give the warnings."""

    def run(text: str) -> list[str]:
        async def go() -> None:
            client = OpenAIClient(endpoint, settings)
            for _ in range(2):
                await client.complete(question(text))
            await client.aclose()

        asyncio.run(go())
        return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]

    return run


def test_a_server_that_cuts_a_question_is_told_of_once(
    loopback: Loopback, endpoint: Endpoint, warned: Warned
) -> None:
    loopback.reply = lambda _: chat(GOOD, usage=(4_096, 5))
    (warning,) = warned(LONG)
    assert endpoint.host in warning
    assert "num_ctx" in warning
    assert "night" not in warning


@pytest.mark.parametrize(
    ("usage", "text"), [((7_000, 5), LONG), ((0, 5), LONG), (None, LONG), ((10, 5), "Short.")]
)
def test_a_server_that_reads_all_or_does_not_count_is_not(
    loopback: Loopback, warned: Warned, usage: tuple[int, int] | None, text: str
) -> None:
    loopback.reply = lambda _: chat(GOOD, usage=usage)
    assert warned(text) == []


def test_scripts_without_blanks_count_by_their_signs() -> None:
    assert fewest_tokens([Message("user", "海港关闭" * 100)]) == 101
    assert was_cut([Message("user", "海港关闭" * 100)], CallUsage(input_tokens=100))


def test_no_recorded_question_was_cut() -> None:
    """What a real server counted is more than the fewest."""
    recorded = [
        interaction
        for file in CASSETTES.rglob("*.yaml")
        for interaction in yaml.safe_load(file.read_text("utf-8"))["interactions"]
    ]
    assert len(recorded) > 5
    for one in recorded:
        messages = [Message(m["role"], m["content"]) for m in one["request"]["body"]["messages"]]
        counted = one["response"]["body"]["usage"]["prompt_tokens"]
        assert fewest_tokens(messages) < counted
        assert was_cut(messages, CallUsage(input_tokens=counted // 3))
