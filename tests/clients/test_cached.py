import asyncio
import dataclasses
import json
import logging
import os
import pickle
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from asking import GOOD, TEXT, Part, question
from pydantic import BaseModel, SecretStr

from loopback import Loopback, chat
from summarizer.clients.cached import CachedClient, ReplyCache
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient
from summarizer.core.ask.request import CallUsage, Reply, Request
from summarizer.errors import ReplyRefusedError
from summarizer.settings import Settings

Ask = Callable[..., list[Reply]]


@pytest.fixture
def ask(endpoint: Endpoint, settings: Settings) -> Ask:
    """Ask questions in a fresh client with a fresh cache over the same folder."""

    def run(
        *requests: Request, endpoint: Endpoint = endpoint, settings: Settings = settings
    ) -> list[Reply]:
        async def go() -> list[Reply]:
            cache = ReplyCache(settings.cache_dir, timeout_s=0.05)
            client = CachedClient(OpenAIClient(endpoint, settings), cache)
            try:
                return [await client.complete(request) for request in requests or [question()]]
            finally:
                await client.aclose()

        return asyncio.run(go())

    return run


@pytest.fixture
def database(settings: Settings) -> Path:
    return settings.cache_dir / "replies" / "cache.db"


@pytest.fixture
def cache(settings: Settings) -> Iterator[ReplyCache]:
    cache = ReplyCache(settings.cache_dir, timeout_s=0.05)
    yield cache
    cache.close()


def execute(database: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement, values)
        connection.commit()


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_second_question_is_answered_without_a_request(loopback: Loopback, ask: Ask) -> None:
    loopback.say(chat(GOOD))
    first, second = ask(question(), question())
    (third,) = ask()
    assert len(loopback.received) == 1
    assert first.text == second.text == third.text
    assert first.usage.attempts == 1
    expected = CallUsage(0, cached=True, input_tokens=0, output_tokens=0)
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
    ask(request, endpoint=dataclasses.replace(endpoint, **changed))
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
sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parents[1])]!r}
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


def test_the_folder_is_closed_to_others(loopback: Loopback, ask: Ask, database: Path) -> None:
    database.parent.mkdir(parents=True, mode=0o755)
    loopback.say(chat(GOOD))
    ask()
    assert database.parent.stat().st_mode & 0o777 == 0o700
    assert not [file for file in database.parent.iterdir() if file.suffix == ".val"]


class Bomb:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.target),)


@pytest.mark.parametrize(
    "row",
    [
        "mode = 4, value = :bomb",
        "mode = 4, filename = 'bomb.val', value = NULL",
        "mode = 2, filename = 'secret', value = NULL",
        "mode = 3, filename = 'secret', value = NULL",
        "mode = 1, filename = 'secret'",
        "value = 'text'",
        "value = 7",
        "value = NULL",
        'value = CAST(\'{"parts": [{"n": 1}]}\' AS BLOB)',
        "value = CAST('no json' AS BLOB)",
        "value = X'ff00'",
    ],
)
def test_a_tampered_row_is_a_miss_and_does_nothing(
    loopback: Loopback, ask: Ask, database: Path, tmp_path: Path, row: str
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    marker = tmp_path / "exploded"
    bomb = pickle.dumps(Bomb(marker))
    (database.parent / "bomb.val").write_bytes(bomb)
    secret = database.parent / "secret"
    secret.write_text(json.dumps(GOOD))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"UPDATE Cache SET {row}", {"bomb": bomb} if ":bomb" in row else {})  # noqa: S608 - the rows above
        connection.commit()
    assert ask()[0].usage.attempts == 1
    assert ask()[0].usage.cached
    assert not marker.exists()
    assert secret.exists()


