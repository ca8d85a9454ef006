"""Inputs and outputs of `summarizer batch`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer import Outcome

if TYPE_CHECKING:
    import subprocess


def lines(n_articles: int, first: int = 0) -> str:
    """Return articles as JSON lines, with the ids a0, a1 and so on."""
    return "".join(
        json.dumps({"id": f"a{n}", "text": f"Nothing of {n}."}) + "\n"
        for n in range(first, first + n_articles)
    )


def rows(path: str | Path = "out.jsonl") -> list[Outcome]:
    """Return all rows of a file."""
    text = Path(path).read_text("utf-8")
    return [Outcome.model_validate_json(line) for line in text.splitlines()]


def ids(path: str | Path = "out.jsonl") -> list[str]:
    """Return the ids of all rows, sorted."""
    return sorted(row.id for row in rows(path))


def errors(path: str | Path = "out.jsonl") -> list[str]:
    """Return the lines of all rows that are errors."""
    text = Path(path).read_text("utf-8")
    return [line for line in text.splitlines() if json.loads(line)["status"] == "error"]


def told(stderr: str) -> list[str]:
    """Return what was said on stderr, line by line."""
    return [line.removeprefix("summarizer: ") for line in stderr.splitlines()]


def ended(process: "subprocess.Popen[bytes]") -> int:
    """Wait for a process and return its exit code."""
    with process:
        process.communicate(timeout=60)
    return process.returncode
