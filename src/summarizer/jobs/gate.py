"""Which questions go into a job: all, unless the run is doomed or its limits leave no room."""

from dataclasses import replace
from functools import partial

from ..clients.account import Bill, bill_of
from ..clients.budget import Budget
from ..core.ask.request import Request
from ..errors import RunBudgetError
from ..usage import NOTHING, CallUsage
from .desk import Desk
from .packing import Packing
from .question import Question
from .tools import Tools

__all__ = ["Gate"]


class Gate:
    """Stands before the jobs of one pass."""

    def __init__(self, tools: Tools, desk: Desk, packing: Packing) -> None:
        self._tools = tools
        self._desk = desk
        self._packing = packing
        self._refuses_schema = tools.state.refuses_schema
        self.n_held = 0
        """Questions that were not let through."""
        self._account = Budget(tools.settings).run
        self._stake: Bill | None = None
        if self._account.is_limited:
            self._account.usage = self._spent()
            for n_in, n_most in tools.state.at_stake():
                self._raise_stake(n_in, n_most, tools.price(n_in, 0, n_most) or 0)

    def send(self, question: Question, request: Request) -> None:
        """Put a question into a job, or hold it back.

        Raises:
            ConfigurationError: the job's file cannot be written.
        """
        known = self._tools.state.question(question.key)
        if known is not None and known.stage == "sent":
            return  # another article asks the same
        body = self._body(question, request)
        name = self._tools.endpoint.tokens_parameter
        bill = bill_of(body, name, self._tools.price, is_reask=question.tries > 0)
        if not self._has_room(bill):
            self.n_held += 1
            return
        if self._account.is_limited:
            self._raise_stake(bill.n_in, bill.n_most, bill.most.cost_usd or 0)
        self._packing.add(replace(question, n_in=bill.n_in, n_most=bill.n_most), body)

    def _spent(self) -> CallUsage:
        """Add up what all questions have cost; where no price was known, as it is known now."""
        total = NOTHING
        for usage in self._tools.state.usages():
            n_in, n_out = usage.input_tokens or 0, usage.output_tokens or 0
            cost = self._tools.price(n_in, 0, n_out) if usage.cost_usd is None else usage.cost_usd
            total = total.plus(replace(usage, cost_usd=cost))
        return total

    def _raise_stake(self, n_in: int, n_most: int, cost_usd: float) -> None:
        """Count what one more question in a job can cost; of all of them there is one bill."""
        if (old := self._stake) is not None:
            n_in, n_most = n_in + old.n_in, n_most + old.n_most
            cost_usd += old.most.cost_usd or 0
            self._account.close(old)
        self._stake = Bill(partial(_told, cost_usd), lambda: n_in, n_most)
        self._account.open(self._stake)

    def _has_room(self, bill: Bill) -> bool:
        if self._desk.doom is not None:
            return False
        try:
            return self._account.has_room(bill)
        except RunBudgetError as error:
            self._desk.doom = error
            return False

    def _body(self, question: Question, request: Request) -> dict[str, object]:
        body = self._tools.client.body(request)
        if question.has_more_room:
            body[self._tools.endpoint.tokens_parameter] = self._tools.settings.max_output_tokens
        if self._refuses_schema:  # the prompt holds it as well
            del body["response_format"]
        return body


def _told(cost_usd: float, n_in: int, n_cached: int, n_out: int) -> float:
    del n_in, n_cached, n_out  # of many questions, each priced by itself
    return cost_usd
