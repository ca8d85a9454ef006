"""The one way in which a row becomes a line, in a file and on standard output."""

from ...outcome import Outcome

__all__ = ["line_of"]

_LINE_ENDS = "\x85\u2028\u2029"


def line_of(outcome: Outcome) -> str:
    """Return the row as JSON, with its newline, and nothing else where some reader ends a line."""
    line = outcome.model_dump_json()
    for mark in _LINE_ENDS:
        line = line.replace(mark, f"\\u{ord(mark):04x}")
    return line + "\n"
