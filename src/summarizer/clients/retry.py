"""The one retry policy: transport faults and re-asks share one budget of HTTP requests."""

import logging
import math
import random
from asyncio import sleep as asyncio_sleep
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pydantic import ValidationError
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from ..errors import SummarizerError

__all__ = ["MAX_WAIT_S", "Sleep", "Transient", "policy", "retry_after_s"]

Sleep = Callable[[float], Awaitable[None]]

MAX_WAIT_S = 120.0
"""Longest single wait, whatever the endpoint asks for."""
_FIRST_WAIT_S = 0.5
_MAX_DOUBLINGS = 6  # half a second grows to half a minute

_log = logging.getLogger("summarizer")


class Transient(Exception):  # noqa: N818 - not an error of ours but the envelope of one
    """A fault that may pass, with the error to raise if it does not."""

    def __init__(
        self,
        error: SummarizerError,
        *,
        wait_s: float | None = None,
        max_repeats: int | None = None,
        is_rate_limit: bool = False,
    ) -> None:
        """Wrap the error.

        Args:
            error: what the user sees once the tries are spent.
            wait_s: how long to wait before the next try; None: back off.
            max_repeats: tries that this kind of fault is worth besides the first; None: all.
            is_rate_limit: whether the endpoint is asked too often.
        """
        super().__init__(error.message)
        self.error = error
        self.wait_s = wait_s
        self.max_repeats = max_repeats
        self.is_rate_limit = is_rate_limit


def policy(
    max_tries: int, *, sleep: Sleep = asyncio_sleep, draw: Callable[[], float] = random.random
) -> AsyncRetrying:
    """Make the policy for one call; it keeps state, so it serves no other.

    Args:
        max_tries: HTTP requests at most, retries and re-asks together.
        sleep: how to wait.
        draw: a number in [0, 1), which spreads the waits of many callers.
    """
    seen: dict[type[SummarizerError], int] = {}

    def may_pass(error: BaseException) -> bool:
        if isinstance(error, ValidationError):
            return True
        if not isinstance(error, Transient):
            return False
        if error.max_repeats is None:
            return True
        kind = type(error.error)
        seen[kind] = seen.get(kind, 0) + 1
        return seen[kind] <= error.max_repeats

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, ValidationError):
            return 0.0  # the endpoint is well; the model was only wrong
        if isinstance(error, Transient) and error.wait_s is not None:
            return min(error.wait_s, MAX_WAIT_S)
        doublings = min(state.attempt_number - 1, _MAX_DOUBLINGS)
        longest = math.ldexp(_FIRST_WAIT_S, doublings)
        return longest * (1 + draw()) / 2

    def log(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        kind = type(error.error if isinstance(error, Transient) else error).__name__
        _log.info(
            "llm.retry",
            extra={"kind": kind, "attempt": state.attempt_number, "wait_s": state.upcoming_sleep},
        )

    return AsyncRetrying(
        sleep=sleep,
        stop=stop_after_attempt(max_tries),
        wait=wait,
        retry=retry_if_exception(may_pass),
        before_sleep=log,
        reraise=True,
    )


def retry_after_s(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Read how long the endpoint asks to wait, capped; None if it does not say so sensibly.

    Args:
        headers: of the HTTP answer, with lower-case names.
        now: the present time, for a header that gives a date; None: the clock's.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    value = headers.get("retry-after")
    seconds = milliseconds / 1000 if milliseconds is not None else _number(value)
    if seconds is None and value:
        try:
            until = parsedate_to_datetime(value)
            until = until if until.tzinfo else until.replace(tzinfo=UTC)
            seconds = (until - (now or datetime.now(UTC))).total_seconds()
        except (ValueError, OverflowError):  # no date, or one in the year of our 10^20
            return None
    return min(seconds, MAX_WAIT_S) if seconds is not None and seconds > 0 else None


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None
