"""What a batch reads: files of records, folders of texts, standard input; an article at a time."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import typer

from ...errors import ArticleError
from ...formats.delimited import read_delimited
from ...formats.extra import require
from ...formats.fields import METADATA, Fields, Row, bad
from ...formats.jsonl import read_jsonl
from ...formats.parquet import read_parquet
from ...schema import Article
from ..source import STDIN, check
from .unpacking import packing_of

__all__ = ["check_extras", "metadata_fields", "read_all"]

_BYTES_EACH = 6  # that a code point takes in JSON, escaped
_BESIDE = 100_000  # bytes of a record for all that is not the text


Open = Callable[[str], AbstractContextManager[BinaryIO]]
"""Opens a file as it is on the disk, or standard input."""


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    """Open a file, or standard input, which stays open."""
    return nullcontext(sys.stdin.buffer) if name == STDIN else Path(name).open("rb")


def metadata_fields(pairs: Sequence[str]) -> Mapping[str, str]:
    """Return which key or column holds what is known of an article, from `NAME=KEY`.

    Raises:
        typer.BadParameter: a pair is none, or names what an article does not have.
    """
    named = {name: name for name in METADATA}
    given: set[str] = set()
    for pair in pairs:
        name, _, key = pair.partition("=")
        what = ""
        if name in {"text", "id"}:
            what = f"for the {name} there is --{name}-field"
        elif name not in named:
            what = f"there is no field {name!r}; there are {', '.join(METADATA)}"
        elif not key:
            what = f"write {name}=KEY, such as {name}=headline"
        elif name in given:
            what = f"{name!r} is named twice"
        if what:
            raise typer.BadParameter(what, param_hint="--field")
        given.add(name)
        named[name] = key
    return named


def check_extras(names: Sequence[str]) -> None:
    """See that what the inputs need is installed.

    Raises:
        ConfigurationError: a package is missing.
    """
    for name in names:
        path = Path(name)
        packing_of(path)
        if path.suffix.lower() == ".parquet" and not path.is_dir():
            require("pyarrow", "parquet")


def read_all(
    names: Sequence[str], fields: Fields, max_chars: int, *, opener: Open = _opened
) -> Iterator[Row]:
    """Read the articles of all inputs, in order.

    Args:
        names: files (`.csv`, `.tsv`, `.parquet`, all others JSON lines; packed ones end in `.gz` or
            `.zst`), folders of `.txt` files, `-` for JSON lines on standard input.
        fields: which keys or columns are looked at.
        max_chars: longest article, in code points.
        opener: opens them.

    Raises:
        ConfigurationError: a package is missing that an input needs.
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
    path = Path(name)
    packing = packing_of(path)
    ending = (path.with_suffix("") if packing.name else path).suffix.lower()
    why, hint = "", None
    if packing.name and ending == ".parquet":
        yield bad(name, "a Parquet file is packed in itself", hint="unpack it")
        return
    try:
        with opener(name) as file, packing.unpacked(file) as stream:
            yield from _records(stream, name, ending, fields, max_bytes)
    except packing.faults:
        why, hint = f"it is no {packing.name}, or not all of it", packing.hint
    except OSError as error:
        why = f"it cannot be read: {error.strerror}"
    if why:
        yield bad(name, why, hint=hint)


def _records(
    stream: BinaryIO, name: str, ending: str, fields: Fields, max_bytes: int
) -> Iterator[Row]:
    match ending:
        case ".csv":
            return read_delimited(stream, name, fields=fields, max_bytes=max_bytes)
        case ".tsv":
            return read_delimited(stream, name, delimiter="\t", fields=fields, max_bytes=max_bytes)
        case ".parquet":
            return read_parquet(stream, name, fields=fields)
        case _:
            return read_jsonl(stream, name, fields=fields, max_bytes=max_bytes)


def _folder(folder: Path, max_chars: int) -> Iterator[Row]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        yield bad(str(folder), "it has no .txt files", hint="name others by themselves")
    for path in paths:
        try:
            text = check(str(path), max_chars).read()
        except ArticleError as error:
            yield Row(str(path), ArticleError(f"{path}: {error.message}", hint=error.hint))
        else:
            yield Row(str(path), Article(text=text, id=str(path)))
