"""Packed files: unpacked as they are read, however large they are."""

import gzip
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from ...formats.extra import require

__all__ = ["Packing", "packing_of"]


@dataclass(frozen=True, slots=True)
class Packing:
    """A way that a file can be packed in, or none."""

    unpacked: Callable[[BinaryIO], BinaryIO]
    """Returns what a file holds."""
    faults: tuple[type[Exception], ...] = ()
    """What reading raises, at any moment, if the file is broken."""
    name: str = ""
    hint: str | None = None
    """What may be wrong with a file that looks broken."""


def packing_of(path: Path) -> Packing:
    """Return how a file is packed, by the end of its name.

    Raises:
        ConfigurationError: what unpacks it is not installed.
    """
    match path.suffix.lower():
        case ".gz":
            faults = (EOFError, zlib.error, gzip.BadGzipFile)
            return Packing(lambda file: cast("BinaryIO", gzip.open(file)), faults, "gzip")
        case ".zst":
            return _zstandard()
        case _:
            return Packing(lambda file: file)


def _zstandard() -> Packing:
    if sys.version_info >= (3, 14):
        require("compression.zstd", "zstd")
        from compression import zstd  # noqa: PLC0415 - some builds of Python are without
    else:
        require("backports.zstd", "zstd")
        from backports import zstd  # noqa: PLC0415 - optional
    return Packing(
        lambda file: cast("BinaryIO", zstd.ZstdFile(file)),
        (EOFError, zstd.ZstdError),
        "Zstandard",
        "it may have been packed with --long=28 or more: pack it without",  # 128 MiB are the limit
    )
