"""How far a run is, and how long it will take: one wording for the bar and for the log."""

import time
from collections import deque
from collections.abc import Callable

from .meter import Meter
from .tally import Tally, duration
from .todo import Todo

__all__ = ["Headway"]

_REMEMBERED = 60
_ENOUGH_POINTS = 2
_GAP = "  "


class Headway:
    """What is done, of what there is to do."""

    def __init__(
        self, tally: Tally, todo: Todo, meter: Meter, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tally = tally
        self._todo = todo
        self._meter = meter
        self._clock = clock
        self._points = deque[tuple[float, int]](maxlen=_REMEMBERED)
        """When how much was done, once a second at most. The last minute, or the last articles of a
        slow model, tell more than the whole run does, as what the cache has is quick."""

    @property
    def n_done(self) -> int:
        """Rows that are in the output, of this run and before."""
        return self._todo.n_done + self._tally.n

    @property
    def n_total(self) -> int | None:
        """Rows that will be there in the end; None: unknown."""
        return self._todo.expected(self._meter.fraction)

    def parts(self) -> list[str]:
        """Say how far it is, what matters most first."""
        total, rate = self.n_total, self._rate()
        about = "" if self._todo.is_read else "about "
        parts = [
            f"{self.n_done:,} done" if total is None else f"{self.n_done:,} of {about}{total:,}"
        ]
        if total is not None and rate and total > self.n_done:
            parts.append(f"{duration((total - self.n_done) / rate)} left")
        parts += [f"{self._tally.n_errors:,} errors"] if self._tally.n_errors else []
        parts += [f"{rate:.1f} a second"] if rate else []
        parts += [self._tally.cost_usd.text("${:.4f}")] if self._tally.cost_usd.known else []
        parts += [f"{self._tally.n_cached:,} from the cache"] if self._tally.n_cached else []
        return parts

    def line(self, width: int | None = None) -> str:
        """Say it in one line.

        Args:
            width: columns there are; what does not fit is left out. None: enough.
        """
        if width is None:
            return ", ".join(self.parts())
        line = ""
        for part in self.parts():
            longer = f"{line}{_GAP}{part}" if line else part
            if line and len(longer) > width:
                break
            line = longer
        return line[:width]

    def _rate(self) -> float:
        """Rows a second; 0: unknown yet. What comes before the first is start-up."""
        now, n = self._clock(), self._tally.n
        last = self._points[-1] if self._points else None
        if n and (last is None or (now - last[0] >= 1 and n > last[1])):
            self._points.append((now, n))
        if len(self._points) < _ENOUGH_POINTS:
            return 0.0
        began, n_before = self._points[0]
        return (n - n_before) / (now - began)
