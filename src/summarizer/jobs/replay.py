"""Replaying an article: its flow is answered from what came back, as far as that goes.

A flow is never stored. Its questions are the same each time, so each is found again by its key: in
the state file, or in the reply cache that the online driver fills and uses as well.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from ..api import checked
from ..clients.cached import FREE, key_of
from ..clients.fault import breaches, invalid
from ..core.ask.question import ask_again
from ..core.ask.request import Reply, Request, Result
from ..core.flow import Flow
from ..core.plan import Plan
from ..errors import FaultError, ReplyTruncatedError, SummarizerError
from ..outcome import Outcome, failed, succeeded
from ..schema import Article
from ..usage import NOTHING, CallUsage
from .question import Question
from .tools import Tools

__all__ = ["Replay", "Send"]

Send = Callable[[Question, Request], None]
"""Sends a question in a job, if it may be sent now; the request is what asks it this time."""

_MAX_ECHO = 20_000


class Replay:
    """Turns articles into outcomes, and has sent what is missing for that."""

    def __init__(self, tools: Tools, plan: Plan, send: Send, *, begins: bool) -> None:
        """Prepare.

        Args:
            tools: what came back so far, and how questions are put.
            plan: how articles are asked about.
            send: called for each question that is to be sent.
            begins: whether articles are begun of which nothing was sent yet.
        """
        self._settings = tools.settings
        self._client = tools.client
        self._state = tools.state
        self._cache = tools.cache
        self._plan = plan
        self._send = send
        self._begins = begins
        self._submitted_at = {job.number: job.submitted_at for job in tools.state.jobs()}
        self.job = 0
        """Number of a job that the last article waits for; 0: what it asks is in none."""
        self.n_unbegun = 0
        """Articles of which nothing was sent."""

    def outcome(self, article: Article | str) -> Outcome | None:
        """Replay one article; None if it waits for answers.

        Raises:
            SummarizerError: one that dooms all others.
        """
        since = time.time()
        spent = NOTHING
        read = article if isinstance(article, Article) else None
        failure: SummarizerError
        try:
            read = checked(article, self._settings)
            flow = Flow(read, self._plan)
            is_new = not self._begins
            while flow.requests:
                found = [self._look(request, read) for request in flow.requests]
                if any(f.answer is None for f in found):
                    self._wait(found, is_new=is_new and not any(f.is_known for f in found))
                    return None
                answers = [f.answer for f in found if f.answer is not None]
                since = min([since, *(self._since(f.question) for f in found)])
                for answer in answers:
                    spent = spent.plus(answer.usage)
                flow.answer(answers)
                is_new = False
            return succeeded(flow.summary, time.time() - since)
        except SummarizerError as error:
            if error.dooms_run:
                raise
            failure = error
        except Exception as error:  # noqa: BLE001 - one bad article never breaks a run
            failure = FaultError.of(error)
        failure.usage = spent
        return failed(read, failure, settings=self._plan.digest, seconds=time.time() - since)

    def _look(self, request: Request, article: Article) -> "_Found":
        """Look for the answer to a request."""
        key = key_of(self._client, request)
        question = self._state.question(key)
        if question is not None and question.stage == "answered":
            places = _breaches(question.reply, request)
            if not places:
                self._keep(key, question.reply)
                return _Found(request, question, Reply(question.reply, _usage(question, article)))
            question = question.reopened(invalid(request.task, places))
            self._state.keep(question)
        text = self._cache.get(key) if self._cache else None
        if text is not None and not _breaches(text, request):  # by the online driver
            usage = _usage(question, article) if question else FREE
            return _Found(request, question or Question(key, article.id), Reply(text, usage))
        if question is None:
            return _Found(request, Question(key, owner=article.id), None)
        return self._still_asked(request, question, article)

    def _still_asked(self, request: Request, question: Question, article: Article) -> "_Found":
        """Tell of a question without a reply whether it has an error, or goes on."""
        error = question.error
        may_grow = question.n_most < self._settings.max_output_tokens  # raised by the user
        if question.stage == "failed" and may_grow and isinstance(error, ReplyTruncatedError):
            return _Found(request, replace(question, stage="open", has_more_room=True), None)
        is_spent = question.stage == "open" and question.tries >= self._settings.max_tries
        if error is not None and (question.stage == "failed" or is_spent):
            error.usage = _usage(question, article)
            return _Found(request, question, error)
        return _Found(request, question, None)

    def _keep(self, key: str, reply: str) -> None:
        """Let the online driver have a reply as well."""
        if self._cache is not None and self._cache.get(key) != reply:
            self._cache.put(key, reply)

    def _wait(self, found: "Sequence[_Found]", *, is_new: bool) -> None:
        """Have sent what has no answer yet and is not on its way."""
        self.job = 0
        if is_new:
            self.n_unbegun += 1
            return
        for f in found:
            if f.answer is None and f.question.stage == "open":
                self._send(f.question, _asked(f))
            elif f.answer is None:
                self.job = f.question.job or 0

    def _since(self, question: Question) -> float:
        """When a question's last job was submitted, in seconds since 1970."""
        return self._submitted_at.get(question.job or 0) or time.time()


@dataclass(frozen=True, slots=True)
class _Found:
    """A request, what is known of it, and its answer if it has one."""

    request: Request
    question: Question
    answer: Result | None

    @property
    def is_known(self) -> bool:
        """Whether it was answered, or ever sent."""
        return self.answer is not None or self.question.job is not None


def _usage(question: Question, article: Article) -> CallUsage:
    """Return what a question cost, if it is this article that pays for it."""
    return question.usage if question.owner == article.id else FREE


def _asked(found: _Found) -> Request:
    """What asks a question this time: after a reply of bad form with that, and what was wrong."""
    reply = found.question.reply
    if not reply:
        return found.request
    places = _breaches(reply, found.request)
    return ask_again(found.request, Reply(reply[:_MAX_ECHO]), places)


def _breaches(reply: str, request: Request) -> list[str]:
    """Say where a reply breaks the form that is asked for; nowhere if the list is empty."""
    try:
        request.form.model_validate_json(reply)
    except ValidationError as error:
        return breaches(error)
    return []
