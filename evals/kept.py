"""Results kept at once, so that a run can go on: one file, one result a line, later lines win."""

from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

__all__ = ["Kept"]

T = TypeVar("T", bound=BaseModel)


class Kept(Generic[T]):
    """A file of results by the digest of the text they are about."""

    def __init__(self, path: Path, form: type[T]) -> None:
        self.path = path
        self._form = form

    def read(self) -> dict[str, T]:
        """Return what is known; a line that was cut off is not."""
        lines = self.path.read_text(encoding="utf-8").split("\n") if self.path.exists() else []
        rows = (line.partition("\t") for line in lines if line.endswith("}"))
        return {digest: self._form.model_validate_json(json) for digest, _, json in rows}

    def add(self, digest: str, result: T) -> None:
        """Keep one result."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{digest}\t{result.model_dump_json()}\n")
