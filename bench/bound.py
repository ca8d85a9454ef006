"""What no scheduler can beat: the next article starts in the moment in which a place is free."""

import heapq
from collections.abc import Iterable

__all__ = ["bound_s", "rate_bound_s"]


def bound_s(latencies: Iterable[float], concurrency: int) -> float:
    """Seconds that requests take if all other work takes none.

    Args:
        latencies: of the requests, in the order in which they start, in seconds.
        concurrency: how many may be on their way at once.
    """
    places = [0.0] * concurrency
    for latency in latencies:
        heapq.heappush(places, heapq.heappop(places) + latency)
    return max(places)


def rate_bound_s(n: int, per_second: int, latency_s: float) -> float:
    """Seconds that requests take at a server that lets in so many during any second."""
    return (n - 1) // per_second + latency_s
