"""How instructor and the SDK are used: what would go wrong with them as they come."""

import asyncio
import gc
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asking import GOOD, question
from pydantic import SecretStr

from clock import Clock
from loopback import Answer, Loopback, Received, chat, failure
from summarizer import Settings, Summarizer
from summarizer.clients import exchange
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.core.ask.request import Reply
from summarizer.errors import ReplyTruncatedError

Ask = Callable[..., list[Reply]]
NOTHING = {"sources": [], "claims": [], "quotes": [], "synopsis": []}


@pytest.fixture
def client(endpoint: Endpoint, settings: Settings, clock: Clock) -> OpenAIClient:
    return OpenAIClient(endpoint, settings, clock=clock, sleep=clock.sleep)


@pytest.fixture
def ask(client: OpenAIClient) -> Ask:
    """Ask one question after the other."""

    def run(*texts: str) -> list[Reply]:
        async def go() -> list[Reply]:
            try:
                return [await client.complete(question(text)) for text in texts]
            finally:
                await client.aclose()

        return asyncio.run(go())

    return run


def text_of(received: Received) -> str:
    return str(received.body["messages"][1]["content"])


def test_many_questions_at_once_have_each_all_their_tries(
    loopback: Loopback, client: OpenAIClient
) -> None:
    """A retry policy keeps state: one that were shared would give some up too soon."""
    seen: Counter[str] = Counter()
    faults = (failure(500), chat("no json"), failure(503))
    lock = threading.Lock()

    def reply(received: Received) -> Answer:
        with lock:
            text = text_of(received)
            seen[text] += 1
            return (*faults, chat(GOOD))[seen[text] - 1]

    async def go() -> list[Reply]:
        try:
            asked = (client.complete(question(str(number))) for number in range(40))
            return await asyncio.gather(*asked)
        finally:
            await client.aclose()

    loopback.reply = reply
    assert [r.usage.attempts for r in asyncio.run(go())] == [4] * 40
    assert set(seen.values()) == {4}


def test_template_marks_in_a_bad_reply_are_shown_to_the_model_as_they_are(
    loopback: Loopback, ask: Ask
) -> None:
    bad = "{{ 7*7 }} {% raw %} {# gone #}"
    loopback.say(chat(bad), chat(GOOD))
    ask("Who?")
    assert loopback.bodies[1]["messages"][2]["content"] == bad


def test_a_reply_that_runs_in_circles_is_not_asked_for_again(loopback: Loopback, ask: Ask) -> None:
    endless = '{"parts": [' + '{"n": 1, "name": null}, ' * 100
    loopback.reply = lambda _: chat(endless, finish_reason="length")
    with pytest.raises(ReplyTruncatedError) as caught:
        ask("Who?")
    assert caught.value.attempts == len(loopback.received) == 1


def below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def test_no_class_is_made_for_a_question(loopback: Loopback, ask: Ask) -> None:
    """By itself instructor makes a subclass of a model, and its schema, for each call."""
    loopback.reply = lambda _: chat(GOOD)
    before = set(below(exchange.instructor.ResponseSchema))
    ask("1", "2", "3", "4", "5")
    made = set(below(exchange.instructor.ResponseSchema)) - before
    assert [kind.__name__ for kind in made] == ["Answer"]


def test_questions_share_a_connection_that_is_closed_in_the_end(
    loopback: Loopback, client: OpenAIClient
) -> None:
    async def go() -> int:
        for number in range(5):
            await client.complete(question(str(number)))
        n_open = loopback.n_connections
        await client.aclose()
        while loopback.n_connections:  # noqa: ASYNC110 - the server's threads tell no event
            await asyncio.sleep(0.01)
        return n_open

    loopback.reply = lambda _: chat(GOOD)
    assert asyncio.run(asyncio.wait_for(go(), 20)) == 1


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # on purpose
def test_a_client_that_nobody_closed_works_in_the_next_loop(
    loopback: Loopback, client: OpenAIClient
) -> None:
    async def go(*, closes: bool) -> int:
        reply = await client.complete(question())
        if closes:
            await client.aclose()
        return reply.usage.attempts

    loopback.reply = lambda _: chat(GOOD)
    assert [asyncio.run(go(closes=n == 2)) for n in range(3)] == [1, 1, 1]
    gc.collect()  # here, where the warnings are expected


def test_threads_share_one_summarizer_over_one_loop(loopback: Loopback) -> None:
    settings = Settings(
        model="vllm/m", base_url=loopback.url, api_key=SecretStr("k"), cache=False, profile="large"
    )
    found: list[Any] = []

    def work(name: int) -> None:
        for number in range(5):
            text = f"The bridge at Lohr is closed, gate {name} of {number} said."
            found.append(summarizer.summarize(text).usage.attempts)

    loopback.reply = lambda _: chat(json.dumps(NOTHING), usage=(2_000, 10))
    with Summarizer(settings) as summarizer:
        threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [found[0]] * 20
