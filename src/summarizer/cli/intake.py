"""What a batch reads: JSON lines, folders of text files, standard input; one article at a time."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ..errors import ArticleError
from ..formats.jsonl import Fields, Row, read_jsonl
from ..schema import Article
from .source import STDIN, check

__all__ = ["read_all"]

_BYTES_EACH = 6  # that a code point takes in JSON, escaped
_BESIDE = 100_000  # bytes of a line for all that is not the text


def read_all(names: Sequence[str], fields: Fields, max_chars: int) -> Iterator[Row]:
    """Read the articles of all inputs, in order.

    Args:
        names: files of JSON lines, folders of `.txt` files, `-` for standard input.
        fields: which keys of a line are looked at.
        max_chars: longest article, in code points.
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
            yield from _file(name, fields, max_bytes)


def _file(name: str, fields: Fields, max_bytes: int) -> Iterator[Row]:
    try:
        stream: BinaryIO = Path(name).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        yield Row(name, ArticleError(f"{name}: it cannot be read: {error.strerror}."))
        return
    with stream:
        yield from read_jsonl(stream, name, fields=fields, max_bytes=max_bytes)


def _folder(folder: Path, max_chars: int) -> Iterator[Row]:
    for path in sorted(folder.glob("*.txt")):
        try:
            text = check(str(path), max_chars).read()
        except ArticleError as error:
            yield Row(str(path), ArticleError(f"{path}: {error.message}", hint=error.hint))
        else:
            yield Row(str(path), Article(text=text, id=str(path)))
