"""CSV and TSV in: an article a record, and for each record that is none the reason why.

A record may go over several lines, inside quotation marks. Of one that is too long, or whose marks
do not fit, there is an error, and reading goes on behind it.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO, Literal, Self

from .fields import Fields, Row, article_of, bad

__all__ = ["read_delimited"]

_CHUNK = 1 << 20
_QUOTE = b'"'
_UNDECODED = re.compile(r"[\udc80-\udcff]")  # what `surrogateescape` makes of other bytes


def read_delimited(
    stream: BinaryIO,
    name: str,
    *,
    delimiter: Literal[",", "\t"] = ",",
    fields: Fields | None = None,
    max_bytes: int = 8_000_000,
) -> Iterator[Row]:
    """Read articles record by record; in memory there is never more than one record.

    Args:
        stream: bytes, in UTF-8; a byte-order mark is taken off. The first record names the columns.
        name: of the file, for messages.
        delimiter: what stands between two fields.
        fields: which columns are looked at; others are passed over.
        max_bytes: longest record that is read; of a longer one there is an error.
    """
    names = fields or Fields()
    records = _records(_Lines(stream, max_bytes), delimiter)
    nothing: tuple[int, list[str] | str] = (1, [])
    first, header = next(records, nothing)
    misfit = header if isinstance(header, str) else names.misfit(header)
    if misfit:
        hint = "the first line names the columns; between them are commas in a .csv, tabs in a .tsv"
        yield bad(f"{name}:{first}", misfit, hint=hint)
        return
    for number, record in records:
        place = f"{name}:{number}"
        if isinstance(record, str):
            yield bad(place, record)
        elif len(record) != len(header):
            what = f"its number of fields is {len(record):,}, and the header's {len(header):,}"
            yield bad(place, what)
        else:
            cells = zip(header, record, strict=True)
            given = {key: cell for key, cell in cells if cell or key == names.text}
            yield article_of(given, place, names)


def _records(lines: "_Lines", delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield of each record its first line's number, and its fields or what is wrong with it."""
    # of the whole process: never lowered, as others may read; what we read is bounded by lines
    csv.field_size_limit(max(csv.field_size_limit(), lines.max_bytes))
    record: list[str] | str
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            found = next(reader)
        except StopIteration:
            return
        except _TooLongError:
            record = (
                f"it is longer than {lines.max_bytes:,} bytes, or a quotation mark is not closed"
            )
        except csv.Error:
            record = "its quotation marks, or its line ends, are not those of CSV"
        else:
            record = _wrong(found) or found
        if record:  # none: a blank line
            yield lines.first, record


def _wrong(record: list[str]) -> str | None:
    whole = "".join(record)
    if "\0" in whole:
        return "it has a NUL character: it is no text, or not UTF-8"
    return "it is not UTF-8" if _UNDECODED.search(whole) else None


class _TooLongError(Exception):
    pass


class _Lines:
    """The lines of a stream, so many bytes for a record, as `csv.reader` asks for them."""

    def __init__(self, stream: BinaryIO, max_bytes: int) -> None:
        self._stream = stream
        self.max_bytes = max_bytes
        self._number = 0
        self.begin()

    def begin(self) -> None:
        """Say that a record begins with the next line."""
        self.first = self._number + 1
        self._n_bytes = self._n_quotes = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._read(self.max_bytes + 1 - self._n_bytes)
        if not line:
            raise StopIteration
        if self._n_bytes > self.max_bytes:
            # a record ends where a line does and all its marks are closed
            while line and not (line.endswith(b"\n") and self._n_quotes % 2 == 0):
                line = self._read(_CHUNK)
            raise _TooLongError
        if self.first == 1:
            line = line.removeprefix(BOM_UTF8)
        return line.decode("utf-8", "surrogateescape")

    def _read(self, size: int) -> bytes:
        line = self._stream.readline(size)
        self._n_bytes += len(line)
        self._n_quotes += line.count(_QUOTE)
        self._number += line.endswith(b"\n")
        return line
