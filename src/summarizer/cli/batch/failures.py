"""The rows that are errors once more, in a file of their own beside the rows."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from .replacing import replacing
from .stored import stored_rows

__all__ = ["Failures"]


class Failures:
    """`OUT.errors.jsonl`: there as long as there are errors in `OUT.jsonl`."""

    def __init__(self, rows: Path) -> None:
        """Describe the file.

        Args:
            rows: the file of all rows, beside which it is.
        """
        self.path = rows.with_name(f"{rows.stem}.errors.jsonl")
        self._file: BinaryIO | None = None

    def check(self) -> None:
        """See that what is there may be replaced.

        Raises:
            ConfigurationError: it is no file of rows.
            OSError: it cannot be read.
        """
        if self.path.exists():
            next(stored_rows(self.path), None)

    def add(self, line: bytes) -> None:
        """Append a row; it is there even if this process is killed in the next moment.

        Raises:
            OSError: it cannot be written.
        """
        if self._file is None:
            self._file = self.path.open("ab")
        self._file.write(line)
        self._file.flush()

    def close(self) -> None:
        """End the appending.

        Raises:
            OSError: something cannot be written.
        """
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def rebuilt(self) -> AbstractContextManager[BinaryIO]:
        """Give a file that takes the place of this one at the end of `with`."""
        return replacing(self.path)
