"""The lines of a job's files, as the Batch API defines them: questions out, answers back.

https://platform.openai.com/docs/api-reference/batch/request-input and `request-output`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

__all__ = ["PATH", "Answer", "read_answers", "write_question"]

PATH: Final = "/v1/chat/completions"
"""What every line asks."""

_LINE_ENDS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"})
"""Some readers end a line there."""
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
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError):  # also what is left of a line beyond all measure
        return None
    key = _get(value, "custom_id")
    if not isinstance(key, str):
        return None
    response, error = _get(value, "response"), _get(value, "error")
    status = _get(response, "status_code")
    if not isinstance(status, int) or isinstance(status, bool):
        return Answer(key, 0, error)
    body = _get(response, "body")
    return Answer(key, status, body if status == 200 else _get(body, "error") or error)  # noqa: PLR2004


def _get(node: object, key: str) -> object:
    return cast("dict[str, object]", node).get(key) if isinstance(node, dict) else None
