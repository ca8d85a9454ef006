"""How many requests an endpoint lets in before it says "too many, come again in a second"."""

from collections import deque

__all__ = ["Quota"]

_LONGEST_S = 2.0  # a longer pause is no window that is filled again and again
_FEWEST = 8  # let in before a refusal: fewer tell nothing, others may use the same account
_MARGIN = 1.05  # of a window, since requests take unequal times to arrive
_HELD = 10  # windows for which a quota is believed
_GROWTH = 8  # then each window tries an eighth more


class Quota:
    """What was let in within as much time before a refusal as that says to wait is the quota.

    So a server that allows 40 requests a second is not asked for more again and again to be told
    so, and one that allows more later is found out.
    """

    def __init__(self) -> None:
        self._starts: deque[float] = deque()
        self._most: int | None = None
        self._window_s = _LONGEST_S
        self._held_until = 0.0

    def start(self, now: float) -> None:
        """Count a request that is sent now."""
        self._starts.append(now)
        self._forget(now)

    def refuse(self, now: float, wait_s: float | None) -> None:
        """One of those counted was refused, and may come again after some seconds."""
        if self._starts:
            self._starts.pop()
        if wait_s is None or wait_s > _LONGEST_S:
            return
        n_let_in = sum(start > now - wait_s for start in self._starts)
        if n_let_in >= _FEWEST:
            self._most, self._window_s = n_let_in, wait_s * _MARGIN
            self._held_until = now + _HELD * self._window_s

    def wait_s(self, now: float) -> float:
        """Return how long a request must wait for its share; 0: not at all."""
        if self._most is None:
            return 0.0
        if now > self._held_until:
            self._most += max(1, self._most // _GROWTH)
            self._held_until = now + self._window_s
        if len(self._starts) < self._most:
            return 0.0
        return max(0.0, self._starts[-self._most] + self._window_s - now)

    def _forget(self, now: float) -> None:
        while self._starts[0] < now - _LONGEST_S * _MARGIN:
            self._starts.popleft()
