"""The lines of a job's files, as the Batch API defines them: questions out, answers back.

https://platform.openai.com/docs/api-reference/batch/request-input and `request-output`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from ..clients.payload import get, parsed

__all__ = ["OK", "PATH", "Answer", "read_answers", "write_question"]

PATH: Final = "/v1/chat/completions"
"""What every line asks."""

_LINE_ENDS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"})
"""Some readers end a line there."""
OK = 200
"""HTTP status of an answer that holds a reply."""
_KEY = re.compile(r"[0-9a-f]{64}")
_MAX_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """One line that came back."""

    key: str
    """Of the question."""
    status: int
    """HTTP status; 0 if it was never asked."""
    body: object
    """The answer's body; of one that failed the error alone."""


def write_question(key: str, body: Mapping[str, object]) -> bytes:
    """Return the line that asks a question."""
    line = {"custom_id": key, "method": "POST", "url": PATH, "body": body}
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_LINE_ENDS).encode() + b"\n"


def read_answers(stream: BinaryIO) -> Iterator[Answer]:
    """Read the answers of a file, in whatever order; what is no answer is passed over.

    A question without an answer is asked again, so nothing is lost by that.
    """
    while line := stream.readline(_MAX_BYTES):
        answer = _answer(line)
        if answer is not None:
            yield answer


def _answer(line: bytes) -> Answer | None:
    value = parsed(line)  # None: also what is left of a line beyond all measure
    key, response, error = (get(value, name) for name in ("custom_id", "response", "error"))
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        return None
    status = get(response, "status_code")
    if not isinstance(status, int) or isinstance(status, bool):
        return Answer(key, 0, error)
    body = get(response, "body")
    return Answer(key, status, body if status == OK else get(body, "error") or error)
