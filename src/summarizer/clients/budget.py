"""The budget of a run: who may send a request now, and what all of them have cost.

It is found in the context, not in an argument: whatever stands between the driver and the wire (a
cache, a client of the user's) need not know whose request it passes on.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from contextvars import ContextVar

from ..errors import RunBudgetError
from ..settings import Settings
from .account import Account, Bill

__all__ = ["Budget", "charged", "uncharged"]


class Budget:
    """Accounts of one run: its own, and one for each article on its way."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: list[asyncio.Future[None]] = []
        self.run = Account(
            settings.max_tokens, settings.max_cost_usd, error=RunBudgetError, whose="The run"
        )
        """Of all articles together."""

    @contextmanager
    def article(self) -> Generator[Account]:
        """Open an account for an article: what is sent in this context is charged to it."""
        account = Account(self._settings.max_article_tokens, self._settings.max_article_cost_usd)
        with _set(_Charging(self, (account, self.run))):
            yield account

    async def admitted(self, bill: Bill, accounts: Sequence[Account]) -> None:
        """Wait until accounts have room for a request.

        Raises:
            BudgetError: a limit is reached.
        """
        while not all(a.has_room(bill) for a in accounts):
            future = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await future

    def wake(self) -> None:
        """Let those who wait look again, since a request has ended."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():  # else who waited was cancelled
                future.set_result(None)


class _Charging:
    """Who pays for what is sent in a context."""

    def __init__(self, budget: Budget, accounts: Sequence[Account]) -> None:
        self.budget = budget
        self.accounts = accounts


_charging: ContextVar[_Charging | None] = ContextVar("summarizer_charging", default=None)


@asynccontextmanager
async def charged(bill: Bill) -> AsyncGenerator[None]:
    """Wait until a request may be sent, and charge it when it has ended, however it ended.

    Raises:
        BudgetError: a limit is reached.
    """
    charging = _charging.get()
    if charging is None:  # a client that is used alone
        bill.send()
        yield
        return
    await charging.budget.admitted(bill, charging.accounts)
    for account in charging.accounts:
        account.open(bill)
    bill.send()
    try:
        yield
    finally:
        for account in charging.accounts:
            account.close(bill)
        charging.budget.wake()


def uncharged() -> AbstractContextManager[None]:
    """Return a context in which nobody pays for what is sent, since it is charged elsewhere."""
    return _set(None)


@contextmanager
def _set(charging: _Charging | None) -> Generator[None]:
    token = _charging.set(charging)
    try:
        yield
    finally:
        _charging.reset(token)
