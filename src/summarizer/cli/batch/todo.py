"""What there is to do: of all that is read, each article once, without those that are done."""

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress

from ...errors import ArticleError
from ...formats.fields import Row
from ...schema import Article
from .done import Done, fingerprint
from .sample import drawn
from .seen import Seen

__all__ = ["Todo"]

Reject = Callable[[str, ArticleError], object]
"""Told the place of what cannot become an article, and why."""


class Todo:
    """Articles in the order of the input, and counts of the others; read once."""

    def __init__(
        self,
        rows: Generator[Row],
        done: Done,
        *,
        reject: Reject,
        stopped: threading.Event,
        sample: int | None = None,
        limit: int | None = None,
    ) -> None:
        """Take the rows; nothing is read yet.

        Args:
            rows: what is read.
            done: what has its row.
            reject: who is told of what is no article.
            stopped: once it is set, no more are given.
            sample: how many of all rows are looked at, drawn evenly; None: all.
            limit: how many articles are given at most; None: all.
        """
        self._rows = rows
        self._sample = sample
        self._n_drawn: int | None = None
        self._done = done
        self._reject = reject
        self._stopped = stopped
        self._limit = limit
        self._seen = Seen()
        self.n_given = 0
        self.n_done = 0
        """Articles that have their row already."""
        self.n_rejected = 0
        self.n_again = 0
        """Rows of the input that stand there twice."""
        self.is_read = False
        """Whether there is no more to come."""

    def __iter__(self) -> Iterator[Article]:
        """Yield what is to be done."""
        try:
            rows: Iterable[Row] = self._once(self._rows)
            if self._sample is not None:
                rows = kept = drawn(rows, self._sample)
                self._n_drawn = len(kept)
            for row in rows:
                if self._stopped.is_set():
                    break
                found = row.article
                if isinstance(found, ArticleError):
                    self.n_rejected += 1
                    self._reject(row.place, found)
                elif self._done.is_done(found.id, found.sha256):
                    self.n_done += 1
                else:
                    self.n_given += 1
                    yield found
                    if self.n_given == self._limit:
                        break  # without waiting for a row that nobody wants
            self.is_read = True
        finally:
            self._rows.close()

    def close(self) -> None:
        """Close the input, if nobody is reading; whoever does will."""
        with suppress(ValueError):
            self._rows.close()

    @property
    def n_seen(self) -> int:
        """Rows of the input that were looked at, without those that stand there twice."""
        return self.n_given + self.n_done + self.n_rejected

    def expected(self, fraction: float | None) -> int | None:
        """Estimate how many rows will have been looked at in the end; None: nobody knows.

        Args:
            fraction: how much of the input has been read; None: nobody knows.
        """
        if self.is_read:
            return self.n_seen
        total = self._n_drawn
        if total is None and fraction and self._sample is None:
            total = max(round(self.n_seen / fraction), self.n_seen)
        if total is None or self._limit is None:
            return total
        return min(total, self.n_done + self.n_rejected + self._limit)

    def _once(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            found = row.article
            if self._stopped.is_set():
                return
            if isinstance(found, Article):
                self._done.reads(row.place)
                if self._is_new(found.id, found.sha256):
                    yield row
                    continue
                if self._seen[fingerprint(found.id)] == fingerprint(found.sha256):
                    self.n_again += 1  # it has its row, or will have it
                    continue
                what = f"{row.place}: its id is that of another text before."
                found = ArticleError(what)
            if self._is_new(row.place, ""):
                yield Row(row.place, found)
            else:
                self.n_again += 1

    def _is_new(self, name: str, sha256: str) -> bool:
        key = fingerprint(name)
        if key in self._seen:
            return False
        self._seen[key] = fingerprint(sha256)
        return True