def test_a_pickled_key_is_never_loaded(
    loopback: Loopback, ask: Ask, cache: ReplyCache, database: Path, tmp_path: Path
) -> None:
    loopback.say(chat(GOOD))
    ask()
    marker = tmp_path / "exploded"
    insert = "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 0, 1, X'00')"
    execute(database, insert, pickle.dumps(Bomb(marker)))
    assert ask()[0].usage.cached
    assert cache.info().entries == 2
    assert cache.clear() == 2
    assert not marker.exists()


@pytest.mark.parametrize(
    "key", ["get", "_sql", "disk_min_file_size", "disk_more", "sqlite_nothing"]
)
def test_tampered_settings_cost_at_most_the_cache(
    loopback: Loopback, ask: Ask, database: Path, key: str
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    execute(database, "INSERT OR REPLACE INTO Settings VALUES (?, 'x')", key)
    assert json.loads(ask()[0].text) == GOOD


@pytest.mark.parametrize("content", [b"no database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_corrupt_file_is_set_aside_and_a_new_one_made(
    loopback: Loopback,
    ask: Ask,
    database: Path,
    caplog: pytest.LogCaptureFixture,
    content: bytes,
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    database.parent.mkdir(parents=True)
    database.with_name("cache.db.broken-1").touch()
    database.write_bytes(content)
    ask(question(), question("other"))
    (warning,) = warnings(caplog)
    assert "does not work" in warning
    assert database.with_name("cache.db.broken-2").read_bytes() == content
    assert ask()[0].usage.cached


def test_a_damaged_page_is_a_miss_and_one_warning(
    loopback: Loopback, ask: Ask, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    many = [question(f"{TEXT} {number}") for number in range(30)]
    ask(*many)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((page,),) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'Cache_key_raw'"
        )
    with database.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    replies = ask(*many)
    assert [reply.usage.attempts for reply in replies] == [1] * 30
    assert len(warnings(caplog)) == 1
    assert database.with_name("cache.db.broken-1").exists()
    ask()
    assert ask()[0].usage.cached


def test_a_locked_file_costs_little_and_warns_once(
    loopback: Loopback, ask: Ask, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        replies = ask(*[question(f"{TEXT} {number}") for number in range(5)])
    assert [reply.usage.attempts for reply in replies] == [1] * 5
    assert len(warnings(caplog)) == 1
    assert ask()[0].usage.cached


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


def test_a_folder_that_cannot_be_made_is_a_miss_and_one_warning(
    loopback: Loopback, ask: Ask, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    settings.cache_dir.write_text("a file is in the way")
    assert [reply.usage.attempts for reply in ask(question(), question())] == [1, 1]
    assert len(warnings(caplog)) == 1


def test_a_folder_with_a_dollar_sign_is_not_taken_for_a_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ELSEWHERE", "elsewhere")
    cache = ReplyCache(tmp_path / "$ELSEWHERE")
    cache.put("a", "text")
    assert cache.get("a") is None
    assert list(tmp_path.iterdir()) == []
    assert len(warnings(caplog)) == 1


def test_info_and_clear_make_nothing_if_there_is_nothing(cache: ReplyCache) -> None:
    assert (cache.info().entries, cache.info().n_bytes, cache.clear()) == (0, 0, 0)
    assert not cache.path.exists()


def test_info_counts_and_clear_gives_the_space_back(cache: ReplyCache) -> None:
    for number in range(50):
        cache.put(str(number), "text" * 5000)
    assert cache.info().entries == 50
    assert cache.info().n_bytes > 1_000_000
    assert cache.info().path == cache.path
    assert cache.clear() == 50
    assert cache.info().entries == 0
    cache.close()
    assert cache.info().n_bytes < 200_000


def test_info_and_clear_of_a_cache_that_cannot_be_opened_are_nil(
    cache: ReplyCache, database: Path
) -> None:
    cache.put("a", "text")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        locked = ReplyCache(cache.path.parent, timeout_s=0.05)
        assert (locked.info().entries, locked.clear()) == (0, 0)
        assert cache.clear() == 0
    assert cache.get("a") == "text"


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
