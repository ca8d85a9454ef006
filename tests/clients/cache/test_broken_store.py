"""A store that is found broken: one warning, and the run goes on."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from asking import GOOD, TEXT, question
from keeping import MANY, Ask, Break, assert_asked_again, execute, warnings

from loopback import Loopback, chat
from summarizer.settings import Settings

NOBODY = 65534


def truncated_to(n_bytes: int) -> Break:
    return lambda database: os.truncate(database, n_bytes)


def overwritten_with(content: bytes) -> Break:
    def overwrite(database: Path) -> None:
        database.write_bytes(content)

    return overwrite


def of_a_later_version(database: Path) -> None:
    execute(database, "PRAGMA user_version = 2")


def of_a_later_sqlite(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(18)  # the versions that a reader and a writer must know
        file.write(bytes([9, 9]))


def a_folder_instead(database: Path) -> None:
    database.unlink()
    database.mkdir()


BEFORE: dict[str, Break] = {
    "cut to a half": lambda database: os.truncate(database, database.stat().st_size // 2),
    "cut to its first page": truncated_to(4096),
    "cut inside its header": truncated_to(50),
    "overwritten with noise": overwritten_with(b"SQLite format 3\x00" + b"\xff" * 5000),
    "a text": overwritten_with(b"no database at all\n" * 100),
    "an archive": overwritten_with(b"PK\x03\x04" + bytes(3000)),
    "a folder": a_folder_instead,
    "of a later version": of_a_later_version,
    "of a later SQLite": of_a_later_sqlite,
}


@pytest.mark.parametrize("spoil", BEFORE.values(), ids=BEFORE)
def test_a_store_found_broken_is_missed_with_one_warning(
    loopback: Loopback, ask: Ask, database: Path, caplog: pytest.LogCaptureFixture, spoil: Break
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask(*MANY)
    spoil(database)
    assert_asked_again(ask(*MANY), caplog)


def test_an_empty_file_is_a_new_store(
    loopback: Loopback, ask: Ask, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    os.truncate(database, 0)
    assert ask()[0].usage.attempts == 1
    assert ask()[0].usage.cached
    assert warnings(caplog) == []


def test_a_store_of_a_later_version_is_left_as_it_is(
    loopback: Loopback, ask: Ask, database: Path
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    of_a_later_version(database)
    before = database.read_bytes()
    ask(question("other"))
    assert database.read_bytes() == before
    assert not list(database.parent.glob("*.broken-*"))
    execute(database, "PRAGMA user_version = 1")
    assert ask()[0].usage.cached


def test_a_store_from_before_versions_were_counted_is_used(
    loopback: Loopback, ask: Ask, database: Path
) -> None:
    loopback.say(chat(GOOD))
    ask()
    execute(database, "PRAGMA user_version = 0")
    assert ask()[0].usage.cached
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


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


def test_a_folder_that_cannot_be_made_is_a_miss_and_one_warning(
    loopback: Loopback, ask: Ask, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    settings.cache_dir.write_text("a file is in the way")
    assert [reply.usage.attempts for reply in ask(question(), question())] == [1, 1]
    assert len(warnings(caplog)) == 1


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Close a folder and its files to writing; the superuser is somebody else meanwhile."""
    is_superuser = os.geteuid() == 0
    for file in (*folder.glob("*"), folder):
        file.chmod(0o555 if file.is_dir() else 0o444)
    if is_superuser:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_superuser:
            os.seteuid(0)
        folder.chmod(0o700)


@pytest.mark.parametrize("is_there", [True, False], ids=["with a store", "without"])
def test_a_read_only_folder_is_missed_with_one_warning(
    loopback: Loopback,
    ask: Ask,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    is_there: bool,  # noqa: FBT001 - a case
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    # not below pytest's folder, which is closed to others
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "replies"
        folder.mkdir()
        Path(name).chmod(0o755)
        elsewhere = settings.model_copy(update={"cache_dir": Path(name)})
        if is_there:
            ask(*MANY, settings=elsewhere)
        with read_only(folder):
            replies = ask(*MANY, settings=elsewhere)
            assert folder.stat().st_mode & 0o222 == 0
        assert_asked_again(replies, caplog)
