"""Where the cache is, to whom it is open, what it says of itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from asking import GOOD
from keeping import Ask, warnings

from loopback import Loopback, chat
from summarizer.clients.replies import ReplyCache


def test_the_folder_is_closed_to_others(loopback: Loopback, ask: Ask, database: Path) -> None:
    database.parent.mkdir(parents=True, mode=0o755)
    loopback.say(chat(GOOD))
    ask()
    assert database.parent.stat().st_mode & 0o777 == 0o700
    assert not [file for file in database.parent.iterdir() if file.suffix == ".val"]


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
