"""The columns of a table whose rows are models: fixed, whatever the rows hold.

Types guessed from rows differ from file to file: a column of nulls has another type than one of
numbers, and the two cannot be read together.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from .extra import require

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["arrow_schema"]


def arrow_schema(model: type[BaseModel]) -> "pa.Schema":
    """Return the Arrow schema of a model's rows.

    Models are structs, tuples and lists are lists, whole numbers have 64 bits, dates and members of
    enumerations are strings. Every field may be null, so that what is inside a null struct can be.

    Raises:
        ConfigurationError: pyarrow is not installed.
        TypeError: a field has no fixed type, such as a dict or a union.
    """
    require("pyarrow", "parquet")
    import pyarrow as pa  # noqa: PLC0415 - large, and optional

    return pa.schema(_fields(model))


def _fields(model: type[BaseModel]) -> "list[pa.Field[pa.DataType]]":
    import pyarrow as pa  # noqa: PLC0415 - large, and optional

    return [
        pa.field(name, _type(info.annotation, f"{model.__name__}.{name}"))
        for name, info in model.model_fields.items()
    ]


def _type(annotation: object, place: str) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415 - large, and optional

    origin, arguments = get_origin(annotation), get_args(annotation)
    some = [one for one in arguments if one is not NoneType]
    if origin in {Union, UnionType} and len(some) == 1:
        return _type(some[0], place)
    if origin is Literal:
        return _common(arguments, place)
    if origin is list or (origin is tuple and arguments[1:] == (...,)):
        return pa.list_(_type(arguments[0], place))
    if origin is None and isinstance(annotation, type):
        return _plain(annotation, place)
    raise _no_type(annotation, place)


def _plain(kind: type[object], place: str) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415 - large, and optional

    if issubclass(kind, BaseModel):
        return pa.struct(_fields(kind))
    if issubclass(kind, Enum):
        return _common((member.value for member in kind), place)
    scalars: Mapping[type[object], pa.DataType] = {
        str: pa.string(),
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
        date: pa.string(),
        datetime: pa.string(),
    }
    if kind not in scalars:
        raise _no_type(kind, place)
    return scalars[kind]


def _common(values: Iterable[object], place: str) -> "pa.DataType":
    """Return the type that all values have."""
    kinds = {type(value) for value in values}
    if len(kinds) != 1:
        raise _no_type(kinds, place)
    return _plain(kinds.pop(), place)


def _no_type(annotation: object, place: str) -> TypeError:
    return TypeError(f"{place} has no fixed type in Arrow: {annotation}")
