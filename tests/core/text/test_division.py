"""Divisions: clauses with a cue each, and who speaks in them."""

import pytest

from summarizer.core.text.reading import read
from summarizer.schema import Article


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“It rains,” said Udo Kern, who added that the pier sank."),
        ("fr", "« Il pleut », a dit Udo Kern, qui assure que le pont cède."),
        ("fr", "« Il pleut », a dit Udo Kern, qui soutient l’avoir vu."),
        ("es", "«Llueve», dijo Udo Kern, que añadió que el puente cede."),
        ("ru", "«Идёт дождь», — сказал Удо Керн, который добавил, что мост закрыт."),
    ],
)
def test_whoever_is_named_last_speaks_in_a_relative_clause(language: str, text: str) -> None:
    reading = read(Article(text=text, language=language))
    said = [" … ".join(text[c.start : c.end] for c in tag.content) for tag in reading.tags]
    assert list(reading.sources.values()) == [reading.sources[1]] * 2
    assert not any(word in said[1] for word in ("Kern", "Керн", "“", "«"))


@pytest.mark.parametrize(
    "text",
    [
        "Finn said the ministry, which denied the sale, had lied.",
        "“It rains,” said Udo Kern, who is the mayor.",
        "“It rains,” said Udo Kern, who knows “all” of it.",
    ],
)
def test_a_relative_clause_in_between_begins_none(text: str) -> None:
    first, *_ = read(Article(text=text, language="en")).tags
    assert first.content[0].start == 0 or "had lied" in text[first.content[-1].start :]
