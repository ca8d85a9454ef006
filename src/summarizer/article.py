"""The input nouns: an article, and a span of its text.

Offsets everywhere are half-open `[start, end)` positions in *code points* of `Article.text`,
exactly as Python indexes a `str` (not UTF-16 units, not bytes), so `text[span.start:span.end] ==
span.text` always holds.
"""

import hashlib
from typing import Self, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["Article", "ArticleInfo", "Noun", "Span"]


class Noun(BaseModel):
    """Base of all public models: frozen, and silent about its input in error messages."""

    model_config = ConfigDict(
        frozen=True,
        hide_input_in_errors=True,  # an article's text must never reach a log through an error
        use_attribute_docstrings=True,
        allow_inf_nan=False,
    )


class Span(Noun):
    """A piece of the article: half-open `[start, end)` in code points, with the text there."""

    start: int = Field(ge=0)
    """Code points before the piece."""
    end: int = Field(ge=1)
    """Code points up to its end; `end - start == len(text)`."""
    text: str
    """The characters `article.text[start:end]`, unchanged."""

    @model_validator(mode="after")
    def _length_is_the_text_s(self) -> Self:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError("end - start must be the length of a text that is not empty")
        return self


class _Metadata(Noun):
    """What is known of an article besides its text; nothing here is guessed."""

    title: str | None = None
    """The headline, if it is not part of the text."""
    url: str | None = None
    """Where the article was published; never fetched."""
    publisher: str | None = None
    """Who published it."""
    byline: str | None = None
    """Who wrote it, as printed."""
    published: str | None = None
    """When it was published, as given (ISO 8601 is best)."""
    language: str | None = None
    """BCP 47 code such as `en`; recognised from the text when missing."""


class Article(_Metadata):
    """The input: a news article's text exactly as given, and what is known about it."""

    text: str = Field(min_length=1)
    """The article. Never normalised: all offsets count its code points."""
    id: str = ""
    """The caller's own id; by default the first 16 hex digits of the text's SHA-256."""

    @model_validator(mode="before")
    @classmethod
    def _id_from_the_text(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        given = cast("dict[str, object]", data)
        text = given.get("text")
        if given.get("id") or not isinstance(text, str):
            return given
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return {**given, "id": digest[:16]}

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the text's UTF-8 bytes."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class ArticleInfo(_Metadata):
    """The article as a summary reports it: what was read, provable by its hash."""

    id: str
    """The article's id."""
    sha256: str
    """Hex SHA-256 of the text's UTF-8 bytes: proves which text the offsets belong to."""
    text: str | None
    """The whole text, unless the summary was made without it."""
