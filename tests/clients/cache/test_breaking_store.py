"""A store that breaks or is locked in the middle of a run: one warning, and the run goes on."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from asking import GOOD, TEXT, question
from keeping import MANY, Ask, Break, assert_asked_again, warnings

from loopback import Loopback, chat
from summarizer.clients.cached import CachedClient
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.replies import ReplyCache
from summarizer.core.ask.request import Reply
from summarizer.settings import Settings


def removed(database: Path) -> None:
    for file in database.parent.iterdir():
        file.unlink()


def removed_with_its_folder(database: Path) -> None:
    shutil.rmtree(database.parent)


LONGEST_S = 30.0

AskAround = Callable[[Break], list[Reply]]


@pytest.fixture
def ask_around(endpoint: Endpoint, settings: Settings, database: Path) -> AskAround:
    """Ask many questions, break the store while it is open, and ask others."""

    def run(spoil: Break) -> list[Reply]:
        async def go() -> list[Reply]:
            cache = ReplyCache(settings.cache_dir, timeout_s=0.05)
            client = CachedClient(OpenAIClient(endpoint, settings), cache)
            try:
                for request in MANY:
                    await client.complete(request)
                spoil(database)
                return [await client.complete(question(r.messages[1].content + "!")) for r in MANY]
            finally:
                await client.aclose()

        return asyncio.run(go())

    return run


@pytest.mark.parametrize("spoil", [removed, removed_with_its_folder])
def test_a_store_removed_while_open_is_made_anew(
    loopback: Loopback,
    ask_around: AskAround,
    ask: Ask,
    caplog: pytest.LogCaptureFixture,
    spoil: Break,
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    assert_asked_again(ask_around(spoil), caplog)
    assert ask(question(f"{TEXT} 7!"))[0].usage.cached  # kept, though after the removal
    assert ask(question(f"{TEXT} 7"))[0].usage.attempts == 1


def test_a_store_removed_while_open_that_cannot_be_made_anew_is_missed(
    loopback: Loopback, ask_around: AskAround, caplog: pytest.LogCaptureFixture
) -> None:
    def spoil(database: Path) -> None:
        removed_with_its_folder(database)
        database.parent.touch()

    loopback.reply = lambda _: chat(GOOD)
    assert_asked_again(ask_around(spoil), caplog)


def test_a_store_cut_short_while_open_is_missed(
    loopback: Loopback, ask_around: AskAround, caplog: pytest.LogCaptureFixture
) -> None:
    def spoil(database: Path) -> None:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.truncate(database, 8192)

    loopback.reply = lambda _: chat(GOOD)
    assert_asked_again(ask_around(spoil), caplog)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Let another process hold the store's lock."""
    command = [sys.executable, "-c", HOLD, str(database)]
    with subprocess.Popen(  # noqa: S603 - our own code
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        yield
        other.communicate()


def test_a_store_locked_by_another_process_costs_little_and_warns_once(
    loopback: Loopback, ask: Ask, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    with locked(database):
        start = time.monotonic()
        assert_asked_again(ask(*MANY), caplog)
        # diskcache alone tries for a minute to open it
        assert time.monotonic() - start < LONGEST_S
    assert ask()[0].usage.cached


def test_a_lock_taken_while_the_store_is_open_still_lets_it_be_read(
    endpoint: Endpoint,
    settings: Settings,
    loopback: Loopback,
    database: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def go() -> list[Reply]:
        cache = ReplyCache(settings.cache_dir, timeout_s=0.05)
        client = CachedClient(OpenAIClient(endpoint, settings), cache)
        await client.complete(MANY[0])
        with locked(database):
            replies = [await client.complete(request) for request in MANY]
        await client.aclose()
        return replies

    loopback.reply = lambda _: chat(GOOD)
    replies = asyncio.run(go())
    assert [reply.usage.attempts for reply in replies] == [0] + [1] * 29
    assert len(warnings(caplog)) == 1


def test_writing_stops_after_some_failures_while_reading_goes_on(
    cache: ReplyCache, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache.put("a", "text")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(4):
            cache.put("b", "text")
        assert cache.get("a") == "text"
    cache.put("b", "text")
    assert (cache.get("a"), cache.get("b")) == ("text", None)
    assert len(warnings(caplog)) == 1
