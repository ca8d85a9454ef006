"""What a run has come to: outcomes counted, and told at its end."""

import time
from collections import Counter
from collections.abc import Callable

from ...outcome import Outcome

__all__ = ["Sum", "Tally", "duration"]


class Sum:
    """A figure added up over articles, of some of which it is unknown."""

    def __init__(self) -> None:
        self.known = 0.0
        self._n_known = self._n_unknown = 0

    def add(self, figure: float | None) -> None:
        """Add the figure of an article; None: unknown."""
        self.known += figure or 0
        self._n_known += figure is not None
        self._n_unknown += figure is None

    def text(self, form: str) -> str:
        """Return it in a form such as `${:.4f}`, and whether it is more; empty if all unknown."""
        least = "at least " if self._n_unknown else ""
        return least + form.format(self.known) if self._n_known else ""


class Tally:
    """Counts outcomes."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self.n_ok = self.n_errors = self.n_cached = self.n_retryable = 0
        self._errors: Counter[str] = Counter()  # by type
        self.cost_usd, self._tokens_in, self._tokens_out = Sum(), Sum(), Sum()

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        metrics, error = outcome.metrics, outcome.error
        self.n_ok += outcome.status == "ok"
        if outcome.status == "error":
            self.n_errors += 1
            self._errors[error.type] += 1
            self.n_retryable += error.retryable
        self.n_cached += metrics.cached
        self.cost_usd.add(metrics.cost_usd)
        self._tokens_in.add(metrics.input_tokens)
        self._tokens_out.add(metrics.output_tokens)

    @property
    def n(self) -> int:
        """All outcomes."""
        return self.n_ok + self.n_errors

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return self._clock() - self._began

    def lines(self) -> list[str]:
        """Say what it comes to: counts, then errors by type if there are any."""
        counts = [f"{self.n:,} done", f"{self.n_ok:,} ok"]
        counts += [f"{self.n_cached:,} from the cache"] if self.n_cached else []
        counts += [f"{self.n_errors:,} errors"] if self.n_errors else []
        tokens_in, tokens_out = self._tokens_in.text("{:,.0f}"), self._tokens_out.text("{:,.0f}")
        spent = [self.cost_usd.text("${:.4f}")] if self.cost_usd.known else []
        spent += [f"{tokens_in} tokens in, {tokens_out} out"] if tokens_in and tokens_out else []
        spent += [duration(self.seconds)]
        lines = [f"{', '.join(counts)}; {', '.join(spent)}"]
        if self._errors:
            kinds = (f"{n:,} {kind}" for kind, n in self._errors.most_common())
            lines.append(f"errors by type: {', '.join(kinds)}")
        return lines


def duration(seconds: float) -> str:
    """Return a time as its two largest units, such as `2 h 5 min`."""
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    if whole < _DAY:
        return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"
    return f"{whole // _DAY} d {whole % _DAY // _HOUR} h"


_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
