"""The memory of `summarizer batch` by rows: the real command, a file in, a file out."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from .corpus import write
from .server import Behaviour
from .serving import Server, serving

__all__ = ["Growth", "Sample", "measure", "run"]

_INTERVAL_S = 0.25


class Sample(NamedTuple):
    """The process when so many rows were in the file."""

    rows: int
    rss_mb: float
    peak_mb: float
    seconds: float
    """Since the start."""


class Growth(NamedTuple):
    """One run."""

    samples: list[Sample]
    rows: int
    requests: int
    exit_code: int

    def peak_at(self, rows: int) -> float:
        """The peak in MB when there were so many rows, or at the end."""
        return next((s for s in self.samples if s.rows >= rows), self.samples[-1]).peak_mb


def measure(
    n: int,
    *,
    latency_s: float = 0.05,
    concurrency: int = 64,
    n_words: tuple[int, int] = (300, 600),
) -> Growth:
    """Run a batch of so many articles, and look at the process while it runs."""
    with tempfile.TemporaryDirectory() as folder, serving(Behaviour(latency_s)) as server:
        inputs, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        write(inputs, n, n_words=n_words)
        with run(inputs, out, server, concurrency) as process:
            samples = list(_samples(process, out))
            code = process.wait()
        with out.open("rb") as file:
            rows = sum(b'"status":"ok"' in line for line in file)
        return Growth(samples, rows, server.counts().requests, code)


def run(inputs: Path, out: Path, server: Server, concurrency: int) -> subprocess.Popen[bytes]:
    """Start the command as a user would, its cache in the folder of its rows."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    options = ["--model", "openai/bench", "--base-url", server.url, "--profile", "large"]
    options += ["--window-sentences", "120", "--concurrency", str(concurrency), "--quiet"]
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "summarizer", "batch", str(inputs), "--out", str(out), *options],
        env={**kept, "OPENAI_API_KEY": "none", "SUMMARIZER_CACHE_DIR": str(out.parent / "cache")},
    )


def _samples(process: subprocess.Popen[bytes], out: Path) -> Iterator[Sample]:
    """Yield what the system tells of a process, until that has ended."""
    began = time.monotonic()
    status = Path(f"/proc/{process.pid}/status")
    rows = 0
    while process.poll() is None and not out.exists():
        time.sleep(_INTERVAL_S)
    with out.open("rb") as file:
        while process.poll() is None:
            rows += _new_lines(file)
            told = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
            if "VmRSS" in told:  # else it ends in this moment
                yield Sample(rows, _mb(told["VmRSS"]), _mb(told["VmHWM"]), time.monotonic() - began)
            time.sleep(_INTERVAL_S)


def _new_lines(file: BinaryIO) -> int:
    return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def _mb(figure: str) -> float:
    return int(figure.split(maxsplit=1)[0]) / 1_024
