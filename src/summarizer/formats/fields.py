"""What the formats of articles share: which field is what, and when a record is an article."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..article import Article
from ..errors import ArticleError

__all__ = ["METADATA", "Fields", "Row", "article_of", "bad", "kind_of"]

METADATA = tuple(name for name in Article.model_fields if name not in {"text", "id"})
"""What may be known of an article besides its text and its id."""

_HALF_PAIR = re.compile(r"[\ud800-\udfff]")
_KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """Which field of a record is what: a key of a JSON object's top level, a column of a table."""

    text: str = "text"
    id: str = "id"
    metadata: Mapping[str, str] = field(default_factory=lambda: {name: name for name in METADATA})
    """For a field of `Article` the one that holds it."""

    def named(self) -> dict[str, str]:
        """For each field of `Article` the one that holds it."""
        return {"text": self.text, "id": self.id, **self.metadata}

    def misfit(self, columns: Iterable[str]) -> str | None:
        """Say what is wrong with the columns of a table; None if it can be read.

        The text's column must be there, and each that the user has named.
        """
        there = list(columns)
        for name, column in self.named().items():
            if (name == "text" or column != name) and column not in there:
                return f"it has no column {column!r}"
            if there.count(column) > 1:
                return f"it has several columns {column!r}"
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a file."""

    place: str
    """File and line, such as `a.jsonl:12`, or file and row: `a.parquet:row 12`."""
    article: Article | ArticleError
    """What it holds; an error names the place, and no word of the record."""


def bad(place: str, what: str, *, hint: str | None = None) -> Row:
    """Return the row of what is no article; `what` is wrong is said without a word of it."""
    return Row(place, ArticleError(f"{place}: {what}.", hint=hint))


def article_of(record: Mapping[str, object], place: str, fields: Fields) -> Row:
    """Return the row of a record.

    Args:
        record: its fields by name; those that are not looked at may hold anything.
        place: where it stands; its id, if it has none.
        fields: which are looked at.
    """
    if fields.text not in record:
        return bad(place, f"it has no field {fields.text!r}", hint="name the text's: --text-field")
    found: dict[str, str] = {}
    for name, key in fields.named().items():
        content = record.get(key)
        if name == "id" and isinstance(content, int) and not isinstance(content, bool):
            content = str(content)
        if isinstance(content, str):
            found[name] = content
        elif content is not None or name == "text":
            return bad(place, f"its field {key!r} is {kind_of(content)}, not a text")
    if not found["text"].strip():
        return bad(place, f"its field {fields.text!r} is empty")
    if any(map(_HALF_PAIR.search, found.values())):
        return bad(place, "it has half a surrogate pair: it was decoded wrongly")
    return Row(place, Article.model_validate({**found, "id": found.get("id") or place}))


def kind_of(value: object) -> str:
    """Say what a value is, in JSON's words."""
    return "null" if value is None else _KINDS.get(type(value), "a text")
