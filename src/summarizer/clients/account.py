"""Accounts: what an article, or all of a run, has spent and may spend; and the bill of a request.

A request is let through while its account has room for the most that it can cost. The last one is
let through alone, so that a limit is passed by one request at most; nobody is stopped before it is
reached.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import cast

from ..core.ask.tokens import estimated_tokens
from ..errors import BudgetError
from ..usage import NOTHING, CallUsage
from .price import Price

__all__ = ["Account", "Bill", "bill_of"]

_ROUNDING_USD = 1e-9  # a sum of fractions may fall short of the limit that it reaches


class Bill:
    """What one HTTP request costs: nothing until it is sent, then what is known of it."""

    def __init__(
        self, price: Price, n_in: Callable[[], int], n_most: int, *, is_reask: bool = False
    ) -> None:
        """Write the bill.

        Args:
            price: of tokens.
            n_in: estimates the tokens that are sent; called only if nobody tells them.
            n_most: tokens of the answer at most.
            is_reask: whether it asks again since a reply could not be used.
        """
        self._price = price
        self._estimate = n_in
        self.n_most = n_most
        """Tokens of the answer at most."""
        self._reasks = int(is_reask)
        self._usage: CallUsage | None = NOTHING

    @cached_property
    def n_in(self) -> int:
        """Tokens that are sent, estimated."""
        return self._estimate()

    @cached_property
    def most(self) -> CallUsage:
        """What it can cost."""
        return self._of(self.n_in, self.n_most)

    @property
    def usage(self) -> CallUsage:
        """What it has cost; of one that got no answer only what was sent is known."""
        if self._usage is None:
            self._usage = replace(self._of(self.n_in, 0), is_estimated=True)
        return self._usage

    def send(self) -> None:
        """From here on it costs."""
        self._usage = None

    def refuse(self) -> None:
        """It was sent, and not taken: that is free of charge."""
        self._usage = replace(NOTHING, attempts=1, reasks=self._reasks)

    def settle(self, told: CallUsage, n_out: Callable[[], int], *, n_cached: int = 0) -> None:
        """It has ended.

        Args:
            told: what is known of it.
            n_out: estimates the tokens of the answer; called only if nobody tells them.
            n_cached: tokens that the provider read from its own cache, at a lower price.
        """
        given_in, given_out = told.input_tokens, told.output_tokens
        tokens_in = self.n_in if given_in is None else given_in
        tokens_out = n_out() if given_out is None else given_out
        cost = told.cost_usd
        self._usage = replace(
            told,
            input_tokens=tokens_in,
            output_tokens=tokens_out,
            cost_usd=self._price(tokens_in, n_cached, tokens_out) if cost is None else cost,
            is_estimated=told.is_estimated or given_in is None or given_out is None,
            reasks=told.reasks + self._reasks,
        )

    def _of(self, n_in: int, n_out: int) -> CallUsage:
        cost = self._price(n_in, 0, n_out)
        return CallUsage(1, False, n_in, n_out, cost, reasks=self._reasks)


def bill_of(
    body: Mapping[str, object], tokens_parameter: str, price: Price, *, is_reask: bool = False
) -> Bill:
    """Write the bill of a question.

    Args:
        body: its JSON.
        tokens_parameter: the key of the body that limits the answer.
        price: of tokens.
        is_reask: whether it asks again since a reply could not be used.
    """

    def n_in() -> int:
        return estimated_tokens(json.dumps(body, ensure_ascii=False))

    return Bill(price, n_in, cast("int", body[tokens_parameter]), is_reask=is_reask)


class Account:
    """What was spent, what is being spent, and how much may be."""

    def __init__(
        self,
        max_tokens: int | None = None,
        max_cost_usd: float | None = None,
        *,
        error: type[BudgetError] = BudgetError,
        whose: str = "The article",
    ) -> None:
        self.usage = NOTHING
        """What was spent."""
        self._max_tokens = max_tokens
        self._max_cost_usd = max_cost_usd
        self._error = error
        self._whose = whose
        self._open: dict[Bill, CallUsage] = {}

    @property
    def is_limited(self) -> bool:
        """Whether there is any limit."""
        return self._max_tokens is not None or self._max_cost_usd is not None

    def has_room(self, bill: Bill) -> bool:
        """Whether a request may be sent now; if not, maybe when another one has ended.

        Raises:
            BudgetError: a limit is reached.
        """
        if not self.is_limited:
            return True
        self._check()
        if not self._open:
            return True
        tokens, cost = _total([self.usage, *self._open.values(), bill.most])
        return not (_passes(tokens, self._max_tokens) or _passes(cost, self._max_cost_usd))

    def open(self, bill: Bill) -> None:
        """Count a request that is sent now by the most that it can cost."""
        if self.is_limited:
            self._open[bill] = bill.most

    def close(self, bill: Bill) -> None:
        """Count it by what it did cost."""
        self._open.pop(bill, None)
        self.usage = self.usage.plus(bill.usage)

    def _check(self) -> None:
        tokens, cost = _total([self.usage])
        limits: list[str] = []
        if self._max_tokens is not None and tokens >= self._max_tokens:
            limits.append(f"{self._max_tokens:,} tokens")
        if self._max_cost_usd is not None and cost >= self._max_cost_usd - _ROUNDING_USD:
            limits.append(f"${self._max_cost_usd:g}")
        if limits:
            raise self._error(
                f"{self._whose} has reached its limit of {' and '.join(limits)}.",
                hint="raise the limit: what is in the cache is not paid for again",
                usage=self.usage,
            )


def _total(usages: list[CallUsage]) -> tuple[int, float]:
    return sum(u.tokens or 0 for u in usages), sum(u.cost_usd or 0 for u in usages)


def _passes(amount: float, limit: float | None) -> bool:
    return limit is not None and amount > limit
