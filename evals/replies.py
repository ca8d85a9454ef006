"""Recorded replies: what the model answered about a story of ours, by what it was asked.

A file a story. Its first line says what answered, each other line is one answer under the digest of
its question; the questions themselves follow from the story and the code, so none is stored.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.clients.body import strict_schema
from summarizer.core.ask.request import CallUsage, Reply, Request, Result
from summarizer.errors import (
    ReplyError,
    ReplyInvalidError,
    ReplyRefusedError,
    ReplyTruncatedError,
    SummarizerError,
)

__all__ = ["REPLIES", "Origin", "Recorded", "ReplyFile", "ReplyFileError", "digest_of"]

REPLIES = Path(__file__).parent / "replies"
_FAILURES: Mapping[str, type[ReplyError]] = {
    error.__name__: error for error in (ReplyInvalidError, ReplyRefusedError, ReplyTruncatedError)
}


class ReplyFileError(SummarizerError):
    """A file of recorded replies cannot be read, or does not go with what would be added."""


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Origin(_Line):
    """What answered: the first line of a file."""

    model: str
    """Name of the model's file."""
    sha256: str
    server: str
    """Name and version."""
    recorded: date
    """Day of the last answer."""

    def agrees_with(self, other: "Origin") -> bool:
        """Whether both mean the same model behind the same server."""
        mine = (self.model, self.sha256, self.server)
        return mine == (other.model, other.sha256, other.server)


class Recorded(_Line):
    """One answer, or in what way the model failed to give one."""

    request: str
    """Digest of what was asked."""
    task: str
    """Name of the prompt."""
    reply: str | None = None
    error: Literal["ReplyInvalidError", "ReplyRefusedError", "ReplyTruncatedError"] | None = None
    attempts: int = 1
    input_tokens: int | None = None
    output_tokens: int | None = None

    @classmethod
    def of(cls, request: Request, outcome: Result) -> "Recorded | None":
        """Return what is kept of an outcome; None if it is no doing of the model's."""
        asked = {"request": digest_of(request), "task": request.task}
        if isinstance(outcome, Reply):
            usage = outcome.usage
            return cls.model_validate(
                {
                    **asked,
                    "reply": outcome.text,
                    "attempts": usage.attempts,
                    "input_tokens": usage.input_tokens,
                    "output_tokens": usage.output_tokens,
                }
            )
        if type(outcome).__name__ not in _FAILURES:
            return None
        failure = {"error": type(outcome).__name__, "attempts": outcome.attempts}
        return cls.model_validate(asked | failure)

    @property
    def outcome(self) -> Result:
        """The same answer, or the same failure."""
        usage = CallUsage(
            attempts=self.attempts,
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
        )
        if self.error is not None:
            return _FAILURES[self.error]("The model failed when recorded.", usage=usage)
        return Reply(self.reply or "", usage)


@dataclass
class ReplyFile:
    """The recorded replies about one story, in the order in which they were asked for."""

    path: Path
    origin: Origin | None = None
    """None: nothing is recorded yet."""
    rows: dict[str, Recorded] = field(default_factory=dict[str, Recorded])
    """By the digest of the question."""

    @classmethod
    def read(cls, story: str, folder: Path = REPLIES) -> "ReplyFile":
        """Read the file of a story; an empty one if there is none.

        Raises:
            ReplyFileError: names the file and the line that cannot be read.
        """
        file = cls(folder / f"{story}.jsonl")
        lines = file.path.read_bytes().split(b"\n") if file.path.exists() else []
        for number, line in enumerate(lines, 1):
            try:
                if number == 1:
                    file.origin = Origin.model_validate_json(line)
                elif line.strip():
                    row = Recorded.model_validate_json(line)
                    file.rows[row.request] = row
            except ValidationError as error:
                raise ReplyFileError(
                    f"{file.path.name}, line {number}, is no recorded reply.",
                    hint="delete the line, and record again",
                ) from error
        return file

    def append(self, row: Recorded, origin: Origin) -> None:
        """Keep one more answer at once, so that nothing is lost when recording stops."""
        self.rows[row.request] = row
        if self.origin is None:
            self.origin = origin
            self.write(self.rows)
            return
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(_line(row))

    def write(self, digests: Iterable[str]) -> None:
        """Write the file anew with these answers, in this order."""
        assert self.origin is not None
        kept = {digest: self.rows[digest] for digest in digests}
        self.rows.clear()  # the same mapping, which a client holds as well
        self.rows.update(kept)
        text = _line(self.origin) + "".join(map(_line, self.rows.values()))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(".new")
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(self.path)


def digest_of(request: Request) -> str:
    """Return the hex SHA-256 of all that shapes an answer: messages, form and length.

    Not the endpoint, and not the name of the prompt or the form, which no model reads.
    """
    shown = {
        "messages": [[m.role, m.content] for m in request.messages],
        "form": strict_schema(request.form),
        "max_tokens": request.max_tokens,
    }
    text = json.dumps(shown, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _line(line: _Line) -> str:
    # Python's own JSON: pydantic's would leave U+2028 as it is, at which some editors break lines
    row = line.model_dump(mode="json", exclude_none=True)
    text = json.dumps(row, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"
