"""Worked examples never leak: a name that a reply copied from its prompt is nobody's."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest

from answering import reading_of
from summarizer.core.ask.prompt import example_names
from summarizer.core.ask.request import Reply, Request, Result
from summarizer.core.ask.wire import KindForm
from summarizer.core.flow import Flow, Plan
from summarizer.core.ground.copying import is_copied
from summarizer.schema import Article, Summary

PROMPTS = Path(__file__).parents[3] / "prompts"
TEXT = "A barge sank, she said. “The exits were far too narrow.”"
_ANSWER = re.compile(r"{% block answer_\d+ %}\n(.*?)\n{% endblock %}", re.DOTALL)


def strings(value: Any) -> Iterable[str]:
    """Every string in JSON that is no key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def examples() -> list[tuple[str, str]]:
    """Every prompt with every string in the answers of its examples."""
    files = {p.stem: p.read_text(encoding="utf-8") for p in sorted(PROMPTS.glob("*.jinja"))}
    return [
        (name, words)
        for name, source in files.items()
        for words in sorted({s for a in _ANSWER.findall(source) for s in strings(json.loads(a))})
    ]


def driven(
    profile: Any, first: Reply, second: Reply | None = None, text: str = TEXT
) -> tuple[Summary, list[Request]]:
    """Answer the first round, and its repair, in this way; return what else was asked."""
    flow = Flow(Article(text=text, language="en"), Plan("scripted", profile, 500))
    flow.answer([first])
    asked: list[Request] = []
    while flow.requests:
        asked += flow.requests
        outcomes: list[Result] = [
            (second or first) if r.task in {"tags.v1", "article.v1"} else Reply('{"sources":[]}')
            for r in flow.requests
        ]
        flow.answer(outcomes)
    return flow.summary, asked


def tags(source: str | None, speaker: str | None) -> Reply:
    """Answer T1 and Q1."""
    answer = {"tags": [{"t": 1, "source": source}], "quotes": [{"q": 1, "speaker": speaker}]}
    return Reply(json.dumps(answer))


def article(name: str) -> Reply:
    """An answer that names somebody wherever it can."""
    position = {"sentence": 1, "source": name, "via": [name]}
    stand = {**position, "stance": "asserts", "certainty": "certain"}
    about = {"kind": "person", "role": "other", "affiliation": None, "expertise": None}
    answer = {
        "sources": [{"name": name, **about}],
        "claims": [{"sentences": [1], "text": "A barge sank", "positions": [stand]}],
        "quotes": [{"q": 1, "speech": True, "speaker": name, "via": [name]}],
        "synopsis": [],
    }
    return Reply(json.dumps(answer))


def failed(summary: Summary) -> list[tuple[str, str]]:
    """Name and reason of every check that failed."""
    items = (*summary.claims, *summary.quotes, *summary.sources, summary)
    return [(c.name, c.reason) for i in items for c in i.checks if c.verdict == "failed"]


def reason(name: str) -> tuple[str, str]:
    """The check that a copied name fails."""
    why = f"“{name}” is a name of the worked examples, not of the article"
    return "example_not_copied", why


@pytest.mark.parametrize(("prompt", "words"), examples())
def test_no_word_of_an_example_s_answer_becomes_a_source(prompt: str, words: str) -> None:
    assert words in example_names(prompt)
    if prompt == "sources.v1":  # its answers choose from a list, nothing in them can name anybody
        assert words in get_args(KindForm.model_fields["kind"].annotation)
        return
    profile, answer = {
        "tags.v1": ("small", tags(words, words)),
        "article.v1": ("large", article(words)),
    }[prompt]
    summary, asked = driven(profile, answer)
    assert summary.sources == ()
    assert all(not c.positions for c in summary.claims)
    assert [q.speaker for q in summary.quotes] == [None]
    assert set(failed(summary)) == {reason(words)}
    assert len(failed(summary)) >= 2  # of the tag, and of the quotation
    assert f"- {reason(words)[1]}\n" in asked[0].messages[-1].content


def test_there_are_prompts_with_names_in_their_examples() -> None:
    assert {name for name, _ in examples()} >= {"tags.v1", "sources.v1"}
    assert example_names("tags.v1") >= {"Ilse Brandt", "Police", "local firefighters", "Udo Kern"}
    assert example_names("article.v1") >= {"Ilse Brandt", "mayor Ilse Brandt"}
    assert "sources" not in example_names("article.v1")  # a key is no name
    assert example_names("link.v1") == example_names("repair.v1") == frozenset()


@pytest.mark.parametrize("words", sorted(example_names("article.v1")))
def test_no_name_that_the_rules_quote_becomes_a_source(words: str) -> None:
    summary, asked = driven("large", article(words))
    assert summary.sources == ()
    assert all(not c.positions for c in summary.claims)
    assert [(q.speaker, q.via) for q in summary.quotes] == [(None, ())]
    # of the claim, of the quotation, and of the list of sources
    assert set(failed(summary)) == {reason(words)}
    assert len(failed(summary)) == 3
    assert len(asked) == 1


def test_a_copied_name_is_asked_again_and_that_is_told() -> None:
    first = tags("Udo Kern", "Ilse Brandt")
    summary, asked = driven("small", first, tags("crew", "crew"), text=f"The crew swam. {TEXT}")
    assert asked[0].messages[-1].content.count("is a name of the worked examples") == 2
    assert [s.name for s in summary.sources] == ["crew"]
    assert failed(summary) == []
    items = (*summary.claims, *summary.quotes, summary)
    found = [(c.name, c.verdict) for i in items for c in i.checks if c.reason]
    assert set(found) == {("example_not_copied", "repaired")}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (TEXT, "Ilse Brandt", True),
        (TEXT, "ILSE BRANDT", True),
        (TEXT, "Brandt", True),  # a part
        (TEXT, "mayor Ilse Brandt", True),  # and more
        (TEXT, "a letter from the Tarn Institute", True),
        ("Jan Brandt left.", "Ilse Brandt", True),  # the article's is another one
        ("Jan Brandt left.", "Brandt", False),
        ("Ilse Brandt left.", "mayor Ilse Brandt", False),
        ("Ilse Brandt left.", "Brandt", False),
        ("The police left.", "Police", False),
        ("The police left.", "the Police", False),
        (TEXT, "Velden Police", False),  # not in the article, but made up otherwise
        (TEXT, "Global Times", False),
        (TEXT, "—", False),
        (TEXT, "", False),
    ],
)
def test_a_name_is_copied_if_only_the_examples_have_it(
    text: str, name: str, *, expected: bool
) -> None:
    assert is_copied(reading_of(text), "tags.v1", name) is expected


def test_without_a_lexicon_a_printed_name_may_come_with_a_title() -> None:
    assert not is_copied(
        reading_of("Ilse Brandt 说桥关闭了。", "zh"), "tags.v1", "mayor Ilse Brandt"
    )
    assert is_copied(reading_of("市长说桥关闭了。", "zh"), "tags.v1", "mayor Ilse Brandt")
