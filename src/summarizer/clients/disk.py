"""diskcache, fenced off: what may be kept, and how the file is opened."""

import sqlite3
from pathlib import Path
from typing import Any, Protocol, cast

import diskcache  # pyright: ignore[reportMissingTypeStubs] - it has none

__all__ = ["DATABASE", "FAILURES", "SafeDisk", "Store", "open_store"]

DATABASE = "cache.db"
"""Name of the file in its folder."""

FAILURES = (
    sqlite3.Error,
    OSError,
    cast("type[Exception]", diskcache.Timeout),
    # a tampered settings table reaches diskcache's own attributes
    AttributeError,
    TypeError,
    ValueError,
)
"""All that a full disk, a foreign lock, a broken file or a tampered row can raise."""

_MODE_RAW = 1
_REFUSED = "a row of the cache is not ours"


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


def open_store(folder: Path, timeout_s: float) -> Store:
    """Open the cache in a folder, or make it."""
    return cast(
        "Store",
        cast("Any", diskcache).Cache(
            str(folder),
            timeout=timeout_s,
            disk=SafeDisk,
            eviction_policy="none",  # nothing that was paid for is dropped in silence
            cull_limit=0,
            statistics=0,
            tag_index=0,
        ),
    )
