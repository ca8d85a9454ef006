"""What a batch reads: JSON lines, folders of text files, standard input; one article at a time."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

from ...errors import ArticleError
from ...formats.jsonl import Fields, Row, read_jsonl
from ...schema import Article
from ..source import STDIN, check

__all__ = ["read_all"]

_BYTES_EACH = 6  # that a code point takes in JSON, escaped
_BESIDE = 100_000  # bytes of a line for all that is not the text


Open = Callable[[str], AbstractContextManager[BinaryIO]]
"""Opens a file as it is on the disk, or standard input."""


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    """Open a file, or standard input, which stays open."""
    return nullcontext(sys.stdin.buffer) if name == STDIN else Path(name).open("rb")


def read_all(
    names: Sequence[str], fields: Fields, max_chars: int, *, opener: Open = _opened
) -> Iterator[Row]:
    """Read the articles of all inputs, in order.

    Args:
        names: files of JSON lines (`.gz` too), folders of `.txt` files, `-` for standard input.
        fields: which keys of a line are looked at.
        max_chars: longest article, in code points.
        opener: opens them.
    """
    max_bytes = _BYTES_EACH * max_chars + _BESIDE
    for name in names:
        if name == STDIN:
            with opener(STDIN) as stream:
                yield from read_jsonl(stream, "standard input", fields=fields, max_bytes=max_bytes)
        elif Path(name).is_dir():
            yield from _folder(Path(name), max_chars)
        else:
            yield from _file(name, fields, max_bytes, opener)


def _file(name: str, fields: Fields, max_bytes: int, opener: Open) -> Iterator[Row]:
    why = ""
    try:
        with opener(name) as file, _unpacked(name, file) as stream:
            yield from read_jsonl(stream, name, fields=fields, max_bytes=max_bytes)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        why = "it is no gzip, or not all of it"
    except OSError as error:
        why = f"it cannot be read: {error.strerror}"
    if why:
        yield Row(name, ArticleError(f"{name}: {why}."))


def _unpacked(name: str, file: BinaryIO) -> BinaryIO:
    """Return what a file holds; a packed one is unpacked line by line, however large it is."""
    return cast("BinaryIO", gzip.open(file)) if Path(name).suffix == ".gz" else file


def _folder(folder: Path, max_chars: int) -> Iterator[Row]:
    for path in sorted(folder.glob("*.txt")):
        try:
            text = check(str(path), max_chars).read()
        except ArticleError as error:
            yield Row(str(path), ArticleError(f"{path}: {error.message}", hint=error.hint))
        else:
            yield Row(str(path), Article(text=text, id=str(path)))
