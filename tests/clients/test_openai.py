import asyncio
import dataclasses
import json
import logging
import pickle
import threading
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from asking import GOOD, KEY, TEXT, Form, question

from clock import Clock
from loopback import Answer, Loopback, Received, chat, failure
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.core.ask.request import CallUsage, Reply, Request
from summarizer.core.ask.tokens import estimated_tokens
from summarizer.errors import (
    ArticleError,
    ConfigurationError,
    LLMUnavailableError,
    ReplyInvalidError,
    ReplyTruncatedError,
    SummarizerError,
)
from summarizer.settings import Settings

Complete = Callable[..., Reply]


@asynccontextmanager
async def opened(client: OpenAIClient) -> AsyncIterator[OpenAIClient]:
    try:
        yield client
    finally:
        await client.aclose()


@pytest.fixture
def client(endpoint: Endpoint, settings: Settings, clock: Clock) -> OpenAIClient:
    return OpenAIClient(endpoint, settings, clock=clock, sleep=clock.sleep)


@pytest.fixture
def complete(client: OpenAIClient) -> Complete:
    def run(request: Request | None = None) -> Reply:
        async def go() -> Reply:
            async with opened(client):
                return await client.complete(request or question())

        return asyncio.run(go())

    return run


@pytest.fixture
def fails(complete: Complete) -> Callable[..., SummarizerError]:
    """Ask in vain, and look for secrets in what comes out."""

    def run(kind: type[SummarizerError], request: Request | None = None) -> SummarizerError:
        with pytest.raises(SummarizerError) as caught:
            complete(request)
        error = caught.value
        assert type(error) is kind
        assert error.__cause__ is error.__context__ is None
        shown = f"{error!r} {error} {vars(error)} " + "".join(traceback.format_exception(error))
        for secret in (KEY, TEXT, "Ilse", "SECRET"):
            assert secret not in shown
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        assert (type(again), str(again), vars(again)) == (kind, str(error), vars(error))
        return error

    return run


def test_a_reply_comes_back_as_json_text_with_its_cost(
    loopback: Loopback, complete: Complete
) -> None:
    loopback.say(chat(GOOD))
    reply = complete()
    assert json.loads(reply.text) == GOOD
    assert reply.usage == CallUsage(1, cached=False, input_tokens=10, output_tokens=5)


