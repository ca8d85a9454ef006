"""Whoever can write SQL into the cache's file gains nothing but misses.

Each attack has a canary: a folder that would appear if code ran, a file outside the cache that
would vanish if it were removed, and whose content would be served if it were read. The stock
class of diskcache falls for them, which shows that the canaries sing.
"""

import json
import os
import pickle
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import diskcache
import pytest
from asking import GOOD, TEXT, question
from keeping import Ask, execute, warnings

from loopback import Loopback, chat
from summarizer.clients.replies import ReplyCache

FOREIGN = {"parts": [{"n": 666, "name": None}], "few": []}
"""A valid reply that no endpoint gave."""


class Bomb:
    """Makes a folder when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.target),)


@dataclass(frozen=True)
class Canaries:
    """What would appear, and what would vanish or be read."""

    exploded: Path
    outside: Path
    elsewhere: Path

    @property
    def are_well(self) -> bool:
        """Whether nothing ran, and no file was read, removed or made."""
        is_kept = self.outside.exists() and json.loads(self.outside.read_text()) == FOREIGN
        return is_kept and not self.exploded.exists() and not list(self.elsewhere.iterdir())

    def values(self, folder: Path) -> dict[str, object]:
        """Plant the files that the rows name; gives what the rows may hold."""
        bomb = pickle.dumps(Bomb(self.exploded), protocol=0)
        (folder / "bomb.val").write_bytes(bomb)
        return {
            "bomb": bomb,
            "foreign": str(self.outside),
            "upwards": os.path.relpath(self.outside, folder),
            "elsewhere": str(self.elsewhere),
        }


@pytest.fixture(autouse=True)
def _endpoint_answers(loopback: Loopback) -> None:
    loopback.reply = lambda _: chat(GOOD)


@pytest.fixture
def canaries(tmp_path: Path) -> Canaries:
    outside = tmp_path / "outside" / "treasure"
    outside.parent.mkdir()
    outside.write_text(json.dumps(FOREIGN))
    (tmp_path / "outside" / "other").touch()  # else the folder would be removed with the file
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    return Canaries(tmp_path / "exploded", outside, elsewhere)


def tamper(database: Path, statement: str, values: dict[str, object]) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement, {k: v for k, v in values.items() if f":{k}" in statement})
        connection.commit()


HARMFUL = {
    "a pickle in the row": "mode = 4, value = :bomb",
    "a pickle in a file of the folder": "mode = 4, filename = 'bomb.val', value = NULL",
    "a text outside": "mode = 3, filename = :foreign, value = NULL",
    "bytes outside": "mode = 2, filename = :foreign, value = NULL",
    "bytes outside, by a relative name": "mode = 2, filename = :upwards, value = NULL",
    "a file to be removed with the row": "value = NULL, filename = :foreign",
}
HARMLESS = {
    "a text where bytes belong": "value = 'text'",
    "a number": "value = 7",
    "nothing": "value = NULL",
    "a name beside the value": "filename = :foreign",
    "an unknown mode": "mode = 5",
    "a mode that is text": "mode = 'raw'",
    "a reply that breaks its form": 'value = CAST(\'{"parts": [{"n": 1}]}\' AS BLOB)',
    "a value that is no JSON": "value = CAST('no json' AS BLOB)",
    "a value that is no UTF-8": "value = X'ff00'",
    "a text that is no UTF-8": "value = CAST(X'ff00' AS TEXT)",
    "a row that ran out": "expire_time = 1.0",
}
ROWS = HARMFUL | HARMLESS


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_tampered_row_is_a_miss_and_does_nothing(
    ask: Ask,
    database: Path,
    canaries: Canaries,
    caplog: pytest.LogCaptureFixture,
    row: str,
) -> None:
    ask()
    tamper(database, f"UPDATE Cache SET {row}", canaries.values(database.parent))  # noqa: S608 - the rows above
    tampered, other, again = ask(question(), question(f"{TEXT} more"), question())
    assert (tampered.usage.attempts, other.usage.attempts) == (1, 1)
    assert again.usage.cached  # the row was written anew
    assert {tampered.text, other.text, again.text} == {json.dumps(GOOD)}
    assert canaries.are_well
    assert len(warnings(caplog)) <= 1


@pytest.mark.parametrize("row", HARMFUL.values(), ids=HARMFUL)
def test_the_stock_class_falls_for_it(tmp_path: Path, canaries: Canaries, row: str) -> None:
    folder = tmp_path / "stock"
    with diskcache.Cache(str(folder)) as stock:
        stock.set("key", b"value")
        tamper(folder / "cache.db", f"UPDATE Cache SET {row}", canaries.values(folder))  # noqa: S608 - the rows above
        served = stock.get("key")
        is_read = "666" in str(served)
        stock.set("key", b"other")
    assert is_read or not canaries.are_well


@pytest.mark.parametrize("mode", [1, 4])
def test_a_pickled_key_is_never_loaded(
    ask: Ask,
    cache: ReplyCache,
    database: Path,
    canaries: Canaries,
    mode: int,
) -> None:
    ask()
    values = canaries.values(database.parent)
    insert = f"INSERT INTO Cache (key, raw, mode, value) VALUES (:bomb, 0, {mode}, :bomb)"  # noqa: S608 - a number
    tamper(database, insert, values)
    assert ask()[0].usage.cached
    assert cache.info().entries == 2
    assert cache.clear() == 2
    assert canaries.are_well
    with diskcache.Cache(str(cache.path)) as stock:  # the canary sings
        tamper(database, insert, values)
        with suppress(TypeError):
            list(stock)
    assert not canaries.are_well


def test_clearing_removes_no_file_that_a_row_names(
    cache: ReplyCache, database: Path, canaries: Canaries
) -> None:
    for number in range(3):
        cache.put(str(number), "text")
    for name in ("foreign", "upwards"):
        statement = f"UPDATE Cache SET filename = :{name} WHERE key = '1'"  # noqa: S608 - the names above
        tamper(database, statement, canaries.values(database.parent))
    assert cache.clear() == 3
    assert canaries.are_well


SETTINGS = {
    "another folder": ("_directory", ":elsewhere"),
    "another folder of values": ("disk__directory", ":elsewhere"),
    "the folder of values": ("disk_directory", ":elsewhere"),
    "a method": ("get", "'x'"),
    "the connection": ("_sql", "'x'"),
    "the class": ("__class__", "'x'"),
    "an unknown option of values": ("disk_more", "'x'"),
    "the size from which values are files": ("disk_min_file_size", "0"),
    "an unknown pragma": ("sqlite_nothing", "'x'"),
    "a second statement": ("sqlite_user_version; DROP TABLE Cache; --", "'x'"),
    "a pragma that forbids to write": ("sqlite_query_only", "1"),
    "a mapped file": ("sqlite_mmap_size", "1000000"),
    "a number that is none": ("count", "'x'"),
}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_tampered_settings_change_nothing(
    ask: Ask,
    database: Path,
    canaries: Canaries,
    caplog: pytest.LogCaptureFixture,
    setting: tuple[str, str],
) -> None:
    key, value = setting
    ask()
    values = canaries.values(database.parent) | {"key": key}
    tamper(database, f"INSERT OR REPLACE INTO Settings VALUES (:key, {value})", values)  # noqa: S608 - the values above
    kept, new = ask(question(), question(f"{TEXT} more"))
    assert (kept.usage.cached, new.usage.attempts) == (True, 1)
    assert ask(question(f"{TEXT} more"))[0].usage.cached
    assert canaries.are_well
    assert warnings(caplog) == []


def test_the_stock_class_goes_where_a_setting_sends_it(tmp_path: Path, canaries: Canaries) -> None:
    folder = tmp_path / "stock"
    diskcache.Cache(str(folder)).close()
    execute(
        folder / "cache.db",
        "INSERT INTO Settings VALUES ('_directory', ?)",
        str(canaries.elsewhere),
    )
    with suppress(sqlite3.OperationalError):
        diskcache.Cache(str(folder)).close()
    assert not canaries.are_well


def test_settings_that_would_drop_what_was_paid_for_are_not_heard(
    cache: ReplyCache, database: Path
) -> None:
    cache.put("old", "text")
    cache.close()
    for key, value in (
        ("eviction_policy", "least-recently-stored"),
        ("cull_limit", 10),
        ("size_limit", 0),
    ):
        execute(database, "UPDATE Settings SET value = ? WHERE key = ?", value, key)
    later = ReplyCache(cache.path.parent)
    for number in range(5):
        later.put(str(number), "text")
    assert later.get("old") == "text"
    later.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE Cache",
        "DROP TABLE Settings",
        "ALTER TABLE Cache RENAME TO Other",
        "ALTER TABLE Cache DROP COLUMN access_count",
        "DELETE FROM Settings WHERE key = 'count'",
        "CREATE TRIGGER thief AFTER INSERT ON Cache BEGIN DELETE FROM Cache; END",
    ],
)
def test_a_tampered_schema_costs_at_most_the_cache(
    ask: Ask,
    database: Path,
    caplog: pytest.LogCaptureFixture,
    statement: str,
) -> None:
    ask()
    execute(database, statement)
    replies = ask(question(), question(f"{TEXT} more"), question(f"{TEXT} more"))
    assert {reply.text for reply in replies} == {json.dumps(GOOD)}
    assert len(warnings(caplog)) <= 1
