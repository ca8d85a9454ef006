"""Asking one endpoint until a valid reply comes; the only module that knows instructor.

instructor parses, validates and asks again. It is given the re-asks only, never the article, so
that nothing it logs, renders or keeps in an exception can hold one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

import instructor
from instructor.v2.core.errors import InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError

from ..core.ask.request import Reply, Request
from ..errors import ReplyInvalidError, ReplyTruncatedError, SummarizerError
from ..settings import Settings
from ..usage import NOTHING, CallUsage
from .body import is_endless, read_reply
from .endpoint import Endpoint
from .fault import breaches, invalid
from .limit import Limit
from .quiet import quiet
from .retry import Sleep, Transient, policy
from .wire import Body, Wire

__all__ = ["Exchange"]

_MAX_ECHO = 20_000


class _Answer(instructor.ResponseSchema):
    """What instructor takes for the form: it hands over to the form, and keeps the text.

    Without fields, so that instructor builds no schema and no subclass of its own per call.
    """

    form: ClassVar[type[BaseModel]] = BaseModel

    @classmethod
    def model_json_schema(cls, *_: object, **__: object) -> dict[str, Any]:
        return {}  # the body holds the schema already

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: object) -> Self:
        cls.form.model_validate_json(json_data)  # leniently; instructor would be strict
        return cls()


@dataclass(slots=True)
class _Call:
    """What one question has cost so far."""

    body: Body
    text: str = ""
    usage: CallUsage = NOTHING
    has_reply: bool = False
    """Whether there was a reply to the last request, usable or not."""
    has_more_room: bool = False


class Exchange:
    """Asks one endpoint; made in the event loop that it is used and closed in."""

    def __init__(
        self,
        endpoint: Endpoint,
        settings: Settings,
        *,
        address: Callable[[], Awaitable[str]] | None,
        clock: Callable[[], float],
        sleep: Sleep,
        draw: Callable[[], float],
    ) -> None:
        self._tokens_parameter = endpoint.tokens_parameter
        self._settings = settings
        self._sleep = sleep
        self._draw = draw
        limit = Limit(settings.concurrency, clock=clock, sleep=sleep, draw=draw)
        self._wire = Wire(endpoint, settings, limit, address=address)
        self._answers: dict[type[BaseModel], type[_Answer]] = {}

    async def aclose(self) -> None:
        """Close all connections."""
        await self._wire.aclose()

    async def ask(self, request: Request, body: Body) -> Reply:
        """Send the body until a valid reply comes or the tries are spent.

        Raises:
            SummarizerError: without any foreign exception behind it.
        """
        call = _Call(body)

        async def send(messages: list[dict[str, str]], **_: object) -> ChatCompletion:
            return await self._send(call, messages)

        create = cast(
            "Callable[..., Awaitable[object]]",
            instructor.patch(create=send, mode=instructor.Mode.JSON_SCHEMA),
        )
        failure: Exception | None = None
        with quiet():
            try:
                await create(
                    response_model=self._answer(request.form),
                    messages=[],
                    max_retries=policy(
                        self._settings.max_tries, sleep=self._sleep, draw=self._draw
                    ),
                )
            except InstructorRetryException as error:
                failure = _verdict(error, request.task)
        if failure is not None:  # raised here: the exceptions behind it hold replies and keys
            if isinstance(failure, SummarizerError):
                failure.usage = call.usage
            failure.__cause__ = failure.__context__ = None
            raise failure.with_traceback(None)
        return Reply(call.text, call.usage)

    def _answer(self, form: type[BaseModel]) -> type[_Answer]:
        if form not in self._answers:
            asked = form

            class Answer(_Answer):
                form = asked

            self._answers[form] = Answer
        return self._answers[form]

    async def _send(self, call: _Call, reasks: list[dict[str, str]]) -> ChatCompletion:
        payload = await self._posted(call, self._body(call, reasks))
        fault: Exception
        try:
            call.text = read_reply(payload)
        except ReplyTruncatedError as error:
            # once, with all the room there is, unless the model runs in circles
            name, most = self._tokens_parameter, self._settings.max_output_tokens
            may_grow = cast("int", call.body[name]) < most and not call.has_more_room
            call.has_more_room = True
            fault = Transient(error, wait_s=0) if may_grow and not is_endless(payload) else error
        except ReplyInvalidError as error:
            fault = Transient(error, max_repeats=1)
        else:
            return _completion(call.text)
        raise fault

    async def _posted(self, call: _Call, body: Body) -> object:
        bill = self._wire.bill(body, is_reask=call.has_reply)
        call.has_reply = False
        try:
            payload = await self._wire.post(body, bill)
        finally:
            call.usage = call.usage.plus(bill.usage)
        call.has_reply = True
        return payload

    def _body(self, call: _Call, reasks: list[dict[str, str]]) -> Body:
        """The question; on a re-ask with the last bad answer and its faults, both cut short."""
        body = dict(call.body)
        if reasks:
            last = [{**m, "content": m["content"][:_MAX_ECHO]} for m in reasks[-2:]]
            body["messages"] = [*cast("list[object]", body["messages"]), *last]
        if call.has_more_room:
            body[self._tokens_parameter] = self._settings.max_output_tokens
        return body


def _completion(text: str) -> ChatCompletion:
    """A reply as instructor wants it; its usage is nil, since we count ourselves."""
    message = {"role": "assistant", "content": text}
    return ChatCompletion.model_validate(
        {
            "id": "",
            "object": "chat.completion",
            "created": 0,
            "model": "",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        }
    )


def _verdict(error: BaseException, task: str) -> Exception:
    """What lies behind instructor's exception."""
    cause = error.__cause__
    match cause:
        case Transient():
            return cause.error
        case SummarizerError():
            return cause
        case ValidationError():
            return invalid(task, breaches(cause))
        case _:  # a fault of this program: shown as it is
            return cause if isinstance(cause, Exception) else RuntimeError("no cause")
