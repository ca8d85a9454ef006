"""A client that answers from a script: for our tests, and for those of programs that use us."""

from collections.abc import Callable
from dataclasses import replace

from pydantic import BaseModel

from .core.ask.request import Reply, Request
from .errors import SummarizerError
from .usage import NOTHING

__all__ = ["ScriptedClient"]


class ScriptedClient:
    """Answers each request by calling a function with it; no network, no model.

    The function returns the reply's form (or its JSON text), or an error to be raised:

        client = ScriptedClient(lambda request: TagsForm(tags=[], quotes=[]))
        summarize("…", client=client)
    """

    def __init__(self, answer: Callable[[Request], BaseModel | str | SummarizerError]) -> None:
        self._answer = answer
        self.requests: list[Request] = []
        """What was asked, in order."""

    async def complete(self, request: Request) -> Reply:
        """Answer one request from the script."""
        self.requests.append(request)
        answer = self._answer(request)
        if isinstance(answer, SummarizerError):
            raise answer
        text = answer if isinstance(answer, str) else answer.model_dump_json()
        return Reply(text, replace(NOTHING, attempts=1))
