"""Answers to requests, for the tests of the core and of the drivers: no model, no network."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from summarizer.core.ask.request import Reply, Request, Result
from summarizer.core.ask.wire import (
    ArticleForm,
    KindForm,
    KindsForm,
    LinkForm,
    SpeakerForm,
    SynopsisForm,
    TagForm,
    TagsForm,
)
from summarizer.core.flow import Flow, Plan
from summarizer.core.text.reading import Reading, read
from summarizer.schema import Article, SourceKind, Summary

EXAMPLES = Path(__file__).parents[1] / "examples"
SMALL = Plan(model="scripted", profile="small", window_sentences=1)
LARGE = Plan(model="scripted", profile="large", window_sentences=120)

_NUMBERED = re.compile(r"^([TQ])(\d+)(?: \(in [\d-]+\))?: (.*)$", re.MULTILINE)
_ITEM = re.compile(r"^(\d+)\. ([^(\n]*)", re.MULTILINE)


@dataclass
class Script:
    """Answers each request; what it has no answer for is nobody, nothing, null."""

    who: Mapping[str, str | None] = field(default_factory=dict)
    """For words of a tag or quotation whose they are."""
    kinds: Mapping[str, SourceKind] = field(default_factory=dict)
    """For names what they are; else organizations."""
    article: str = '{"sources":[],"claims":[],"quotes":[],"synopsis":[]}'
    about: int | None = None
    synopsis: str = '{"synopsis":[]}'

    def __call__(self, request: Request) -> BaseModel:
        """Answer one request."""
        question = request.messages[-1].content
        if issubclass(request.form, TagsForm):
            asked = _NUMBERED.findall(question)
            return TagsForm(
                tags=[TagForm(t=int(n), source=self._who(w)) for k, n, w in asked if k == "T"],
                quotes=[
                    SpeakerForm(q=int(n), speaker=self._who(w)) for k, n, w in asked if k == "Q"
                ],
            )
        if issubclass(request.form, KindsForm):
            named = [(int(n), name.strip()) for n, name in _ITEM.findall(question)]
            return KindsForm(
                sources=[
                    KindForm(s=n, kind=self.kinds.get(name, "organization")) for n, name in named
                ]
            )
        if request.form is LinkForm:
            return LinkForm(about=self.about)
        if request.form is SynopsisForm:
            return SynopsisForm.model_validate_json(self.synopsis)
        return ArticleForm.model_validate_json(self.article)

    def _who(self, words: str) -> str | None:
        return next((name for key, name in self.who.items() if key in words), None)


def reading_of(text: str, language: str | None = "en") -> Reading:
    """Read a text."""
    return read(Article(text=text, language=language))


def story(name: str) -> Article:
    """Return one of the examples."""
    gold = json.loads((EXAMPLES / f"{name}.gold.json").read_text(encoding="utf-8"))
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    return Article(text=text, id=name, language=gold["article"]["language"])


def pointing(name: str) -> str:
    """Return the perfect answer to one of the examples, read as a whole."""
    return (EXAMPLES / f"{name}.pointing.json").read_text(encoding="utf-8")


def reply(form: BaseModel) -> Reply:
    """Return a form as a reply."""
    return Reply(form.model_dump_json())


def summarized(article: Article | str, plan: Plan, script: Script) -> Summary:
    """Drive a flow to its end, every answer from the script."""
    given = Article(text=article, language="en") if isinstance(article, str) else article
    flow = Flow(given, plan)
    while flow.requests:
        outcomes: list[Result] = [reply(script(r)) for r in flow.requests]
        flow.answer(outcomes)
    return flow.summary


def spans_of(value: object) -> Iterable[tuple[int, int, str]]:
    """Yield every span in a dumped model."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value["start"], value["end"], value["text"]
        for each in value.values():
            yield from spans_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from spans_of(each)


def assert_sound(summary: Summary) -> None:
    """Every span is exact, every id that is used exists, and ids are in order."""
    text = summary.article.text
    assert text is not None
    assert all(text[a:b] == words for a, b, words in spans_of(summary.model_dump()))
    sources = [s.id for s in summary.sources]
    assert sources == [f"s{i}" for i in range(1, len(sources) + 1)]
    assert [c.id for c in summary.claims] == [f"c{i}" for i in range(1, len(summary.claims) + 1)]
    positions = [p for c in summary.claims for p in c.positions]
    assert [p.id for p in positions] == [f"p{i}" for i in range(1, len(positions) + 1)]
    assert len({q.id for q in summary.quotes}) == len(summary.quotes)
    used = {i for p in positions for i in (p.source, *p.via)}
    used |= {i for q in summary.quotes for i in (q.speaker, *q.via) if i}
    assert used == set(sources)  # nobody unknown, nobody who says nothing
    for claim in summary.claims:
        assert set(claim.because) <= {p.id for p in claim.positions}
    for sentence in summary.synopsis:
        assert set(sentence.claims) <= {c.id for c in summary.claims}
