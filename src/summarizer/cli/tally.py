"""What a batch has come to so far: counted, and told on stderr."""

import time
from collections.abc import Callable

from ..outcome import Outcome
from .exits import note

__all__ = ["Tally"]

_INTERVAL_S = 5.0


class Tally:
    """Counts outcomes."""

    def __init__(self, *, quiet: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._quiet = quiet
        self._clock = clock
        self._began = self._said_at = clock()
        self.n_ok = self.n_errors = self.n_cached = 0
        self._cost_usd: float | None = 0.0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and say how far it is if that was not said for some seconds."""
        self.n_ok += outcome.status == "ok"
        self.n_errors += outcome.status == "error"
        self.n_cached += outcome.metrics.cached
        cost = outcome.metrics.cost_usd
        self._cost_usd = None if cost is None or self._cost_usd is None else self._cost_usd + cost
        now = self._clock()
        if not self._quiet and now - self._said_at >= _INTERVAL_S:
            self._said_at = now
            note(self.line())

    def line(self) -> str:
        """Say it in one line."""
        n_all = self.n_ok + self.n_errors
        seconds = max(self._clock() - self._began, 1e-9)
        parts = [f"{n_all:,} done", f"{self.n_ok:,} ok"]
        parts += [f"{self.n_cached:,} from the cache"] if self.n_cached else []
        parts += [f"{self.n_errors:,} errors"] if self.n_errors else []
        parts += [f"${self._cost_usd:.4f}"] if self._cost_usd else []
        return f"{', '.join(parts)}; {n_all / seconds:.1f} a second"
