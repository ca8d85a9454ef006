"""A provider that treats each article as its name says: see `scenario`."""

import re
import threading
from collections import Counter
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace

from pydantic import SecretStr

from clock import Clock, HeldClock
from loopback import Answer, Loopback, Received
from summarizer import AsyncSummarizer, Settings
from summarizer.clients import exchange  # noqa: F401 - takes long: not within a deadline
from summarizer.clients.endpoint import Endpoint
from summarizer.clients.openai import OpenAIClient

from .scenario import MAX_TRIES, SENTENCE, Scenario

KEY = "sk-hidden0key"
_NAME = re.compile(r"The case is ([a-z0-9-]+)\.")


class FaultServer(Loopback):
    """Answers from the rows of the table, and counts the requests of each."""

    def __init__(self, scenarios: Iterable[Scenario]) -> None:
        super().__init__()
        self.requests: Counter[str] = Counter()
        self._scenarios = {s.name: s for s in scenarios}
        self._counting = threading.Lock()
        self.reply = self._of_scenario

    def _of_scenario(self, received: Received) -> Answer:
        prompt = "\n".join(m["content"] for m in received.body["messages"])
        found = _NAME.search(prompt)
        assert found is not None
        scenario = self._scenarios[found[1]]
        with self._counting:
            n_before = self.requests[scenario.name]
            self.requests[scenario.name] += 1
        return _telling(scenario.answers[min(n_before, len(scenario.answers) - 1)])


def _telling(answer: Answer) -> Answer:
    """Let an error repeat the key and the article, as some endpoints do, in all its places."""
    if not isinstance(answer.body, dict) or "error" not in answer.body:
        return answer
    told = f"Incorrect key {KEY} for {SENTENCE}"
    body = {**answer.body, "error": {**answer.body["error"], "message": told}}
    return replace(answer, body=body, headers={**answer.headers, "x-request-id": KEY * 50})


def settings_of(scenario: Scenario) -> Settings:
    """Return the settings of a row, with all the time it needs unless it says otherwise."""
    times = {"timeout_s": 30.0, "deadline_s": 120.0, **scenario.settings}
    return Settings(profile="large", max_tries=MAX_TRIES, **times)


@asynccontextmanager
async def asking(
    server: Loopback, settings: Settings, clock: Clock | HeldClock
) -> AsyncGenerator[AsyncSummarizer]:
    """Give a summarizer that asks the server and waits by the clock."""
    endpoint = Endpoint("vllm", "m", server.url, api_key=SecretStr(KEY))
    client = OpenAIClient(endpoint, settings, clock=clock, sleep=clock.sleep, draw=lambda: 0.0)
    try:
        async with AsyncSummarizer(settings, client=client) as summarizer:
            yield summarizer
    finally:
        await client.aclose()