def test_the_request_is_the_body_and_chosen_headers_only(
    loopback: Loopback, client: OpenAIClient, complete: Complete, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer other\nx-more: yes")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    loopback.say(chat(GOOD))
    complete()
    (received,) = loopback.received
    assert received.path == "/v1/chat/completions"
    assert received.body == client.body(question())
    assert received.headers["authorization"] == f"Bearer {KEY}"
    assert received.headers["accept-encoding"] == "identity"
    assert set(received.headers) == {
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "content-type",
        "content-length",
        "user-agent",
        "authorization",
    }
    assert "environment" not in str(received)


def test_no_authorization_is_sent_without_a_key_and_the_organization_if_there_is_one(
    loopback: Loopback, endpoint: Endpoint, settings: Settings
) -> None:
    keyless = dataclasses.replace(endpoint, api_key=None, organization="org", project="proj")

    async def go() -> None:
        async with opened(OpenAIClient(keyless, settings)) as client:
            await client.complete(question())

    loopback.say(chat(GOOD))
    asyncio.run(go())
    headers = loopback.received[0].headers
    assert "authorization" not in headers
    assert (headers["openai-organization"], headers["openai-project"]) == ("org", "proj")


def test_template_marks_in_the_article_are_sent_as_they_are(
    loopback: Loopback, complete: Complete
) -> None:
    text = "  {{ 7*7 }} {% raw %} {# gone #}\r\n\ttabs \u2028 “{{”\n"
    loopback.say(chat(GOOD))
    complete(question(text))
    assert loopback.bodies[0]["messages"][1]["content"] == text


def test_the_budget_ends_in_unavailable(
    loopback: Loopback, fails: Callable[..., SummarizerError]
) -> None:
    loopback.reply = lambda _: failure(503, headers={"x-request-id": "req_1"})
    error = fails(LLMUnavailableError)
    assert len(loopback.received) == error.attempts == 4
    assert error.request_id == "req_1"
    assert error.retryable


def test_an_endpoint_that_is_not_there_is_unavailable(
    settings: Settings, clock: Clock, loopback: Loopback
) -> None:
    url = loopback.url
    loopback.close()
    client = OpenAIClient(Endpoint("vllm", "m", url), settings, clock=clock, sleep=clock.sleep)

    async def go() -> None:
        async with opened(client):
            await client.complete(question())

    with pytest.raises(LLMUnavailableError, match=r"127\.0\.0\.1:\d+ could not be reached"):
        asyncio.run(go())


def test_an_invalid_reply_is_asked_again_at_once_with_what_was_wrong(
    loopback: Loopback, complete: Complete, clock: Clock
) -> None:
    loopback.say(chat({"parts": [{"n": "SECRET", "name": None}], "few": []}), chat(GOOD))
    reply = complete()
    assert json.loads(reply.text) == GOOD
    assert reply.usage == CallUsage(2, input_tokens=20, output_tokens=10, reasks=1)
    assert clock.slept in ([], [0.0])
    first, second = loopback.bodies
    assert second["messages"][:2] == first["messages"]
    answer, complaint = second["messages"][2:]
    assert answer["role"] == "assistant"
    assert "SECRET" in answer["content"]
    assert "parts.0.n" in complaint["content"]
    assert {**second, "messages": 0} == {**first, "messages": 0}


def test_transport_faults_and_re_asks_share_one_budget(
    loopback: Loopback, complete: Complete
) -> None:
    loopback.say(failure(429), chat("no json"), failure(500), chat(GOOD))
    assert complete().usage == CallUsage(4, input_tokens=20, output_tokens=10, reasks=1)


def test_only_the_last_bad_answer_is_shown_to_the_model_and_a_long_one_is_cut(
    loopback: Loopback, complete: Complete
) -> None:
    loopback.say(chat("first " * 3), chat("x" * 100_000), chat(GOOD))
    complete()
    *_, answer, complaint = loopback.bodies[2]["messages"]
    assert len(loopback.bodies[2]["messages"]) == 4
    assert answer["content"] == "x" * 20_000
    assert len(complaint["content"]) <= 20_000


def test_a_reply_that_stays_invalid_names_the_places_but_no_values(
    loopback: Loopback, fails: Callable[..., SummarizerError]
) -> None:
    loopback.reply = lambda _: chat({"parts": [{"n": "SECRET", "name": "SECRET" * 9}], "few": []})
    error = fails(ReplyInvalidError)
    assert "parts.0.n: int_parsing" in error.message
    assert error.attempts == 4


@pytest.mark.parametrize("text", ["5", '"5"', "5.0"])
def test_numbers_are_read_leniently(loopback: Loopback, complete: Complete, text: str) -> None:
    loopback.say(chat(f'{{"parts":[],"few":[{text}],"more":1}}'))
    assert Form.model_validate_json(complete().text).few == [5]
    assert len(loopback.received) == 1


def test_a_web_page_means_a_wrong_address(
    loopback: Loopback, fails: Callable[..., SummarizerError]
) -> None:
    loopback.reply = lambda _: Answer("<html>SECRET</html>", headers={"content-type": "text/html"})
    assert "/v1" in str(fails(ConfigurationError))


def test_a_reply_cut_off_is_asked_again_once_with_all_the_room_there_is(
    loopback: Loopback, complete: Complete
) -> None:
    loopback.say(chat('{"parts": [', finish_reason="length"), chat(GOOD))
    assert complete().usage.attempts == 2
    assert [body["max_tokens"] for body in loopback.bodies] == [500, 1000]


def test_a_reply_cut_off_twice_is_an_error(
    loopback: Loopback, fails: Callable[..., SummarizerError]
) -> None:
    loopback.reply = lambda _: chat('{"parts": [', finish_reason="length")
    assert fails(ReplyTruncatedError).attempts == 2


def test_an_endpoint_that_refuses_the_schema_is_asked_without_it_from_then_on(
    loopback: Loopback, client: OpenAIClient, caplog: pytest.LogCaptureFixture
) -> None:
    def reply(received: Received) -> Answer:
        if "response_format" in received.body:
            return failure(400, message="model does not support response format `json_schema`")
        return chat(GOOD)

    async def go() -> list[Reply]:
        async with opened(client):
            return [await client.complete(question()), await client.complete(question())]

    loopback.reply = reply
    assert [reply.usage.attempts for reply in asyncio.run(go())] == [2, 1]
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "llm.schema_refused"
    ]


