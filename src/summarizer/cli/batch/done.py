"""Which articles have their row, by what the file of rows says.

An article is done if its row is of the same text and settings, and no error that may pass.
"""

import hashlib

from .measured import Measured
from .seen import Seen
from .stored import Stored

__all__ = ["Done", "fingerprint"]


class Done:
    """What the rows of a file are of."""

    def __init__(self, settings: str) -> None:
        """Begin with no rows.

        Args:
            settings: digest of what shapes a result: rows of others are not done.
        """
        self._settings = settings
        self._texts = Seen()
        """By id what its row is of; None: an error that may pass, or other settings."""
        self._unread: set[int] = set()
        self._gone: set[int] = set()
        self._is_replaced = False
        self.measured = Measured()
        """What the rows of these settings tell of what an article costs."""

    def add(self, row: Stored) -> None:
        """Take in a row of the file, in the file's order."""
        key = fingerprint(row.id)
        is_same = row.settings == self._settings
        is_good = is_same and not row.error.retryable
        self._replace(key)
        self._texts[key] = fingerprint(row.sha256) if is_good else None
        if row.sha256:
            self._unread.discard(key)
        else:
            self._unread.add(key)
        if is_same and row.status == "ok":
            self.measured.add(row.metrics)

    def is_done(self, name: str, sha256: str) -> bool:
        """Whether the article of this id and text has its row."""
        return self._texts.get(fingerprint(name)) == fingerprint(sha256)

    def writes(self, name: str) -> None:
        """Note that a row of this id goes to the end of the file: an earlier one is replaced."""
        self._replace(fingerprint(name))

    def reads(self, place: str) -> None:
        """Note that there is an article now where a row may say that there is none."""
        if self._unread:
            keys = {fingerprint(place), fingerprint(place.rpartition(":")[0])}  # line and file
            self._gone |= keys & self._unread

    def is_gone(self, row: Stored) -> bool:
        """Whether a row tells of a line that is put right since."""
        return not row.sha256 and fingerprint(row.id) in self._gone

    @property
    def is_stale(self) -> bool:
        """Whether the file has rows that are no longer true."""
        return self._is_replaced or bool(self._gone)

    def _replace(self, key: int) -> None:
        self._is_replaced = self._is_replaced or key in self._texts
        self._gone.discard(key)

    @property
    def n(self) -> int:
        """Articles that need not be done again."""
        return self._texts.n_values


def fingerprint(text: str) -> int:
    """Eight bytes of a digest, never 0: of a million articles none are alike."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) or 1
