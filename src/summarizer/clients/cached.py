"""Replies kept on disk, so that nothing that was paid for is paid for twice.

A row of the cache is not trusted: only text comes out of it, and that is validated anew. (Whoever
may write to the folder can still plant a valid reply; spans are cut from the article all the same.)
A cache that fails is a miss and one warning, never an error.
"""

import asyncio
import hashlib
import json
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from ..core.ask.request import Client, Reply, Request
from ..usage import NOTHING
from .disk import DATABASE, ENDINGS, FAILURES, Store, connected, is_corrupt, open_store, probe

__all__ = ["CacheInfo", "CacheableClient", "CachedClient", "ReplyCache"]

_log = logging.getLogger("summarizer")

_TIMEOUT_S = 2.0
_MAX_FAILURES = 3


class CacheableClient(Client, Protocol):
    """A client that can say what it would send, and to whom."""

    @property
    def identity(self) -> str:
        """What tells this endpoint's answers apart from another's."""
        ...

    def body(self, request: Request) -> dict[str, object]:
        """Build the exact body that asks this request."""
        ...

    async def aclose(self) -> None:
        """Close what was opened."""
        ...


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


class CachedClient:
    """Answers from the cache what it can, and asks the client behind it for the rest."""

    def __init__(self, inner: CacheableClient, cache: ReplyCache) -> None:
        self._inner = inner
        self._cache = cache
        self._thread: ThreadPoolExecutor | None = None

    async def complete(self, request: Request) -> Reply:
        """Answer one request; errors are never kept.

        Raises:
            SummarizerError: from the client behind.
        """
        key = self._key(request)
        if not self._cache.is_settled:
            await self._in_thread(self._cache.open)
        text = self._cache.get(key)  # microseconds, and no writer can block it
        if text is not None and _is_valid(text, request):
            return Reply(text, replace(NOTHING, cached=True))
        reply = await self._inner.complete(request)
        await self._in_thread(lambda: self._cache.put(key, reply.text))
        return reply

    async def aclose(self) -> None:
        """Finish writing, and close the cache and the client behind it."""
        if self._thread is not None:
            await self._in_thread(self._cache.close)
            self._thread.shutdown()
            self._thread = None
        self._cache.close()
        await self._inner.aclose()

    def _key(self, request: Request) -> str:
        named = {"body": self._inner.body(request), "endpoint": self._inner.identity}
        text = json.dumps(named, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    async def _in_thread(self, work: Callable[[], None]) -> None:
        if self._thread is None:  # one, so that our writes never wait for each other's locks
            self._thread = ThreadPoolExecutor(1, "summarizer-cache")
        # shielded, so that a reply that was paid for is kept even if its article is given up
        future = asyncio.get_running_loop().run_in_executor(self._thread, work)
        await asyncio.shield(future)


def _is_valid(text: str, request: Request) -> bool:
    try:
        request.form.model_validate_json(text)
    except ValidationError:
        return False
    return True
