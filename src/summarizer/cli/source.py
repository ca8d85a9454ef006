"""Where an article comes from: a file, or standard input. Bytes in, UTF-8, nothing changed."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from ..errors import ArticleError

__all__ = ["STDIN", "Source", "check"]

STDIN = "-"

_MAX_BYTES_EACH = 4  # that a code point takes in UTF-8
_MARK = 3  # bytes of a byte-order mark


@dataclass(frozen=True, slots=True)
class Source:
    """An article that can be read when its turn comes."""

    name: str
    """The file as it was typed; `-` is standard input."""
    max_chars: int
    kept: str | None = None
    """The text, if it could be read once only."""

    @property
    def label(self) -> str:
        """The name for messages."""
        return "standard input" if self.name == STDIN else self.name

    def read(self) -> str:
        """Return the text.

        Raises:
            ArticleError: it cannot be read, or is no text; does not name the file.
        """
        return _read(self.name, self.max_chars) if self.kept is None else self.kept


def check(name: str, max_chars: int) -> Source:
    """Read a file to see whether it can be summarized; a regular one is not kept in memory.

    Raises:
        ArticleError: it cannot be read, or is no text; does not name the file.
    """
    text = _read(name, max_chars)
    # a pipe such as <(…) is empty at the second reading
    is_regular = name != STDIN and stat.S_ISREG(os.stat(name).st_mode)  # noqa: PTH116 - not a Path: "" is none
    return Source(name, max_chars, None if is_regular else text)


def _read(name: str, max_chars: int) -> str:
    limit = _MAX_BYTES_EACH * max_chars + _MARK
    try:
        data = _stdin(limit + 1) if name == STDIN else _file(name, limit + 1)
    except FileNotFoundError as error:
        raise ArticleError("There is no such file.") from error
    except IsADirectoryError as error:
        raise ArticleError(
            "This is a folder, not a file.", hint=f"name its files, such as {name}/*.txt"
        ) from error
    except OSError as error:
        raise ArticleError(f"It cannot be read: {error.strerror}.") from error
    too_long = ArticleError(
        f"It has more than max_chars = {max_chars:,} characters.",
        hint="cut it, or set SUMMARIZER_MAX_CHARS",
    )
    if len(data) > limit:
        raise too_long
    text = _decoded(data)
    if not text.strip():
        raise ArticleError("It is empty.")
    if len(text) > max_chars:
        raise too_long
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = error.start + 1
    raise ArticleError(  # here: the foreign error holds the article
        f"It is not UTF-8 text (byte {place:,}).",
        hint="save it as UTF-8, or convert it with iconv",
    )


def _file(name: str, limit: int) -> bytes:
    with Path(name).open("rb") as file:
        return file.read(limit)


def _stdin(limit: int) -> bytes:
    return sys.stdin.buffer.read(limit)
