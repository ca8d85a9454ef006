"""The tables, in Markdown."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version

from .batch import Row
from .memory import Growth

__all__ = ["EARLY", "batch_table", "memory_table"]

EARLY = 5_000
"""Rows after which memory must have stopped growing."""
_PACKAGES = ("summarizer", "openai", "instructor", "httpx2", "pydantic")


def batch_table(rows: Sequence[Row]) -> str:
    """One line for each case and system."""
    lines = [
        _machine(),
        "",
        "| case | system | answered | requests | refused | x bound | s | CPU s |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        figures = (
            f"{row.median(lambda r: r.n_ok):.0f}",
            f"{row.median(lambda r: r.requests):.0f}",
            f"{row.median(lambda r: r.refused):.0f}",
            f"{row.ratio:.2f}",
            f"{row.median(lambda r: r.seconds):.1f}",
            f"{row.median(lambda r: r.cpu_s):.1f}",
        )
        lines.append(f"| {row.case.name} | {row.system} | {' | '.join(figures)} |")
    return "\n".join(lines)


def memory_table(growth: Growth) -> str:
    """A line for each tenth of the rows, and what it grew by."""
    last = growth.samples[-1]
    lines = [
        _machine(),
        "",
        f"{growth.rows:,} rows, {growth.requests:,} requests, exit code {growth.exit_code}",
        "",
        "| rows | resident MB | peak MB | s |",
        "|---:|---:|---:|---:|",
    ]
    tenths = [growth.rows * tenth // 10 for tenth in range(1, 10)]
    firsts = [next((s for s in growth.samples if s.rows >= rows), last) for rows in tenths]
    for sample in dict.fromkeys([*firsts, last]):
        figures = (f"{sample.rss_mb:.1f}", f"{sample.peak_mb:.1f}", f"{sample.seconds:.0f}")
        lines.append(f"| {sample.rows:,} | {' | '.join(figures)} |")
    grown = last.peak_mb - growth.peak_at(EARLY)
    return "\n".join([*lines, "", f"Peak after {EARLY:,} rows to the end: +{grown:.1f} MB"])


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"Python {platform.python_version()}, {os.cpu_count()} cores; {packages}"
