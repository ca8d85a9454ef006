"""What a batch reads: JSON lines, folders of text files, standard input; one article at a time."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from ...errors import ArticleError
from ...formats.jsonl import Fields, Row, read_jsonl
from ...schema import Article
from ..source import STDIN, check

__all__ = ["read_all"]

_BYTES_EACH = 6  # that a code point takes in JSON, escaped
_BESIDE = 100_000  # bytes of a line for all that is not the text


Watch = Callable[[BinaryIO], object]


def read_all(
    names: Sequence[str], fields: Fields, max_chars: int, *, watch: Watch = id
) -> Iterator[Row]:
    """Read the articles of all inputs, in order.

    Args:
        names: files of JSON lines (`.gz` too), folders of `.txt` files, `-` for standard input.
        fields: which keys of a line are looked at.
        max_chars: longest article, in code points.
        watch: is handed each file that is opened, as it is on the disk: its position tells how much
            of it has been read.
    """
    max_bytes = _BYTES_EACH * max_chars + _BESIDE
    for name in names:
        if name == STDIN:
            yield from read_jsonl(
                sys.stdin.buffer, "standard input", fields=fields, max_bytes=max_bytes
            )
        elif Path(name).is_dir():
            yield from _folder(Path(name), max_chars)
        else:
            yield from _file(name, fields, max_bytes, watch)


def _file(name: str, fields: Fields, max_bytes: int, watch: Watch) -> Iterator[Row]:
    why = ""
    try:
        with Path(name).open("rb") as file, _unpacked(name, file) as stream:
            watch(file)
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
