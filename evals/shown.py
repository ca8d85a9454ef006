"""How floors are printed."""

from collections.abc import Sequence

from .floors import FloorRow

__all__ = ["shown_floors"]

_HEAD = ("figure", "better", "floor", "now", "")


def shown_floors(rows: Sequence[FloorRow]) -> str:
    """Return the figures beside their floors, a line each; nothing for none."""
    if not rows:
        return ""
    table = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(row[i]) for row in table) for i in range(len(_HEAD))]
    lines = [
        f"{a:{widths[0]}}  {b:{widths[1]}}  {c:>{widths[2]}}  {d:>{widths[3]}}  {e}".rstrip()
        for a, b, c, d, e in table
    ]
    return "\n".join(lines) + "\n"


def _cells(row: FloorRow) -> tuple[str, str, str, str, str]:
    where = f": most in {row.story}" if row.story else ""
    note = "" if row.verdict == "same" else f"{row.verdict}{where}"
    return row.figure, row.better, _figure(row.floor), _figure(row.now), note


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:.4f}"
