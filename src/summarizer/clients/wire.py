"""One HTTP request to an endpoint: through its gate, at a price, faults translated."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

import httpx2
import openai

from ..core.ask.tokens import estimated_tokens
from ..errors import ConfigurationError, LLMUnavailableError, SummarizerError
from ..settings import Settings
from .account import Bill, bill_of
from .body import n_cached, read_usage
from .budget import charged
from .endpoint import Endpoint
from .fault import is_about_schema, is_free, reported, translate
from .limit import Limit
from .pace import Pace
from .payload import parsed
from .price import price_of
from .retry import Transient
from .transport import open_sdk

__all__ = ["Body", "Wire"]

Body = dict[str, object]
"""Of a question, as JSON."""

_log = logging.getLogger("summarizer")


class Wire:
    """An endpoint's open connections, in the event loop that it is made, used and closed in."""

    def __init__(
        self,
        endpoint: Endpoint,
        settings: Settings,
        limit: Limit,
        *,
        address: Callable[[], Awaitable[str]] | None,
    ) -> None:
        self._host = endpoint.host
        self._tokens_parameter = endpoint.tokens_parameter
        self._price = price_of(endpoint, settings)
        self._limit = limit
        self._pace = Pace(settings.requests_per_minute, settings.tokens_per_minute)
        self._address = address
        self._sdk = open_sdk(endpoint, settings)
        self._has_answered = False
        self._refuses_schema = False

    async def aclose(self) -> None:
        """Close all connections."""
        await self._sdk.close()

    def bill(self, body: Body, *, is_reask: bool) -> Bill:
        """Write the bill of a body."""
        return bill_of(body, self._tokens_parameter, self._price, is_reask=is_reask)

    async def post(self, body: Body, bill: Bill) -> object:
        """Send a body, when its turn comes, and return the answer's.

        Raises:
            SummarizerError: no other try would help.
            Transient: another one may.
        """
        if self._refuses_schema:
            body = {name: value for name, value in body.items() if name != "response_format"}
        if self._address is not None:  # each time: an engine that died comes back elsewhere
            self._sdk.base_url = await self._address()
        answer: object
        async with (
            self._limit.place(partial(self._pace.wait, bill)) as era,
            charged(bill),
        ):
            answer = await self._answer(body, bill)
            self._pace.correct(bill)
            if isinstance(answer, Transient):  # before the place goes to the next
                if answer.is_rate_limit:
                    self._limit.shrink(era, answer.wait_s)
                if answer.wait_s:
                    self._limit.pause(answer.wait_s)
            elif not isinstance(answer, SummarizerError):
                self._limit.grow()
        if isinstance(answer, SummarizerError | Transient):  # raised here: no foreign one behind it
            raise answer
        return answer

    async def _answer(self, body: Body, bill: Bill) -> object:
        """What came back: the body, or why there is none."""
        try:
            response = await self._sdk.post("/chat/completions", cast_to=httpx2.Response, body=body)
        except (openai.OpenAIError, OSError, RuntimeError, ValueError) as error:
            if is_free(error):
                bill.refuse()
            return self._judged(error, body)
        payload = parsed(response.content)
        fault = reported(payload, self._host)
        if fault is not None:
            bill.refuse()
            return fault
        bill.settle(
            read_usage(payload),
            lambda: estimated_tokens(response.content.decode(errors="replace")),
            n_cached=n_cached(payload),
        )
        if payload is None:
            return self._no_json(response.content)
        self._has_answered = True
        return payload

    def _judged(self, error: Exception, body: Body) -> SummarizerError | Transient:
        host = self._host
        if (
            isinstance(error, openai.APIStatusError)
            and "response_format" in body
            and is_about_schema(error.status_code, error.body)
        ):
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
