"""Whole articles, as a small local model reads them.

What is asserted holds however the model words its answers: that everything is grounded, and the
facts that it does not get wrong. How well it does is the business of `evals`.
"""

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from summarizer import Article, Settings, Summary, summarize
from summarizer.core.ask.prompt import prompt_info
from summarizer.core.ask.request import Request
from summarizer.schema import Noun, Span
from summarizer.testing import ScriptedClient

from .cassette import read_header
from .recording import Recording

EXAMPLES = Path(__file__).parents[2] / "examples"


def story(name: str) -> str:
    return (EXAMPLES / f"{name}.txt").read_text("utf-8")


def read(recording: Recording, name: str) -> Summary:
    with recording.opened() as settings:
        return summarize(story(name), settings=settings)


def spans(node: object) -> Iterator[Span]:
    """All spans in a summary, wherever they stand."""
    if isinstance(node, Span):
        yield node
    elif isinstance(node, Noun):
        for name in type(node).model_fields:
            yield from spans(getattr(node, name))
    elif isinstance(node, tuple):
        for part in node:
            yield from spans(part)


def assert_grounded(summary: Summary, text: str) -> None:
    """Every span is the article's own text, and every id that is named exists."""
    found = list(spans(summary))
    assert found
    assert all(text[span.start : span.end] == span.text for span in found)
    sources = {source.id for source in summary.sources}
    for claim in summary.claims:
        assert claim.evidence
        assert set(claim.because) <= {position.id for position in claim.positions}
        for position in claim.positions:
            assert {position.source, *position.via} <= sources
    assert {q.speaker for q in summary.quotes} - {None} <= sources
    assert {c for s in summary.synopsis for c in s.claims} <= {c.id for c in summary.claims}
    for source in summary.sources:
        assert source.name in {mention.text for mention in source.mentions}


def assert_all_quotations_found(summary: Summary, name: str) -> None:
    gold = json.loads((EXAMPLES / f"{name}.gold.json").read_text("utf-8"))
    expected = [[(s["start"], s["end"]) for s in quote["spans"]] for quote in gold["quotes"]]
    assert [[(s.start, s.end) for s in quote.spans] for quote in summary.quotes] == expected


def speakers(summary: Summary) -> dict[str, str | None]:
    """Who speaks, by the first words between each pair of marks."""
    names = {source.id: source.name for source in summary.sources}
    return {q.spans[0].text: names[q.speaker] if q.speaker else None for q in summary.quotes}


def test_a_whole_english_story_is_grounded_in_its_text(recording: Recording) -> None:
    summary = read(recording, "harbour")
    assert_grounded(summary, story("harbour"))
    assert_all_quotations_found(summary, "harbour")
    sources = {source.name: source for source in summary.sources}
    named = {"Harbour Authority of Tarn", "Lindqvist Shipping", "Dana Wirth", "Tarn Courier"}
    named |= {"Tarn police", "Ruth Amsel", "Ilse Brandt"}
    assert named <= set(sources)
    assert {sources[name].naming for name in named} == {"named"}
    assert sources["two dockers"].naming == "described"
    assert "HAT" in sources["Harbour Authority of Tarn"].aliases
    assert "Ruth Amsel" in {expert.source.name for expert in summary.experts}
    spoken = speakers(summary)
    assert spoken["There is no leak,"] == spoken["Our divers have been down twice,"] == "Dana Wirth"
    assert spoken["Old rope fails at the splice,"] == "Ruth Amsel"
    # hearsay is kept: the dockers say it, the paper passes it on
    (leak,) = [
        position
        for claim in summary.claims
        for position in claim.positions
        if position.source == sources["two dockers"].id
    ]
    assert leak.via == (sources["Tarn Courier"].id,)
    assert [span.text for span in leak.evidence] == ["diesel had leaked into the inner basin"]


def test_a_summary_tells_what_made_it(recording: Recording) -> None:
    summary = read(recording, "brewery")
    assert_grounded(summary, story("brewery"))
    assert_all_quotations_found(summary, "brewery")
    header = read_header(recording.path)
    made = summary.provenance
    assert header is not None
    assert (made.model, made.version) == (header["model"], version("summarizer"))
    names = [prompt.name for prompt in made.prompts]
    assert names[0] == "tags.v1"
    assert set(names) <= {"tags.v1", "repair.v1", "link.v1", "sources.v1"}
    assert made.prompts == tuple(prompt_info(name) for name in names)
    usage = summary.usage
    assert (usage.cached, usage.attempts) == (0, len(recording.sent))
    assert usage.requests <= usage.attempts
    assert usage.input_tokens
    assert usage.output_tokens


def test_a_german_story_is_grounded_in_its_text(recording: Recording) -> None:
    summary = read(recording, "bruecke")
    assert_grounded(summary, story("bruecke"))
    assert_all_quotations_found(summary, "bruecke")
    assert {"Anke Sölter", "Henrik Thaler", "Meike Rust"} <= {s.name for s in summary.sources}
    assert "Henrik Thaler" in {expert.source.name for expert in summary.experts}
    assert speakers(summary)["Solche Risse wachsen"] == "Henrik Thaler"


def test_a_spanish_story_that_code_can_read_asks_nothing() -> None:
    def asked(request: Request) -> str:
        raise AssertionError(request.task)

    article = Article(text=story("mina"), language="es")
    settings = Settings(profile="small")
    summary = summarize(article, settings=settings, client=ScriptedClient(asked))
    assert_grounded(summary, story("mina"))
    assert_all_quotations_found(summary, "mina")
    assert {"Inés Robledo", "Tomás Olid", "Minera del Pardo"} <= {s.name for s in summary.sources}
    assert "Tomás Olid" in {expert.source.name for expert in summary.experts}
    assert speakers(summary)["Esa ladera se mueve desde hace años"] == "Tomás Olid"
