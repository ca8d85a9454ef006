"""One article has one summary however it is driven: sync, async, batch, a provider's batch."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel

from answering import EXAMPLES, Script, pointing, story
from provider import Body, Provider, completion
from summarizer import (
    AsyncSummarizer,
    Settings,
    Summarizer,
    Summary,
    Usage,
    summarize_batch,
    summarize_provider_batch,
)
from summarizer.api import plan_of
from summarizer.core.ask.request import Request
from summarizer.errors import ReplyRefusedError, SummarizerError
from summarizer.testing import ScriptedClient
from summarizer.usage import NOTHING

STORIES = sorted(p.stem for p in EXAMPLES.glob("*.txt"))
PERFECT = {story(name).sha256[:12]: pointing(name) for name in STORIES}
PLANS = [
    Settings(profile="small", model="openai/m"),
    Settings(profile="large", model="openai/m", window_sentences=120),
    Settings(profile="large", model="openai/m", window_sentences=5),
]


def answer(request: Request) -> BaseModel | SummarizerError:
    """Answer every story perfectly in the large profile; one window of a long one is refused."""
    asked = "\n".join(m.content for m in request.messages)
    is_part = len(request.sentences) in range(1, 10)
    if is_part and ("typing error" in asked or "Alle Wege" in asked):
        return ReplyRefusedError(
            "The model declined to answer.", usage=replace(NOTHING, attempts=2)
        )
    article = next((form for fence, form in PERFECT.items() if fence in asked), "")
    return Script(who={"": "Dana Wirth"}, article=article, about=1)(request)


def client() -> ScriptedClient:
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


def provider_batch(settings: Settings, folder: Path) -> list[Summary]:
    """Have a real server run jobs, which answers each question as the scripted client does."""
    requests: dict[str, Request] = {}

    def keep(request: Request) -> BaseModel | SummarizerError:
        requests["".join(m.content for m in request.messages)] = request
        return answer(request)

    with Summarizer(settings, client=ScriptedClient(keep)) as summarizer:
        for name in STORIES:
            summarizer.summarize(story(name))

    def reply(body: Body) -> Body:
        found = answer(requests["".join(m["content"] for m in body["messages"])])
        if isinstance(found, SummarizerError):
            refused = completion("")
            refused["choices"][0]["message"]["refusal"] = "No."
            return refused
        return completion(found.model_dump_json())

    provider = Provider(reply)
    try:
        hosted = settings.model_copy(update={"base_url": provider.url, "cache_dir": folder})
        outcomes = summarize_provider_batch(
            [story(name) for name in STORIES],
            state=folder / "jobs",
            settings=hosted,
            poll_s=0.01,
        )
        found = {o.id: o.summary for o in outcomes if o.summary is not None}
    finally:
        provider.close()
    return [found[story(name).id] for name in STORIES]


@pytest.mark.parametrize("settings", PLANS, ids=["small", "large", "in parts"])
def test_every_driver_gives_the_same_summaries(settings: Settings, tmp_path: Path) -> None:
    expected = sync(settings)
    lost = [c.name for s in expected for c in s.checks if c.verdict == "failed"]
    assert ("sentences_read" in lost) == (plan_of(settings, None).window_sentences < 10)
    assert online(settings) == expected
    assert batch(settings) == expected
    by_jobs = provider_batch(settings, tmp_path)
    assert [s.model_copy(update={"usage": Usage()}) for s in by_jobs] == [
        s.model_copy(update={"usage": Usage()}) for s in expected
    ]
    counted = ("rounds", "requests", "repairs")  # what is asked is the same as well
    assert [[getattr(s.usage, n) for n in counted] for s in by_jobs] == [
        [getattr(s.usage, n) for n in counted] for s in expected
    ]
