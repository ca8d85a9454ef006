"""A scripted stand-in that recorded stories, for the tests of replaying and of the floors."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from answering import Script
from evals.case import Case
from evals.record import Recorder
from evals.replies import Origin
from summarizer.core.ask.request import CallUsage, Reply, Request
from summarizer.errors import SummarizerError
from summarizer.testing import ScriptedClient

ORIGIN = Origin(model="m.gguf", sha256="0" * 64, server="s 1", recorded=date(2026, 11, 24))

Answer = Callable[[Request], BaseModel | str | SummarizerError]


def wirth(request: Request) -> BaseModel:
    """Answer that everything is Dana Wirth's."""
    return Script(who={"": "Dana Wirth"}, kinds={"Dana Wirth": "person"})(request)


@dataclass
class StandIn:
    """A client that answers from a script, and counts tokens as a server does."""

    answer: Answer = wirth
    asked: list[Request] = field(default_factory=list)

    async def complete(self, request: Request) -> Reply:
        """Answer one request."""
        self.asked.append(request)
        reply = await ScriptedClient(self.answer).complete(request)
        return Reply(reply.text, CallUsage(input_tokens=100, output_tokens=10))


def record(
    folder: Path,
    cases: Sequence[Case],
    answer: Answer = wirth,
    *,
    origin: Origin = ORIGIN,
    asks_again: bool = False,
) -> tuple[list[str], list[Request]]:
    """Record cases; returns what was told, and what was asked."""
    told: list[str] = []
    client = StandIn(answer)
    recorder = Recorder(origin, told.append, folder, asks_again=asks_again)

    async def all_of_them() -> None:
        for case in cases:
            await recorder.story(case, client)

    asyncio.run(all_of_them())
    return told, client.asked
