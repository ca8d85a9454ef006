"""Parquet: articles in, rows out; a part of a file at a time, however large it is."""

import os
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pydantic import BaseModel

from ..errors import ConfigurationError
from .arrow import arrow_schema
from .extra import require
from .fields import METADATA, Fields, Row, article_of, bad

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["read_parquet", "write_parquet"]

_ROWS_AT_ONCE = 64  # articles in memory
_BUFFER = 1 << 20
_GROUP_BYTES = 16 << 20  # JSON of the rows that are written at once, as a row group


def read_parquet(stream: BinaryIO, name: str, *, fields: Fields | None = None) -> Iterator[Row]:
    """Read articles row by row; in memory there are never more than a few, and one page of them.

    Args:
        stream: a file that can be sought in.
        name: of the file, for messages.
        fields: which columns are looked at; no other is read. They hold strings, the id also whole
            numbers, what is known of the article also dates.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    require("pyarrow", "parquet")
    import pyarrow as pa  # noqa: PLC0415 - large, and optional
    import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

    names = fields or Fields()
    number = 0
    try:
        with pq.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False) as file:
            schema = file.schema_arrow
            if misfit := names.misfit(schema.names) or _mistyped(schema, names):
                yield bad(name, misfit)
                return
            columns = [key for key in dict.fromkeys(names.named().values()) if key in schema.names]
            batches: Iterator[pa.RecordBatch] = file.iter_batches(  # pyright: ignore[reportUnknownMemberType] - its stub leaves it open
                _ROWS_AT_ONCE, columns=columns
            )
            for batch in batches:
                for record in _records(batch):
                    number += 1
                    place = f"{name}:row {number}"
                    if record is None:
                        yield bad(place, "it is not UTF-8")
                    else:
                        yield article_of(record, place, names)
    except (pa.ArrowException, OSError):
        yield bad(name, "it is no Parquet, or not all of it")


def write_parquet(rows: Path, out: Path, model: type[BaseModel]) -> None:
    """Write a file of JSON lines as Parquet; the file is there whole or as it was.

    Args:
        rows: JSON lines, each a dump of the model.
        out: what is written, or replaced.
        model: whose fields are the columns (`arrow_schema`); they hang on no row.

    Raises:
        ConfigurationError: pyarrow is not installed; a row is none of the model; the disk is full.
    """
    schema = arrow_schema(model)
    import pyarrow as pa  # noqa: PLC0415 - large, and optional
    import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

    temporary = out.with_name(f".{out.name}.tmp")
    try:
        with rows.open("rb") as lines, temporary.open("wb") as file:
            with pq.ParquetWriter(file, schema, compression="zstd") as writer:
                for group in _groups(lines):
                    writer.write_table(_table(group, schema))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(out)
    except pa.ArrowInvalid:
        why, hint = f"{rows} has rows of another version", "write to another file"
    except OSError as error:
        why = f"{out} cannot be written: {error.strerror or type(error).__name__}"
        hint = f"the rows are in {rows}; run the same again"
    else:
        return
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    raise ConfigurationError(f"{why}.", hint=hint)  # here: the foreign error may hold a row


def _groups(lines: BinaryIO) -> Iterator[bytes]:
    """Yield whole lines, some megabytes at once."""
    while group := lines.readlines(_GROUP_BYTES):
        yield b"".join(group)


def _table(lines: bytes, schema: "pa.Schema") -> "pa.Table":
    from pyarrow import json  # noqa: PLC0415 - large, and optional

    return json.read_json(
        BytesIO(lines),
        json.ReadOptions(block_size=len(lines)),
        json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    )


def _records(batch: "pa.RecordBatch") -> Iterator[dict[str, str | None] | None]:
    """Yield the rows of a batch; None for one with a string that is not UTF-8."""
    import pyarrow as pa  # noqa: PLC0415 - large, and optional

    columns = {name: batch.column(name).cast(pa.string()) for name in batch.schema.names}
    for index in range(batch.num_rows):
        try:
            yield {name: column[index].as_py() for name, column in columns.items()}
        except UnicodeDecodeError:
            yield None


def _mistyped(schema: "pa.Schema", names: Fields) -> str | None:
    """Say which column holds what is read nowhere; None if there is none."""
    from pyarrow import types  # noqa: PLC0415 - large, and optional

    kinds = dict(zip(schema.names, schema.types, strict=True))
    texts = (types.is_string, types.is_large_string, types.is_string_view)
    others = {
        "text": (),
        "id": (types.is_integer, types.is_null),
        **dict.fromkeys(METADATA, (types.is_date, types.is_timestamp, types.is_null)),
    }
    for name, key in names.named().items():
        if kind := kinds.get(key):
            if types.is_dictionary(kind):
                kind = cast("pa.DataType", cast("Any", kind).value_type)  # the stub leaves it open
            if not any(is_it(kind) for is_it in (*texts, *others[name])):
                held = "nested values" if types.is_nested(kind) else str(kind)
                return f"its column {key!r} holds {held}, not strings"
    return None
