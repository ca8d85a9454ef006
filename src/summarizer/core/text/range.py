"""A piece of text by position only."""

from typing import NamedTuple

__all__ = ["Range"]


class Range(NamedTuple):
    """Half-open `[start, end)` in code points of the article's text."""

    start: int
    end: int

    def covers(self, other: "Range") -> bool:
        """Whether the other lies inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Range") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end
