"""The file of a batch: a row for each article, there as soon as it is done, to go on from later.

Of each id there is one row in the end, the last that was written. Rows that are errors are in a
second file, too (`failures`).
"""

import os
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from ...errors import ConfigurationError
from ...lock import exclusively
from ...outcome import Outcome
from ..output import Output, unwritable
from .done import Done, fingerprint
from .failures import Failures
from .line import line_of
from .replacing import replacing
from .stored import stored_rows

__all__ = ["PrintedRows", "Rows", "RowsFile"]

_HINT = "what is written stays; run the same again to go on"


class Rows(Protocol):
    """Takes the rows of a run; used in `with`."""

    def __enter__(self) -> Self:
        """Open what is written to."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def add(self, outcome: Outcome) -> None:
        """Write a row."""
        ...

    @property
    def places(self) -> str:
        """Where the rows are, for the user."""
        ...


class PrintedRows(Output):
    """Rows on standard output."""

    def __init__(self) -> None:
        super().__init__(None)

    def add(self, outcome: Outcome) -> None:
        """Write a row.

        Raises:
            BrokenPipeError: whoever read it went away.
            ConfigurationError: it cannot be written.
        """
        self.write(line_of(outcome))

    @property
    def places(self) -> str:
        """Nothing: whoever called us knows."""
        return ""


class RowsFile:
    """A JSON Lines file that grows by a row for each outcome; used in `with`."""

    def __init__(self, path: Path, done: Done) -> None:
        """Describe the file.

        Args:
            path: where it is, or will be.
            done: is told what is in the file, and what is written.
        """
        self._path = path
        self._done = done
        self._file: BinaryIO | None = None
        self._failures: Failures | None = None
        self._is_broken = False
        self._alone = ExitStack()

    def __enter__(self) -> Self:
        """Open the file, and see what is done.

        Raises:
            ConfigurationError: it cannot be read or written, another run writes it, or it is no
                file of rows.
        """
        with ExitStack() as alone:
            self._open(alone)
            self._alone = alone.pop_all()
        return self

    def _open(self, alone: ExitStack) -> None:
        is_taken = False
        try:
            if self._path.is_symlink():
                self._path = self._path.resolve()  # a link stays one
            if not self._path.exists() or self._path.is_file():  # else /dev/null and its like
                alone.enter_context(exclusively(self._path.with_name(f".{self._path.name}.lock")))
                self._failures = Failures(self._path)
                self._look(self._failures)
            self._file = self._path.open("ab")
        except BlockingIOError:
            is_taken = True
        except OSError as error:
            raise self._fault(error) from error
        if is_taken:
            raise ConfigurationError(
                f"Another run is writing {self._path}.",
                hint="wait for it, or write to another file",
            )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._alone:
            self._close()

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        try:
            with file:
                if self._failures:
                    self._failures.close()
                    os.fsync(file.fileno())
            if self._failures and self._done.is_stale:
                self._keep_last(self._failures)
        except OSError as fault:
            if not self._is_broken:  # else told before
                raise self._fault(fault) from fault

    def add(self, outcome: Outcome) -> None:
        """Write a row; it is there even if this process is killed in the next moment.

        Raises:
            ConfigurationError: it cannot be written.
        """
        if self._file is None:
            raise RuntimeError("use the rows inside `with`")
        line = line_of(outcome).encode()
        try:
            self._file.write(line)
            self._file.flush()
            self._done.writes(outcome.id)
            if self._failures and outcome.status == "error":
                self._failures.add(line)
        except OSError as error:
            self._is_broken = True
            raise self._fault(error) from error

    @property
    def places(self) -> str:
        """The file, and that of the errors if there is one."""
        if self._failures and self._failures.path.exists():
            return f"rows: {self._path}; errors: {self._failures.path}"
        return f"rows: {self._path}"

    def _look(self, failures: Failures) -> None:
        """See what is there, and cut off a last line that was not written whole."""
        failures.check()
        end = 0
        with failures.rebuilt() as fresh:
            if not self._path.exists():
                return
            for line, row in stored_rows(self._path):
                end += len(line)
                self._done.add(row)
                if row.status == "error":
                    fresh.write(line)
        if end < self._path.stat().st_size:
            os.truncate(self._path, end)

    def _keep_last(self, failures: Failures) -> None:
        """Leave out rows that a later one of the same id replaces, or that are true no more."""
        last: dict[int, int] = {}
        errors: set[int] = set()
        for number, (_, row) in enumerate(stored_rows(self._path)):
            if not self._done.is_gone(row):
                last[fingerprint(row.id)] = number
            if row.status == "error":
                errors.add(number)
        kept = set(last.values())
        with replacing(self._path) as rows, failures.rebuilt() as fresh:
            for number, (line, _) in enumerate(stored_rows(self._path)):
                if number in kept:
                    rows.write(line)
                    if number in errors:
                        fresh.write(line)

    def _fault(self, error: OSError) -> ConfigurationError:
        return unwritable(error.filename or self._path, error, hint=_HINT)
