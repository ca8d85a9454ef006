"""How much of the inputs has been read: bytes of files, of all their bytes.

Articles are not counted beforehand, as that would read everything twice. The position in a file
costs nothing, and it is right for packed files and every format.
"""

import os
import stat
import threading
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from ...formats.fields import Fields, Row
from ..source import STDIN
from .intake import read_all
from .stdin import stdin_until

__all__ = ["Meter"]


class Meter:
    """Inputs that are read in order, once."""

    def __init__(self, names: Sequence[str], stopped: threading.Event) -> None:
        """Look how large the inputs are.

        Args:
            names: files, folders, `-`.
            stopped: once it is set, standard input is not waited for.
        """
        sizes = [_size(name) for name in names]
        self._inputs = list(zip(names, sizes, strict=True))
        self._n_bytes = None if None in sizes else sum(size or 0 for size in sizes)
        self._n_read = 0
        self._stopped = stopped
        self._file: BinaryIO | None = None

    @property
    def fraction(self) -> float | None:
        """How much has been read, from 0 to 1; None: an input is a pipe, nobody knows its size."""
        if self._n_bytes is None:
            return None
        return min(self._n_read / self._n_bytes, 1.0) if self._n_bytes else 1.0

    def rows(self, fields: Fields, max_chars: int) -> Generator[Row]:
        """Read the inputs, as `read_all` does."""
        for name, size in self._inputs:
            before, is_folder = self._n_read, Path(name).is_dir()
            for row in read_all([name], fields, max_chars, opener=self._open):
                if self._file and not self._file.closed:
                    self._n_read = before + self._file.tell()
                elif is_folder:
                    self._n_read += _size(row.place) or 0
                yield row
            self._n_read = before + (size or 0)

    def _open(self, name: str) -> AbstractContextManager[BinaryIO]:
        self._file = None
        if name == STDIN:
            return stdin_until(self._stopped)
        file = Path(name).open("rb")  # noqa: SIM115 - whoever called closes it
        if _size(name) is not None:
            self._file = file
        return file


def _size(name: str) -> int | None:
    """Bytes of an input; None: unknown. What is missing has none."""
    if name == STDIN:
        return None
    path = Path(name)
    try:
        if path.is_dir():
            with os.scandir(path) as entries:
                return sum(e.stat().st_size for e in entries if e.name.endswith(".txt"))
        found = path.stat()
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else None
