"""A client of the user's, charged by what it tells of its costs."""

from dataclasses import replace
from functools import partial

from ..core.ask.request import Client, Reply, Request
from ..core.ask.tokens import estimated_tokens
from ..errors import ConfigurationError, SummarizerError
from ..settings import Settings
from .account import Bill
from .budget import charged, uncharged
from .price import has_dollar_limit, price_of

__all__ = ["MeteredClient"]


class MeteredClient:
    """Stands in front of a client that keeps no limits, or other ones."""

    def __init__(self, inner: Client, settings: Settings) -> None:
        self._inner = inner
        self._price = price_of(None, settings)
        self._needs_cost = has_dollar_limit(settings)

    async def complete(self, request: Request) -> Reply:
        """Answer one request.

        Raises:
            SummarizerError: what the client raised, or a limit is reached.
        """
        bill = Bill(self._price, partial(_n_in, request), request.max_tokens)
        async with charged(bill):
            try:
                with uncharged():
                    reply = await self._inner.complete(request)
            except SummarizerError as error:
                bill.settle(error.usage, int)
                raise
            bill.settle(reply.usage, partial(estimated_tokens, reply.text))
        if bill.usage.cost_usd is None and self._needs_cost:
            raise ConfigurationError(
                "The client does not tell what its replies cost, so no limit in dollars is kept.",
                hint="set input_price and output_price, or limit max_tokens instead",
            )
        return replace(reply, usage=bill.usage)


def _n_in(request: Request) -> int:
    return sum(estimated_tokens(m.content) for m in request.messages)
