"""A job's files while they are here: beside the state file, for nobody else to read."""

import os
from pathlib import Path
from typing import BinaryIO

__all__ = ["answers_file", "job_files", "open_private", "questions_file"]


def questions_file(state: Path, job: int) -> Path:
    """Return where the questions of a job are until it is submitted."""
    return state.with_name(f"{state.name}.job-{job}.jsonl")


def answers_file(state: Path, job: int) -> Path:
    """Return where answers of a job are while they are read."""
    return state.with_name(f"{state.name}.job-{job}.answers.jsonl")


def job_files(state: Path) -> list[Path]:
    """Return all files of jobs that are there."""
    start = f"{state.name}.job-"
    return [file for file in state.parent.iterdir() if file.name.startswith(start)]


def open_private(path: Path) -> BinaryIO:
    """Open a new file that only its owner may read, as articles and quotes of them stand in it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return os.fdopen(os.open(path, flags, 0o600), "wb")
