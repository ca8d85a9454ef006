"""A batch's rows as a Parquet file: they grow as JSON lines beside it, and become it in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import typer

from ...formats.arrow import arrow_schema
from ...formats.parquet import write_parquet
from ...outcome import Outcome
from ..exits import note

__all__ = ["Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A Parquet file that a batch is to write."""

    path: Path
    rows: Path
    """JSON lines beside it: what is done is there at once, and is gone on from."""

    @classmethod
    def of(cls, path: Path | None, inputs: Sequence[str], *, quiet: bool) -> Self | None:
        """Return the table that is wanted; None for an output that is none.

        Raises:
            ConfigurationError: pyarrow is not installed.
            typer.BadParameter: its rows would go into an input, or are lost.
        """
        if path is None or path.suffix.lower() != ".parquet":
            return None
        table = cls(path, path.with_suffix(".jsonl"))
        what = ""
        if table.path.exists() and not table.rows.exists():
            what = f"{path} would be replaced, as its rows are not in {table.rows}"
        elif any(Path(name).resolve() == table.rows.resolve() for name in inputs):
            what = f"rows would go into {table.rows}, which is an input"
        if what:
            raise typer.BadParameter(f"{what}; name another file", param_hint="--out")
        arrow_schema(Outcome)  # what is missing is told before anything is paid for
        if not quiet:
            note(f"rows go into {table.rows}; {path} is made of them in the end")
        return table

    def write(self) -> None:
        """Write the table from the rows that there are; a reader sees the old one or the new.

        Raises:
            ConfigurationError: it cannot be written, or has rows of another version.
        """
        write_parquet(self.rows, self.path, Outcome)
