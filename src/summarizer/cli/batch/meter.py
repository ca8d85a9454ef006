"""How much of the inputs has been read: bytes of files, of all their bytes.

Articles are not counted beforehand, as that would read everything twice. The position in a file
costs nothing, and it is right for packed files and every format.
"""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ...formats.jsonl import Fields, Row
from ..source import STDIN
from .intake import read_all

__all__ = ["Meter"]


class Meter:
    """Inputs that are read in order, once."""

    def __init__(self, names: Sequence[str]) -> None:
        sizes = [_size(name) for name in names]
        self._inputs = list(zip(names, sizes, strict=True))
        self._n_bytes = None if None in sizes else sum(size or 0 for size in sizes)
        self._n_read = 0

    @property
    def fraction(self) -> float | None:
        """How much has been read, from 0 to 1; None: an input is a pipe, nobody knows its size."""
        if self._n_bytes is None:
            return None
        return min(self._n_read / self._n_bytes, 1.0) if self._n_bytes else 1.0

    def rows(self, fields: Fields, max_chars: int) -> Iterator[Row]:
        """Read the inputs, as `read_all` does."""
        before = 0
        for name, size in self._inputs:
            files = [sys.stdin.buffer] if name == STDIN else []
            is_folder = Path(name).is_dir()
            begin = files[0].tell() if files and size is not None else 0
            for row in read_all([name], fields, max_chars, watch=files.append):
                if is_folder:
                    self._n_read += _size(row.place) or 0
                elif files and size is not None and not files[-1].closed:
                    self._n_read = before + files[-1].tell() - begin
                yield row
            before += size or 0
            self._n_read = before


def _size(name: str) -> int | None:
    """Bytes of an input; None: unknown. What is missing has none."""
    try:
        if name == STDIN:
            return _left(sys.stdin.fileno())
        if Path(name).is_dir():
            with os.scandir(name) as entries:
                return sum(e.stat().st_size for e in entries if e.name.endswith(".txt"))
        found = Path(name).stat()
    except (OSError, ValueError):  # a standard input that is no file, in a notebook
        return None if name == STDIN else 0
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _left(number: int) -> int | None:
    found = os.fstat(number)
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size - os.lseek(number, 0, os.SEEK_CUR)
