"""One endpoint's open connections within one event loop; the only module that knows instructor.

instructor parses, validates and asks again. It is given the re-asks only, never the article, so
that nothing it logs, renders or keeps in an exception can hold one.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

import httpx2
import instructor
import openai
from instructor.v2.core.errors import InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError

from ..core.ask.request import CallUsage, Reply, Request
from ..errors import (
    ConfigurationError,
    LLMUnavailableError,
    ReplyInvalidError,
    ReplyTruncatedError,
    SummarizerError,
)
from ..settings import Settings
from .body import is_endless, read_reply, read_usage
from .endpoint import Endpoint
from .fault import is_about_schema, reported, translate
from .limit import Limit
from .quiet import quiet
from .retry import Sleep, Transient, policy
from .transport import open_sdk

__all__ = ["Exchange"]

_log = logging.getLogger("summarizer")

_MAX_ECHO = 20_000
_MAX_PLACES = 3


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

    body: dict[str, object]
    text: str = ""
    attempts: int = 0
    input_tokens: int | None = 0
    output_tokens: int | None = 0
    has_more_room: bool = False

    def add(self, usage: CallUsage) -> None:
        self.input_tokens = _sum(self.input_tokens, usage.input_tokens)
        self.output_tokens = _sum(self.output_tokens, usage.output_tokens)


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
        self._endpoint = endpoint
        self._host = endpoint.host
        self._settings = settings
        self._address = address
        self._sleep = sleep
        self._draw = draw
        self._limit = Limit(settings.concurrency, clock=clock, sleep=sleep, draw=draw)
        self._sdk = open_sdk(endpoint, settings)
        self._answers: dict[type[BaseModel], type[_Answer]] = {}
        self._has_answered = False
        self._refuses_schema = False

    async def aclose(self) -> None:
        """Close all connections."""
        await self._sdk.close()

    async def ask(self, request: Request, body: dict[str, object]) -> Reply:
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
                failure.attempts = call.attempts
            failure.__cause__ = failure.__context__ = None
            raise failure.with_traceback(None)
        self._has_answered = True
        usage = CallUsage(
            attempts=call.attempts,
            input_tokens=call.input_tokens,
            output_tokens=call.output_tokens,
        )
        return Reply(call.text, usage)

    def _answer(self, form: type[BaseModel]) -> type[_Answer]:
        if form not in self._answers:
            asked = form

            class Answer(_Answer):
                form = asked

            self._answers[form] = Answer
        return self._answers[form]

    async def _send(self, call: _Call, reasks: list[dict[str, str]]) -> ChatCompletion:
        if self._address is not None:  # each time: an engine that died comes back elsewhere
            self._sdk.base_url = await self._address()
        call.attempts += 1
        payload = await self._post(self._body(call, reasks))
        call.add(read_usage(payload))
        fault: Exception
        try:
            call.text = read_reply(payload).text
        except ReplyTruncatedError as error:
            # once, with all the room there is, unless the model runs in circles
            name, most = self._endpoint.tokens_parameter, self._settings.max_output_tokens
            may_grow = cast("int", call.body[name]) < most and not call.has_more_room
            call.has_more_room = True
            fault = Transient(error, wait_s=0) if may_grow and not is_endless(payload) else error
        except ReplyInvalidError as error:
            fault = Transient(error, max_repeats=1)
        else:
            return _completion(call.text)
        raise fault

    def _body(self, call: _Call, reasks: list[dict[str, str]]) -> dict[str, object]:
        """The question; on a re-ask with the last bad answer and its faults, both cut short."""
        body = dict(call.body)
        if reasks:
            last = [{**m, "content": m["content"][:_MAX_ECHO]} for m in reasks[-2:]]
            body["messages"] = [*cast("list[object]", body["messages"]), *last]
        if call.has_more_room:
            body[self._endpoint.tokens_parameter] = self._settings.max_output_tokens
        if self._refuses_schema:
            body.pop("response_format", None)
        return body

    async def _post(self, body: dict[str, object]) -> object:
        fault: SummarizerError | Transient | None
        async with self._limit.place() as era:
            try:
                response = await self._sdk.post(
                    "/chat/completions", cast_to=httpx2.Response, body=body
                )
            except (openai.OpenAIError, OSError, RuntimeError, ValueError) as error:
                fault = self._judge(error, body)
            else:
                payload = _parsed(response.content)
                if payload is None:
                    fault = self._no_json(response.content)
                else:
                    fault = reported(payload, self._host)
                if fault is None:
                    self._limit.grow()
                    return payload
            if isinstance(fault, Transient):  # before the place goes to the next
                if fault.is_rate_limit:
                    self._limit.shrink(era)
                if fault.wait_s:
                    self._limit.pause(fault.wait_s)
        raise fault

    def _judge(self, error: Exception, body: dict[str, object]) -> SummarizerError | Transient:
        host = self._host
        if "response_format" in body and is_about_schema(error):
            # the prompt holds the schema as well; remembered, so that it costs one request in all
            self._refuses_schema = True
            _log.warning("llm.schema_refused", extra={"host": host})
            refused = ConfigurationError(
                f"{host} refuses the answer's format.",
                hint="raise max_tries, so that it is left out",
            )
            return Transient(refused, wait_s=0)
        return translate(error, host)

    def _no_json(self, content: bytes) -> Transient:
        """Tell a web page of a wrong address from a gateway that has a bad moment."""
        if content.lstrip().startswith(b"<") and not self._has_answered:
            hint = "check base_url; it mostly ends in /v1"
            wrong = ConfigurationError(f"{self._host} sent no JSON.", hint=hint)
            return Transient(wrong, max_repeats=1)
        busy = LLMUnavailableError(f"{self._host} sent no JSON.", hint="try again later")
        return Transient(busy, max_repeats=1)


def _parsed(content: bytes) -> object:
    """Parse a body; None if it is no JSON, or JSON beyond all measure."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):  # also numbers of thousands of digits
        return None


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
            # places are names and numbers of the form; values are the model's and stay out
            places = [
                f"{'.'.join(map(str, e['loc'])) or 'reply'}: {e['type']}"
                for e in cause.errors(include_input=False, include_url=False)[:_MAX_PLACES]
            ]
            return ReplyInvalidError(
                f"The reply to {task} breaks its form ({'; '.join(places)}).",
                hint="a larger model, or a higher max_tries, may help",
            )
        case _:  # a fault of this program: shown as it is
            return cause if isinstance(cause, Exception) else RuntimeError("no cause")


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
