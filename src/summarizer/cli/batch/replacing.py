"""A file that changes as a whole or not at all."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["replacing"]


@contextmanager
def replacing(path: Path) -> Generator[BinaryIO]:
    """Give a file to write to that takes the place of `path` at the end of `with`.

    If nothing is written, there is no file in the end; if `with` ends in an error, the old one.

    Raises:
        OSError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as fresh:
            yield fresh
            size = fresh.tell()
            fresh.flush()
            os.fsync(fresh.fileno())
        if size:
            with suppress(FileNotFoundError):
                shutil.copymode(path, temporary)
            temporary.replace(path)
        else:
            path.unlink(missing_ok=True)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
