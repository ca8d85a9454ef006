"""Perfect pointing in, gold record out: the pure core held to hand-made records of six stories."""

import json
from pathlib import Path

import pytest

from summarizer.core.ask.request import Reply
from summarizer.core.flow import Flow, Plan
from summarizer.schema import Article, Summary

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = sorted(p.stem for p in EXAMPLES.glob("*.txt"))


def record(story: str) -> tuple[Summary, dict[str, object]]:
    """Run one story through the core on its perfect pointing; return the summary and the gold."""
    text = (EXAMPLES / f"{story}.txt").read_text(encoding="utf-8")
    gold = json.loads((EXAMPLES / f"{story}.gold.json").read_text(encoding="utf-8"))
    pointing = (EXAMPLES / f"{story}.pointing.json").read_text(encoding="utf-8")
    article = Article(text=text, id=story, language=gold["article"]["language"])
    flow = Flow(article, Plan(model="perfect", profile="large", window_sentences=500))
    assert len(flow.requests) == 1
    flow.answer([Reply(pointing)])
    return flow.summary, gold


def test_there_are_six_stories() -> None:
    assert len(STORIES) >= 6


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("part", ["sources", "quotes", "claims", "synopsis"])
def test_perfect_pointing_gives_the_gold_record(story: str, part: str) -> None:
    summary, gold = record(story)
    got = json.loads(summary.model_dump_json())[part]
    assert gold[part] == got


@pytest.mark.parametrize("story", STORIES)
def test_nothing_fails_a_check_where_pointing_is_perfect(story: str) -> None:
    summary, _ = record(story)
    items = (*summary.claims, *summary.sources, *summary.quotes, summary)
    assert [] == [c for item in items for c in item.checks if c.verdict != "passed"]


@pytest.mark.parametrize("story", STORIES)
def test_every_span_is_exact(story: str) -> None:
    summary, _ = record(story)
    text = summary.article.text
    assert text is not None

    def spans(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            here = [value] if {"start", "end", "text"} <= value.keys() else []
            return here + [s for v in value.values() for s in spans(v)]
        return [s for v in value for s in spans(v)] if isinstance(value, list) else []

    found = spans(json.loads(summary.model_dump_json()))
    assert found
    assert all(text[s["start"] : s["end"]] == s["text"] for s in found)
