"""The columns of a table of models: fixed by the model, not by what the rows hold."""

from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Literal

import pyarrow as pa
import pytest
from pydantic import BaseModel, Field

from summarizer.formats.arrow import arrow_schema
from summarizer.outcome import Outcome


class Colour(StrEnum):
    RED = "red"


class Level(Enum):
    LOW = 1


class Inner(BaseModel):
    n: int


class Model(BaseModel):
    text: str
    count: int | None = Field(ge=0)
    share: float
    is_good: bool
    kind: Literal["a", "b"]
    colour: Colour
    level: Level
    day: date
    moment: datetime | None
    inner: Inner
    others: tuple[Inner, ...]
    names: list[str] | None


def test_each_field_has_the_type_that_the_model_gives_it() -> None:
    inner = pa.struct([("n", pa.int64())])
    assert arrow_schema(Model) == pa.schema(
        [
            ("text", pa.string()),
            ("count", pa.int64()),
            ("share", pa.float64()),
            ("is_good", pa.bool_()),
            ("kind", pa.string()),
            ("colour", pa.string()),
            ("level", pa.int64()),
            ("day", pa.string()),
            ("moment", pa.string()),
            ("inner", inner),
            ("others", pa.list_(inner)),
            ("names", pa.list_(pa.string())),
        ]
    )


@pytest.mark.parametrize(
    "annotation",
    [dict[str, int], int | str, object, tuple[int, str], set[str], Literal[1, "a"], bytes, None],
)
def test_what_has_no_fixed_type_is_refused_by_name(annotation: type) -> None:
    model = type("Odd", (BaseModel,), {"__annotations__": {"field": annotation}})
    with pytest.raises(TypeError, match=r"Odd\.field has no fixed type"):
        arrow_schema(model)


def leaves(kind: pa.DataType) -> list[pa.DataType]:
    return [leaf for n in range(kind.num_fields) for leaf in leaves(kind.field(n).type)] or [kind]


def test_an_outcome_has_no_column_whose_type_is_open() -> None:
    schema = arrow_schema(Outcome)
    assert schema.names == list(Outcome.model_fields)
    found = {str(leaf) for field in schema for leaf in leaves(field.type)}
    assert found == {"string", "int64", "double", "bool"}
