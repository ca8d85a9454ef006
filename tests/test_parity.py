"""One article has one summary however it is driven: sync, async, batch, a provider's batch."""

import asyncio
from dataclasses import replace

import pytest
from pydantic import BaseModel

from answering import EXAMPLES, Script, pointing, story
from summarizer import AsyncSummarizer, Settings, Summarizer, Summary, summarize_batch
from summarizer.api import plan_of
from summarizer.core.ask.request import Outcome, Request
from summarizer.core.flow import Flow
from summarizer.errors import ReplyRefusedError, SummarizerError
from summarizer.testing import ScriptedClient
from summarizer.usage import NOTHING

STORIES = sorted(p.stem for p in EXAMPLES.glob("*.txt"))
PLANS = [
    Settings(profile="small", model="m"),
    Settings(profile="large", model="m"),
    Settings(profile="large", model="m", window_sentences=5),
]


def client() -> ScriptedClient:
    """Answer every story perfectly in the large profile; one window of a long one is refused."""
    perfect = {story(name).sha256[:12]: pointing(name) for name in STORIES}

    def answer(request: Request) -> BaseModel | SummarizerError:
        asked = "\n".join(m.content for m in request.messages)
        is_part = len(request.sentences) in range(1, 10)
        if is_part and ("typing error" in asked or "Alle Wege" in asked):
            return ReplyRefusedError("no", usage=replace(NOTHING, attempts=2))
        article = next((form for fence, form in perfect.items() if fence in asked), "")
        return Script(who={"": "Dana Wirth"}, article=article, about=1)(request)

    return ScriptedClient(answer)


def sync(settings: Settings) -> list[Summary]:
    with Summarizer(settings, client=client()) as summarizer:
        return [summarizer.summarize(story(name)) for name in STORIES]


def online(settings: Settings) -> list[Summary]:
    async def all_at_once() -> list[Summary]:
        async with AsyncSummarizer(settings, client=client()) as summarizer:
            return await asyncio.gather(*(summarizer.summarize(story(n)) for n in STORIES))

    return asyncio.run(all_at_once())


def batch(settings: Settings) -> list[Summary]:
    stories = [story(name) for name in STORIES]
    outcomes = summarize_batch(stories, settings=settings, client=client(), ordered=True)
    return [outcome.summary for outcome in outcomes if outcome.summary is not None]


def provider_batch(settings: Settings) -> list[Summary]:
    """Submit all requests of all articles as one job, and deal the replies out."""
    answering = client()

    async def job(flows: list[Flow]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for request in (r for flow in flows for r in flow.requests):
            try:
                outcomes.append(await answering.complete(request))
            except SummarizerError as error:
                outcomes.append(error)
        return outcomes

    flows = [Flow(story(name), plan_of(settings, None)) for name in STORIES]
    while waiting := [f for f in flows if f.requests]:
        outcomes = iter(asyncio.run(job(waiting)))
        for flow in waiting:
            flow.answer([next(outcomes) for _ in flow.requests])
    return [flow.summary for flow in flows]


@pytest.mark.parametrize("settings", PLANS, ids=["small", "large", "in parts"])
def test_every_driver_gives_the_same_summaries(settings: Settings) -> None:
    expected = sync(settings)
    lost = [c.name for s in expected for c in s.checks if c.verdict == "failed"]
    assert ("sentences_read" in lost) == (plan_of(settings, None).window_sentences < 10)
    assert online(settings) == expected
    assert batch(settings) == expected
    assert provider_batch(settings) == expected