def test_tokens_are_estimated_if_one_answer_does_not_count_them(
    loopback: Loopback, complete: Complete
) -> None:
    loopback.say(chat("bad", usage=None), chat(GOOD))
    usage = complete().usage
    assert (usage.attempts, usage.reasks, usage.is_estimated) == (2, 1, True)
    sent = estimated_tokens(json.dumps(loopback.bodies[0], ensure_ascii=False))
    assert usage.input_tokens == sent + 10
    assert usage.output_tokens is not None
    assert usage.output_tokens > 5


def test_a_text_that_is_no_unicode_is_the_article_s_fault(
    loopback: Loopback, fails: Callable[..., SummarizerError]
) -> None:
    assert not loopback.received
    fails(ArticleError, question("a \ud83d b"))


def test_no_more_requests_are_on_the_wire_than_allowed(
    loopback: Loopback, endpoint: Endpoint
) -> None:
    pairs = threading.Barrier(2)  # breaks if a request waits for a partner in vain
    lock = threading.Lock()
    now, most = 0, 0

    def reply(_: Received) -> Answer:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        pairs.wait(timeout=20)
        with lock:
            now -= 1
        return chat(GOOD)

    async def go() -> None:
        client = OpenAIClient(endpoint, Settings(concurrency=2, max_tries=1))
        async with opened(client):
            await asyncio.gather(*(client.complete(question()) for _ in range(6)))

    loopback.reply = reply
    asyncio.run(go())
    assert (len(loopback.received), most) == (6, 2)


def test_the_address_is_asked_for_each_time_and_its_errors_pass(
    loopback: Loopback, settings: Settings
) -> None:
    addresses = iter([loopback.url, f"{loopback.url}/b", ConfigurationError("no engine")])

    async def address() -> str:
        match next(addresses):
            case str(url):
                return url
            case error:
                raise error

    async def go() -> None:
        local = Endpoint("local", "m", None)
        async with opened(OpenAIClient(local, settings, address=address)) as client:
            await client.complete(question())
            await client.complete(question())
            await client.complete(question())

    loopback.reply = lambda _: chat(GOOD)
    with pytest.raises(ConfigurationError, match="no engine") as caught:
        asyncio.run(go())
    assert caught.value.attempts == 0
    assert [r.path for r in loopback.received] == [
        "/v1/chat/completions",
        "/v1/b/chat/completions",
    ]


def test_one_client_serves_one_loop_after_another(loopback: Loopback, complete: Complete) -> None:
    loopback.reply = lambda _: chat(GOOD)
    assert [complete().usage.attempts, complete().usage.attempts] == [1, 1]


def test_a_cancelled_question_ends_as_cancelled(loopback: Loopback, client: OpenAIClient) -> None:
    arrived, leave = threading.Event(), threading.Event()

    def reply(_: Received) -> Answer:
        arrived.set()
        leave.wait(20)
        return chat(GOOD)

    async def go() -> None:
        async with opened(client):
            task = asyncio.create_task(client.complete(question()))
            await asyncio.to_thread(arrived.wait, 20)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            leave.set()
            assert (await client.complete(question())).usage.attempts == 1

    loopback.reply = reply
    asyncio.run(go())


def test_no_logger_says_what_was_asked_or_answered(
    loopback: Loopback, complete: Complete, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    loopback.say(failure(500), chat("SECRET"), chat(GOOD))
    complete()
    logged = [(record.name, record.getMessage()) for record in caplog.records]
    assert ("summarizer", "llm.retry") in logged
    everything = f"{logged} {[vars(record) for record in caplog.records]}"
    for secret in (KEY, TEXT, "Ilse", "SECRET"):
        assert secret not in everything


def test_the_loggers_of_others_are_left_as_they_were(
    loopback: Loopback, complete: Complete, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.say(chat(GOOD))
    complete()
    logging.getLogger("instructor").warning("of another user in this process")
    assert caplog.messages == ["of another user in this process"]
