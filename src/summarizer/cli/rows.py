"""The file of a batch: a row for each article, there as soon as it is done, to go on from later.

Of each id there is one row in the end, the last that was written. An article is done if its row is
of the same text and settings, and no error that may pass.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import ConfigurationError
from ..outcome import Outcome
from .seen import Seen

__all__ = ["Rows", "fingerprint"]

_LINE_ENDS = "\x85\u2028\u2029"
_START = b'{"id":"'  # of a row


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _Error(_Part):
    retryable: bool


class _Row(_Part):
    """As much of an `Outcome` as must be known of what is done."""

    id: str
    sha256: str
    settings: str
    error: _Error


class Rows:
    """A JSON Lines file that grows by a row for each outcome; used in `with`."""

    def __init__(self, path: Path, settings: str) -> None:
        """Describe the file.

        Args:
            path: where it is, or will be.
            settings: digest of what shapes a result: rows of others are not done.
        """
        self._path = path
        self._settings = settings
        self._file: BinaryIO | None = None
        self._done = Seen()
        """By id what its row is of; None: an error that may pass, or other settings."""
        self._has_old = False
        self.n_done = 0
        """Rows that were there and need not be done again."""

    def __enter__(self) -> Self:
        """Open the file, and see what is done.

        Raises:
            ConfigurationError: it cannot be read or written, or is no file of rows.
        """
        try:
            if self._path.exists():
                self._look()
            self._file = self._path.open("ab")
        except OSError as error:
            raise self._fault(error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        with suppress(OSError):  # of a full disk, told before
            with file:
                os.fsync(file.fileno())
            if self._has_old:
                self._keep_last()

    def is_done(self, name: str, sha256: str) -> bool:
        """Whether the article of this id and text has its row."""
        return self._done.get(fingerprint(name)) == fingerprint(sha256)

    def add(self, outcome: Outcome) -> None:
        """Write a row; it is there even if this process is killed in the next moment.

        Raises:
            ConfigurationError: it cannot be written.
        """
        if self._file is None:
            raise RuntimeError("use the rows inside `with`")
        line = outcome.model_dump_json().encode() + b"\n"
        for mark in _LINE_ENDS:  # some readers end a line there
            line = line.replace(mark.encode(), b"\\u%04x" % ord(mark))
        try:
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            raise self._fault(error) from error
        self._has_old = self._has_old or fingerprint(outcome.id) in self._done

    def _look(self) -> None:
        """See what is there, and cut off a last line that was not written whole."""
        end = 0
        with self._path.open("r+b") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n") and (
                    number > 1 or _START.startswith(line[: len(_START)])
                ):
                    file.truncate(end)
                    return
                end += len(line)
                row = _parsed(line)
                if row is None:
                    raise ConfigurationError(
                        f"{self._path} has a line that is no row of a batch ({number:,}).",
                        hint="write to another file",
                    )
                key = fingerprint(row.id)
                is_good = row.settings == self._settings and not row.error.retryable
                self._has_old = self._has_old or key in self._done
                self._done[key] = fingerprint(row.sha256) if is_good else None
        self.n_done = sum(value is not None for value in self._done.values())

    def _keep_last(self) -> None:
        """Leave out rows that a later one of the same id replaces."""
        last: dict[int, int] = {}
        with self._path.open("rb") as file:
            for number, line in enumerate(file):
                if (row := _parsed(line)) is not None:
                    last[fingerprint(row.id)] = number
        kept = set(last.values())
        temporary = self._path.with_name(f".{self._path.name}.tmp")
        with self._path.open("rb") as file, temporary.open("wb") as fresh:
            fresh.writelines(line for number, line in enumerate(file) if number in kept)
            fresh.flush()
            os.fsync(fresh.fileno())
        temporary.replace(self._path)

    def _fault(self, error: OSError) -> ConfigurationError:
        return ConfigurationError(
            f"{self._path} cannot be written: {error.strerror or type(error).__name__}.",
            hint="what is written stays; run the same again to go on",
        )


def _parsed(line: bytes) -> _Row | None:
    try:
        return _Row.model_validate_json(line)
    except ValidationError:
        return None


def fingerprint(text: str) -> int:
    """Eight bytes of a digest, never 0: of a million articles none are alike."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) or 1
