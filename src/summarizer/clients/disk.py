"""diskcache, fenced off: what may be kept, and how the file is opened."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol, cast

import diskcache  # pyright: ignore[reportMissingTypeStubs] - it has none
from diskcache import core  # pyright: ignore[reportMissingTypeStubs] - it has none

__all__ = [
    "DATABASE",
    "ENDINGS",
    "FAILURES",
    "SafeDisk",
    "SafeStore",
    "Store",
    "connected",
    "is_corrupt",
    "open_store",
    "probe",
]

DATABASE = "cache.db"
"""Name of the file in its folder."""

ENDINGS = ("", "-wal", "-shm")
"""Of the files that SQLite makes."""

FAILURES = (
    sqlite3.Error,
    OSError,
    cast("type[Exception]", diskcache.Timeout),
    AttributeError,
    TypeError,
    ValueError,
)
"""All that a full disk, a foreign lock, a broken file or a tampered row can raise."""

_LAYOUT = 1  # raised when a row would mean something else; kept in the database itself
_MODE_RAW = 1
_REFUSED = "a row of the cache is not ours"

_SETTINGS: dict[str, object] = {
    **cast("dict[str, object]", core.DEFAULT_SETTINGS),
    "eviction_policy": "none",  # nothing that was paid for is dropped in silence
    "cull_limit": 0,
    "sqlite_cache_size": 1024,  # pages of 4 KiB a connection: diskcache would fill 32 MiB with them
    "statistics": 0,
    "tag_index": 0,
    "sqlite_mmap_size": 0,  # a failure to read a mapped file ends the process by a signal
    "sqlite_trusted_schema": 0,
}


class Store(Protocol):
    """What we use of diskcache's own cache."""

    def get(self, key: str) -> object: ...  # noqa: D102 - diskcache's
    def set(self, key: str, value: bytes) -> object: ...  # noqa: D102 - diskcache's
    def clear(self) -> int: ...  # noqa: D102 - diskcache's
    def close(self) -> None: ...  # noqa: D102 - diskcache's
    def __len__(self) -> int: ...


class SafeDisk(diskcache.Disk):  # type: ignore[misc] # diskcache has no types
    """Keys are str, values bytes, both inside the database: no pickle and no file, ever.

    The stock class unpickles what it finds (CVE-2025-69872), opens files that a row names and
    deletes them; its JSONDisk does so as well.
    """

    def __init__(self, directory: object, /, **_: object) -> None:
        super().__init__(directory)  # what a database says of its disk is not heard

    def put(self, key: object) -> Any:
        """Take a key to the database."""
        if type(key) is not str:
            raise TypeError("a key must be a str")
        return key, True

    def get(self, key: object, raw: object) -> str:
        """Take a key from the database."""
        if not raw or type(key) is not str:
            raise ValueError(_REFUSED)
        return key

    def store(self, value: object, read: object, key: object = None) -> Any:
        """Take a value to the database."""
        del key  # it names files, and there are none
        if read or type(value) is not bytes:
            raise TypeError("a value must be bytes")
        return 0, _MODE_RAW, None, memoryview(value)

    def fetch(self, mode: object, filename: object, value: object, read: object) -> bytes:
        """Take a value from the database."""
        if read or mode != _MODE_RAW or filename is not None or type(value) is not bytes:
            raise ValueError(_REFUSED)
        return value

    def remove(self, file_path: object) -> None:
        """Leave the file alone: no row of ours has one."""


class SafeStore(diskcache.Cache):  # type: ignore[misc] # diskcache has no types
    """Its settings are ours, whatever the database says.

    The stock class makes every row of the settings table an attribute of itself or a statement:
    a row could send it to another folder.
    """

    def reset(self, key: str, value: object = core.ENOVAL, update: object = True) -> object:  # noqa: FBT002 - diskcache's
        """Set one setting; a name that is not known is passed over."""
        stock = cast("Any", super())
        if key in core.METADATA:
            return stock.reset(key, value, update)
        if key in _SETTINGS:
            return stock.reset(key, _SETTINGS[key], update)
        return value


def open_store(folder: Path, timeout_s: float) -> Store:
    """Open the cache in a folder, or make it."""
    store = cast(
        "Store",
        cast("Any", SafeStore)(str(folder), timeout=timeout_s, disk=SafeDisk, **_SETTINGS),
    )
    with closing(connected(folder, timeout_s)) as connection:
        if _layout(connection) != _LAYOUT:
            connection.execute(f"PRAGMA user_version = {_LAYOUT}")
    return store


def probe(folder: Path, timeout_s: float) -> None:
    """Fail soon where diskcache, while it opens, would retry a foreign lock for a minute.

    Raises:
        ValueError: the database was made by a later version, which may mean other things by it.
    """
    with closing(connected(folder, timeout_s)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.rollback()
        if _layout(connection) > _LAYOUT:
            raise ValueError("the cache was made by a later version")


def connected(folder: Path, timeout_s: float) -> sqlite3.Connection:
    """Connect to the database without diskcache."""
    return sqlite3.connect(folder / DATABASE, timeout=timeout_s, isolation_level=None)


def is_corrupt(error: Exception) -> bool:
    """Whether the file is no database, or not a sound one."""
    # an operational error is a lock or a full disk; a programming error is a fault of ours
    return type(error) in {sqlite3.DatabaseError, sqlite3.IntegrityError}


def _layout(connection: sqlite3.Connection) -> int:
    ((version,),) = connection.execute("PRAGMA user_version")
    return int(version)
