"""What an answer that came back makes of its question: the same verdicts as those of the wire."""

from collections.abc import Callable
from dataclasses import replace

from ..clients.account import Bill
from ..clients.body import is_endless, n_cached, read_reply, read_usage
from ..clients.fault import is_about_schema, judge, reported
from ..clients.price import Price
from ..clients.retry import Transient
from ..core.ask.tokens import estimated_tokens
from ..errors import (
    LLMUnavailableError,
    ReplyError,
    ReplyInvalidError,
    ReplyRefusedError,
    ReplyTruncatedError,
    SummarizerError,
)
from ..usage import NOTHING, CallUsage
from .lines import OK, Answer
from .question import Question

__all__ = ["Judge"]

_HINT = "submit again"
_UNASKED = replace(NOTHING, attempts=1)
"""What a question costs that was sent and not taken."""


class Judge:
    """Reads answers of one endpoint."""

    def __init__(self, host: str, price: Price, max_output_tokens: int) -> None:
        """Hold what is the same for all answers.

        Args:
            host: the endpoint's, for messages.
            price: of tokens in a job.
            max_output_tokens: all the room that an answer can be given.
        """
        self._host = host
        self._price = price
        self._max_output_tokens = max_output_tokens
        self.refuses_schema = False
        """Whether an answer said that the endpoint takes no schema."""
        self.doom: SummarizerError | None = None
        """What an answer said that every other question would meet as well."""

    def answered(self, question: Question, answer: Answer) -> Question:
        """Return the question with its answer."""
        if answer.status == OK:
            return self._replied(question, answer.body)
        if answer.status == 0:
            expired = LLMUnavailableError("The job ended before its turn came.", hint=_HINT)
            return question.reopened(expired, NOTHING)
        if is_about_schema(answer.status, answer.body):
            self.refuses_schema = True
            return self._unavailable(question, "does not take the answer's format")
        return self._faulty(question, judge(answer.status, answer.body, self._host))

    def unanswered(self, question: Question) -> Question:
        """Return a question of which nothing came back, though its job has ended."""
        return self._unavailable(question, "sent no answer in the job's files")

    def _replied(self, question: Question, body: object) -> Question:
        fault = reported(body, self._host)
        if fault is not None:
            return self._faulty(question, fault)
        usage = self._usage(question, body)
        try:
            return question.answered(read_reply(body), usage)
        except ReplyRefusedError as error:
            return question.failed(error, usage)
        except ReplyTruncatedError as error:
            may_grow = question.n_most < self._max_output_tokens and not is_endless(body)
            if may_grow:
                return question.reopened(error, usage, has_more_room=True)
            return question.failed(error, usage)
        except ReplyInvalidError as error:
            return _repeated(question, Transient(error, max_repeats=1), usage)

    def _faulty(self, question: Question, fault: SummarizerError | Transient) -> Question:
        if isinstance(fault, Transient):
            return _repeated(question, fault, _UNASKED)
        if fault.dooms_run:  # nothing was charged: it waits until that is put right
            self.doom = self.doom or fault
            return question.unsent()
        return question.failed(fault, _UNASKED)

    def _unavailable(self, question: Question, what: str) -> Question:
        unavailable = LLMUnavailableError(f"{self._host} {what}.", hint=_HINT)
        return question.reopened(unavailable, _UNASKED)

    def _usage(self, question: Question, body: object) -> CallUsage:
        bill = Bill(
            self._price,
            lambda: question.n_in,
            question.n_most,
            is_reask=isinstance(question.error, ReplyError),
        )
        bill.settle(read_usage(body), _n_out(body), n_cached=n_cached(body))
        return bill.usage


def _repeated(question: Question, fault: Transient, usage: CallUsage) -> Question:
    """Return the question to be asked again, unless such a fault is worth no other try."""
    most = fault.max_repeats
    if most is not None and question.tries > most:
        return question.failed(fault.error, usage)
    return question.reopened(fault.error, usage)


def _n_out(body: object) -> Callable[[], int]:
    return lambda: estimated_tokens(str(body))
