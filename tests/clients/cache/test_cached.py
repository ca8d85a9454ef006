import asyncio
import dataclasses
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from asking import GOOD, TEXT, Part, question
from keeping import Ask
from pydantic import BaseModel, SecretStr

from loopback import Answer, Loopback, Received, chat
from summarizer.clients.cached import CachedClient
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.replies import ReplyCache
from summarizer.core.ask.request import CallUsage, Reply
from summarizer.errors import ReplyRefusedError
from summarizer.settings import Settings


def test_a_second_question_is_answered_without_a_request(loopback: Loopback, ask: Ask) -> None:
    loopback.say(chat(GOOD))
    first, second = ask(question(), question())
    (third,) = ask()
    assert len(loopback.received) == 1
    assert first.text == second.text == third.text
    assert first.usage.attempts == 1
    expected = CallUsage(0, cached=True, input_tokens=0, output_tokens=0, cost_usd=0.0)
    assert second.usage == third.usage == expected


class Longer(BaseModel):
    parts: list[Part]
    few: list[int]
    more: int | None = None


Longer.__name__ = "Form"


@pytest.mark.parametrize(
    "other",
    [
        {"text": TEXT + " "},
        {"max_tokens": 501},
        {"form": Longer},
        {"model": "m2"},
        {"base_url": "/b"},
        {"sends_temperature": False},
        {"sends_schema": False},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whatever_could_change_the_answer_is_in_the_key(
    loopback: Loopback, ask: Ask, endpoint: Endpoint, other: dict[str, object]
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    if "base_url" in other:
        other = {"base_url": f"{loopback.url}/b"}
    changed = {key: value for key, value in other.items() if hasattr(endpoint, key)}
    asked = {key: value for key, value in other.items() if key not in changed}
    request = question(**asked)  # type: ignore[arg-type] # by the parameters above
    elsewhere = dataclasses.replace(endpoint, **changed)  # type: ignore[arg-type] # likewise
    ask(request, endpoint=elsewhere)
    assert len(loopback.received) == 2


def test_the_limit_on_tokens_is_in_the_key_where_it_tells(
    loopback: Loopback, ask: Ask, settings: Settings
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    ask(settings=settings.model_copy(update={"max_output_tokens": 2000}))
    assert len(loopback.received) == 1
    ask(settings=settings.model_copy(update={"max_output_tokens": 100}))
    assert len(loopback.received) == 2


def test_the_key_of_the_account_and_the_name_of_the_task_do_not_matter(
    loopback: Loopback, ask: Ask, endpoint: Endpoint
) -> None:
    loopback.say(chat(GOOD))
    ask()
    other = dataclasses.replace(endpoint, api_key=SecretStr("another"))
    ask(question(task="other"), endpoint=other)
    assert len(loopback.received) == 1


def test_an_engine_s_answers_are_kept_by_its_file_whatever_its_port(
    loopback: Loopback, settings: Settings
) -> None:
    async def address() -> str:
        return loopback.url

    def run(identity: str) -> Reply:
        async def go() -> Reply:
            engine = OpenAIClient(
                Endpoint("local", "m", None), settings, address=address, identity=identity
            )
            client = CachedClient(engine, ReplyCache(settings.cache_dir))
            try:
                return await client.complete(question())
            finally:
                await client.aclose()

        return asyncio.run(go())

    loopback.reply = lambda _: chat(GOOD)
    assert [run(identity).usage.cached for identity in ("a", "a", "b")] == [False, True, False]


def test_errors_are_not_kept(loopback: Loopback, ask: Ask, cache: ReplyCache) -> None:
    loopback.say(chat(None, refusal="no"), chat(GOOD))
    with pytest.raises(ReplyRefusedError):
        ask()
    assert cache.info().entries == 0
    assert ask()[0].usage.attempts == 1


def test_a_reply_after_a_re_ask_is_kept_under_the_first_question(
    loopback: Loopback, ask: Ask
) -> None:
    loopback.say(chat("bad"), chat(GOOD))
    ask()
    assert ask()[0].usage.cached


def test_a_hit_imports_neither_openai_nor_instructor_and_needs_no_server(
    loopback: Loopback, ask: Ask, endpoint: Endpoint, settings: Settings
) -> None:
    loopback.say(chat(GOOD))
    ask()
    code = f"""
import asyncio, sys
sys.path[:0] = {[str(Path(__file__).parents[1])]!r}
from asking import question
from summarizer.clients.connect import connect
from summarizer.settings import Settings

async def main():
    async with connect(Settings()) as connection:
        return await connection.complete(question())

assert asyncio.run(main()).usage.cached
print(sorted({{"openai", "instructor", "httpx2", "jinja2"}} & set(sys.modules)))
"""
    environment = {
        **os.environ,
        "SUMMARIZER_MODEL": "vllm/m",
        "SUMMARIZER_BASE_URL": endpoint.base_url or "",
        "SUMMARIZER_CACHE_DIR": str(settings.cache_dir),
        "SUMMARIZER_MAX_OUTPUT_TOKENS": "1000",
        "SUMMARIZER_PROFILE": "large",
    }
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
    assert len(loopback.received) == 1


class SlowCache(ReplyCache):
    """Writes only when it is let."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.is_writing = threading.Event()
        self.may_write = threading.Event()

    def put(self, key: str, text: str) -> None:
        self.is_writing.set()
        self.may_write.wait(20)
        super().put(key, text)


class WatchedCache(ReplyCache):
    """Remembers which threads open it and write to it."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.threads: set[str] = set()

    def open(self) -> None:
        if not self.is_settled:
            self.threads.add(threading.current_thread().name)
        super().open()

    def put(self, key: str, text: str) -> None:
        self.threads.add(threading.current_thread().name)
        super().put(key, text)


def test_a_lock_that_is_waited_for_stops_no_event_loop(
    endpoint: Endpoint, settings: Settings, loopback: Loopback
) -> None:
    async def go() -> None:
        client = CachedClient(OpenAIClient(endpoint, settings), watched)
        await asyncio.gather(*(client.complete(question(str(number))) for number in range(9)))
        await client.aclose()

    loopback.reply = lambda _: chat(GOOD)
    watched = WatchedCache(settings.cache_dir)
    asyncio.run(go())
    (name,) = watched.threads
    assert name.startswith("summarizer-cache")


FILES = Path("/proc/self/fd")


def n_files() -> int:
    """Count open files; sockets are the server's as well, which closes them when it comes to it."""
    targets: list[str] = []
    for file in FILES.iterdir():
        with suppress(OSError):  # it was closed meanwhile
            targets.append(os.readlink(file))  # noqa: PTH115 - "socket:[1]" is no path
    return sum(target.startswith("/") for target in targets)


@pytest.mark.skipif(not FILES.exists(), reason="open files cannot be counted here")
def test_no_file_stays_open(loopback: Loopback, ask: Ask) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    before = n_files()
    for number in range(10):
        ask(question(str(number)), question())
    assert n_files() <= before


def test_a_reply_that_was_paid_for_is_kept_though_its_article_is_given_up(
    endpoint: Endpoint, settings: Settings, loopback: Loopback, cache: ReplyCache
) -> None:
    async def go() -> None:
        slow = SlowCache(settings.cache_dir)
        client = CachedClient(OpenAIClient(endpoint, settings), slow)
        task = asyncio.create_task(client.complete(question()))
        await asyncio.to_thread(slow.is_writing.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        slow.may_write.set()
        await client.aclose()

    loopback.say(chat(GOOD))
    asyncio.run(go())
    assert cache.info().entries == 1


def test_the_cache_closes_even_if_nothing_was_asked(
    endpoint: Endpoint, settings: Settings, cache: ReplyCache
) -> None:
    asyncio.run(CachedClient(OpenAIClient(endpoint, settings), cache).aclose())
    assert not cache.path.exists()


@pytest.mark.parametrize("keeps", [True, False])
def test_equal_questions_at_the_same_time_are_asked_once(
    endpoint: Endpoint,
    settings: Settings,
    loopback: Loopback,
    keeps: bool,  # noqa: FBT001 - a case
) -> None:
    async def go() -> list[Reply]:
        cache = ReplyCache(settings.cache_dir) if keeps else None
        client = CachedClient(OpenAIClient(endpoint, settings), cache)
        asked = [question(), question(TEXT + " "), *[question()] * 8]
        replies = await asyncio.gather(*map(client.complete, asked))
        await client.aclose()
        return replies

    loopback.reply = lambda _: chat(GOOD)
    replies = asyncio.run(go())
    assert len(loopback.received) == 2
    assert sum(reply.usage.attempts for reply in replies) == 2
    assert sum(reply.usage.cached for reply in replies) == 8


def test_an_error_is_shared_too_and_paid_for_once(
    endpoint: Endpoint, settings: Settings, loopback: Loopback
) -> None:
    async def go() -> list[Reply | BaseException]:
        client = CachedClient(OpenAIClient(endpoint, settings), None)
        asked = [client.complete(question()) for _ in range(5)]
        errors = await asyncio.gather(*asked, return_exceptions=True)
        await client.aclose()
        return errors

    loopback.reply = lambda _: chat(None, refusal="no")
    errors = asyncio.run(go())
    assert len(loopback.received) == 1
    assert {type(error) for error in errors} == {ReplyRefusedError}
    assert len({id(error) for error in errors}) == 5
    assert sum(e.attempts for e in errors if isinstance(e, ReplyRefusedError)) == 1


def test_who_waits_for_one_that_is_given_up_asks_itself(
    endpoint: Endpoint, settings: Settings, loopback: Loopback
) -> None:
    async def go() -> Reply:
        client = CachedClient(OpenAIClient(endpoint, settings), None)
        first = asyncio.create_task(client.complete(question()))
        await asyncio.to_thread(arrived.wait, 20)
        second = asyncio.create_task(client.complete(question()))
        await asyncio.sleep(0)
        first.cancel()
        reply = await second
        await client.aclose()
        return reply

    def reply(_: Received) -> Answer:
        is_first = not arrived.is_set()
        arrived.set()
        return Answer(hangs=True) if is_first else chat(GOOD)

    arrived = threading.Event()
    loopback.reply = reply
    assert asyncio.run(go()).usage.attempts == 1
    assert len(loopback.received) == 2
