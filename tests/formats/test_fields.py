"""Which field is what, alike for all formats."""

import pytest

from summarizer.article import Article
from summarizer.formats.fields import METADATA, Fields


def test_what_may_be_known_of_an_article_is_looked_for_by_its_own_name() -> None:
    assert set(METADATA) == set(Article.model_fields) - {"text", "id"}
    assert Fields().named() == {name: name for name in Article.model_fields}


@pytest.mark.parametrize(
    ("fields", "columns", "misfit"),
    [
        (Fields(), ["text"], None),
        (Fields(), ["n", "n", "text"], None),  # nobody looks at n
        (Fields(text="body", metadata={"title": "headline"}), ["body", "headline"], None),
        (Fields(), ["id", "title"], "it has no column 'text'"),
        (Fields(id="uri"), ["text"], "it has no column 'uri'"),
        (Fields(metadata={"title": "headline"}), ["text", "title"], "it has no column 'headline'"),
        (Fields(), ["text", "text"], "it has several columns 'text'"),
        (Fields(), ["text", "url", "url"], "it has several columns 'url'"),
    ],
)
def test_a_table_must_have_the_text_and_what_the_user_has_named(
    fields: Fields, columns: list[str], misfit: str | None
) -> None:
    assert fields.misfit(columns) == misfit
