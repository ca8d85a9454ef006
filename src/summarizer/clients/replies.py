"""Replies kept on disk, so that nothing that was paid for is paid for twice.

A row of the cache is not trusted: only text comes out of it, and that is validated anew. (Whoever
may write to the folder can still plant a valid reply; spans are cut from the article all the same.)
A cache that fails is a miss and one warning, never an error.
"""

import logging
import os
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from .disk import DATABASE, ENDINGS, FAILURES, Store, connected, is_corrupt, open_store, probe

__all__ = ["CacheInfo", "ReplyCache"]

_log = logging.getLogger("summarizer")

_TIMEOUT_S = 2.0
_MAX_FAILURES = 3


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What the cache holds."""

    path: Path
    entries: int
    n_bytes: int


class ReplyCache:
    """Texts by key in one SQLite file, opened on first use; all methods block."""

    def __init__(self, directory: Path, *, timeout_s: float = _TIMEOUT_S) -> None:
        """Describe the cache.

        Args:
            directory: where its own folder `replies` is, or will be made.
            timeout_s: how long to wait for another process's lock.
        """
        self.path = directory.expanduser().absolute() / "replies"
        self._timeout_s = timeout_s
        self._store: Store | None = None
        self._left: list[Store] = []  # whose file is gone; each thread closes its own connection
        self._file: tuple[int, int] | None = None
        self._n_lost = 0
        self._has_warned = False
        self._is_off = False

    @property
    def is_settled(self) -> bool:
        """Whether `open` has nothing more to do."""
        return self._store is not None or self._is_off

    def open(self) -> None:
        """Open the file, or make it; one that is corrupt is set aside. May wait for a lock."""
        if self.is_settled:
            return
        try:
            self._store = self._opened()
            self._file = self._identity()
        except FAILURES as error:
            self._is_off = True
            self._warn(error)

    def get(self, key: str) -> str | None:
        """Look a text up; None if it is not there or cannot be read."""
        self.open()
        if self._store is None or self._is_off:
            return None
        try:
            value = self._store.get(key)
            return value.decode() if isinstance(value, bytes) else None
        except FAILURES as error:
            self._fail(error)
            return None

    def put(self, key: str, text: str) -> None:
        """Keep a text; not tried after some failures in a row, as each may cost a timeout."""
        self.open()
        if self._store is None or self._is_off or self._n_lost >= _MAX_FAILURES:
            return
        try:
            self._reopen_if_gone()
            self._store.set(key, text.encode())
        except FAILURES as error:
            self._n_lost += 1
            self._fail(error)
        else:
            self._n_lost = 0

    def info(self) -> CacheInfo:
        """Count what is there; nothing is made if there is no cache yet."""
        if not (self.path / DATABASE).exists():
            return CacheInfo(self.path, 0, 0)
        self.open()
        entries = 0
        if self._store is not None:
            with suppress(*FAILURES):
                entries = len(self._store)
        files = [self.path / f"{DATABASE}{ending}" for ending in ENDINGS]
        return CacheInfo(self.path, entries, sum(f.stat().st_size for f in files if f.exists()))

    def clear(self) -> int:
        """Remove all texts and give their space back; returns how many there were."""
        if not (self.path / DATABASE).exists():
            return 0
        self.open()
        if self._store is None or self._is_off:
            return 0
        try:
            n_removed = self._store.clear()
            with closing(connected(self.path, self._timeout_s)) as connection:
                connection.execute("VACUUM")
        except FAILURES as error:
            self._fail(error)
            return 0
        return n_removed

    def close(self) -> None:
        """Close the calling thread's connections."""
        for store in (*self._left, *([self._store] if self._store is not None else [])):
            store.close()

    def _opened(self) -> Store:
        if os.path.expandvars(str(self.path)) != str(self.path):
            raise ValueError("diskcache would read $NAME in a path as a variable")
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = self.path.stat().st_mode
        if mode & 0o077:
            with suppress(OSError):  # the folder may be old, or another's; replies quote articles
                self.path.chmod(mode & 0o700)  # closed to others, not opened to ourselves
        try:
            probe(self.path, self._timeout_s)
            return open_store(self.path, self._timeout_s)
        except FAILURES as error:
            if not is_corrupt(error):
                raise
            self._warn(error)
            self._set_aside()
            return open_store(self.path, self._timeout_s)

    def _identity(self) -> tuple[int, int]:
        status = (self.path / DATABASE).stat()
        return status.st_dev, status.st_ino

    def _reopen_if_gone(self) -> None:
        """Make a new file where ours was removed: SQLite would write into the removed one."""
        try:
            if self._identity() == self._file:
                return
        except FileNotFoundError as error:
            self._warn(error)
        store = self._opened()
        self._file = self._identity()
        if self._store is not None:
            self._left.append(self._store)
        self._store = store

    def _set_aside(self) -> None:
        number = 1
        while (self.path / f"{DATABASE}.broken-{number}").exists():
            number += 1
        (self.path / DATABASE).rename(self.path / f"{DATABASE}.broken-{number}")
        for ending in ENDINGS:  # they would be replayed into the new file
            (self.path / f"{DATABASE}{ending}").unlink(missing_ok=True)

    def _fail(self, error: Exception) -> None:
        self._warn(error)
        if is_corrupt(error) and not self._is_off:
            self._is_off = True
            self.close()
            with suppress(OSError):
                self._set_aside()

    def _warn(self, error: Exception) -> None:
        if not self._has_warned:
            self._has_warned = True
            _log.warning(
                "The reply cache in %s does not work (%s); going on without what it lacks.",
                self.path,
                type(error).__name__,
                extra={"event": "cache.failed"},
            )
