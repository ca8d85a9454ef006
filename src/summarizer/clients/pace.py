"""The pace of an endpoint: requests and tokens in a minute, spread evenly over it."""

import asyncio

from aiolimiter import AsyncLimiter

from .account import Bill

__all__ = ["Pace"]

_MINUTE_S = 60.0


class Pace:
    """Two leaky buckets, each of one second: what starts late is not made up for in a burst."""

    def __init__(self, requests_per_minute: int | None, tokens_per_minute: int | None) -> None:
        self._requests = _bucket(requests_per_minute)
        self._tokens = _bucket(tokens_per_minute)
        self._turn = asyncio.Lock()
        self._owed = 0.0
        """Tokens that were taken and not yet waited for; below 0: waited for in vain."""

    async def wait(self, bill: Bill) -> None:
        """Wait until a request may start, as many tokens as it sends being counted."""
        if self._requests is None and self._tokens is None:
            return
        async with self._turn:  # in the order of asking: a large request would starve
            if self._requests is not None:
                await self._requests.acquire()
            if self._tokens is not None:
                await self._wait_for_tokens(self._tokens, bill.n_in)

    def correct(self, bill: Bill) -> None:
        """Count what a request has taken after all."""
        if self._tokens is not None:
            self._owed += (bill.usage.tokens or 0) - bill.n_in

    async def _wait_for_tokens(self, bucket: AsyncLimiter, n_tokens: int) -> None:
        self._owed += n_tokens
        try:
            while self._owed > 0:
                n_now = min(self._owed, bucket.max_rate)
                await bucket.acquire(n_now)
                self._owed -= n_now
        except asyncio.CancelledError:
            self._owed -= n_tokens
            raise


def _bucket(per_minute: int | None) -> AsyncLimiter | None:
    if per_minute is None:
        return None
    per_second = per_minute / _MINUTE_S
    least = max(1.0, per_second)  # a request cannot be taken in parts
    return AsyncLimiter(least, least / per_second)
