"""What is in a file of rows, as far as it must be known to go on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ...errors import ConfigurationError
from ...outcome import Failure, Metrics

__all__ = ["Stored", "stored_rows"]

_START = b'{"id":"'  # of a row


class Stored(BaseModel):
    """An `Outcome` without its summary."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: str
    sha256: str
    settings: str
    status: Literal["ok", "error"]
    error: Failure
    metrics: Metrics


def stored_rows(path: Path) -> Iterator[tuple[bytes, Stored]]:
    """Yield each line with its row; a last line that was not written whole is left out.

    Raises:
        ConfigurationError: a line is no row of a batch.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            is_whole = line.endswith(b"\n")
            if not is_whole and (number > 1 or _START.startswith(line[: len(_START)])):
                return
            row = _parsed(line)
            if row is None:
                raise ConfigurationError(
                    f"{path} has a line that is no row of a batch ({number:,}).",
                    hint="write to another file",
                )
            yield line, row


def _parsed(line: bytes) -> Stored | None:
    try:
        return Stored.model_validate_json(line)
    except ValidationError:
        return None
