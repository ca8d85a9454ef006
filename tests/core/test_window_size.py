"""Windows: how an article is cut into questions loses and changes nothing that is found in it."""

import json
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answering import EXAMPLES, Script, story, summarized
from evals.story import load
from summarizer.core.flow import Plan
from summarizer.core.text.reading import read
from summarizer.schema import Article

WHOLE = 100_000
SIZES = (1, 2, 3, 5, 8, 13, 21, 34)
STORIES = [story(path.stem) for path in sorted(EXAMPLES.glob("*.txt"))] + [
    Article(text=s.text, id=s.id, language=s.language) for s in load() if s.split == "dev"
]
EXAMPLE_STORIES = STORIES[:6]


def somebody(article: Article) -> Script:
    """Answers by the words of a question alone: one of the article's names, or nobody."""
    names = [n.text for n in read(article).names]

    class ByWords(Script):
        def _who(self, words: str) -> str | None:
            place = crc32(words.encode()) % (len(names) + 1)
            return names[place] if place < len(names) else None

    return ByWords()


def found(article: Article, size: int, context: int = 3) -> dict[str, object]:
    """What a small model's reading finds, told apart from the questions that it took."""
    plan = Plan("scripted", "small", window_sentences=size, context_sentences=context)
    summary = summarized(article, plan, somebody(article))
    record = json.loads(summary.model_dump_json())
    return {part: record[part] for part in ("claims", "sources", "quotes", "synopsis")}


@pytest.mark.parametrize("article", STORIES, ids=lambda a: a.id)
def test_windows_of_any_size_find_the_same_claims_sources_and_quotes(article: Article) -> None:
    whole = found(article, WHOLE)
    assert whole["claims"]
    assert [size for size in SIZES if found(article, size) != whole] == []


@settings(max_examples=40)  # each reads an article twice
@given(st.sampled_from(EXAMPLE_STORIES), st.integers(1, 60), st.integers(0, 9))
def test_nor_does_the_context_that_is_shown_change_what_is_found(
    article: Article, size: int, context: int
) -> None:
    assert found(article, size, context) == found(article, WHOLE)
