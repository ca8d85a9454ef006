"""What the pure core and the clients exchange: a request, its reply, and the one-method client."""

from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel

from ...errors import SummarizerError
from ...usage import CallUsage

__all__ = ["CallUsage", "Client", "Message", "Reply", "Request", "Result"]


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the model: messages and the form that the answer must have."""

    task: str
    """Name of the prompt, such as `tags.v1`."""
    messages: tuple[Message, ...]
    form: type[BaseModel]
    """The wire model that the reply must validate against (see `core.ask.wire`)."""
    max_tokens: int
    """Upper limit of the reply's length."""
    sentences: tuple[int, ...] = ()
    """Numbers of the sentences it is about, for the failed check if no reply comes."""


_ONE = CallUsage()


@dataclass(frozen=True, slots=True)
class Reply:
    """The model's answer: JSON text that validates against the request's form."""

    text: str
    usage: CallUsage = _ONE


class Client(Protocol):
    """Whoever answers requests: an endpoint, a cache in front of one, a script in a test."""

    async def complete(self, request: Request) -> Reply:
        """Answer one request.

        Raises:
            SummarizerError: after all tries; nothing else may escape.
        """
        ...


Result = Reply | SummarizerError
"""What a flow is sent for each request: the reply, or why there is none."""
