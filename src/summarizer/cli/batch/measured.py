"""What an article has cost so far, by rows that are there."""

import math

from ...outcome import Metrics

__all__ = ["Measured"]

_ENOUGH = 10  # articles that tell more than an assumption does


class Measured:
    """Means of articles of which every question was sent."""

    def __init__(self) -> None:
        self.n = 0
        """Articles that were counted."""
        self._requests = self._tokens_in = self._tokens_out = 0
        self._seconds = self._seconds_squared = 0.0

    def add(self, metrics: Metrics) -> None:
        """Count an article, unless the cache had some of its answers or its tokens are unknown."""
        n_in, n_out = metrics.input_tokens, metrics.output_tokens
        if not 0 < metrics.requests <= metrics.attempts or n_in is None or n_out is None:
            return
        self.n += 1
        self._requests += metrics.attempts
        self._tokens_in += n_in
        self._tokens_out += n_out
        self._seconds += metrics.seconds
        self._seconds_squared += metrics.seconds**2

    @property
    def is_enough(self) -> bool:
        """Whether there are articles enough to tell of others."""
        return self.n >= _ENOUGH

    @property
    def requests(self) -> float:
        """HTTP requests for an article."""
        return self._requests / self.n

    @property
    def tokens_in(self) -> float:
        """Tokens sent for an article."""
        return self._tokens_in / self.n

    @property
    def tokens_out(self) -> float:
        """Tokens received for an article."""
        return self._tokens_out / self.n

    @property
    def seconds(self) -> tuple[float, float]:
        """Seconds that an article takes while others are under way: two standard errors about."""
        mean = self._seconds / self.n
        variance = max(self._seconds_squared / self.n - mean**2, 0.0)
        error = 2 * math.sqrt(variance / self.n)
        return max(mean - error, 0.0), mean + error
