"""JSON lines in: an article a line, and for each line that is none the reason why.

Lines end at the byte for a newline and nowhere else: U+2028 and its like may stand inside a text.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from ..article import Article
from ..errors import ArticleError

__all__ = ["Fields", "Row", "read_jsonl"]

_METADATA = ("title", "url", "publisher", "byline", "published", "language")
_MARK = b"\xef\xbb\xbf"
_CHUNK = 1 << 20
_KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """Which key of a line's object is what. Names are looked up at the top level."""

    text: str = "text"
    id: str = "id"
    metadata: Mapping[str, str] = field(default_factory=lambda: {name: name for name in _METADATA})
    """For a field of `Article` the key that holds it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank."""

    place: str
    """File and line, such as `a.jsonl:12`."""
    article: Article | ArticleError
    """What it holds; an error names the place, and no word of the line."""


def read_jsonl(
    stream: BinaryIO, name: str, *, fields: Fields | None = None, max_bytes: int = 8_000_000
) -> Iterator[Row]:
    """Read articles line by line; in memory there is never more than one line.

    Args:
        stream: bytes, in UTF-8; a byte-order mark is taken off.
        name: of the file, for messages.
        fields: which keys are looked at; others are passed over.
        max_bytes: longest line that is read; of a longer one there is an error.
    """
    keys = fields or Fields()
    for number, line in enumerate(_lines(stream, max_bytes), 1):
        place = f"{name}:{number}"
        if line is None:
            yield Row(place, _error(place, f"the line is longer than {max_bytes:,} bytes"))
        elif stripped := line.removeprefix(_MARK if number == 1 else b"").strip(b" \t\r\n"):
            yield Row(place, _article(stripped, place, keys))


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """Yield lines; None for one that is too long, which is passed over in pieces."""
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield None


class _NoArticleError(Exception):
    """What is wrong with a line, without a word of it."""

    def __init__(self, what: str, hint: str | None = None) -> None:
        super().__init__(what)
        self.hint = hint


def _article(line: bytes, place: str, keys: Fields) -> Article | ArticleError:
    try:
        found = _texts(_object(line), keys)
    except _NoArticleError as error:
        return _error(place, str(error), hint=error.hint)
    return Article.model_validate({**found, "id": found.get("id") or place})


def _object(line: bytes) -> Mapping[str, object]:
    what = "it is not JSON that anybody writes: NaN, a huge number or a deep nest"
    try:
        value: object = json.loads(line.decode(), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        what = f"it is not UTF-8 (byte {error.start + 1:,})"
    except json.JSONDecodeError as error:
        what = f"it is not JSON (character {error.pos + 1:,})"
    except (ValueError, RecursionError):
        pass
    else:
        if isinstance(value, dict):
            return cast("dict[str, object]", value)
        what = f"it is {_kind(value)}, not an object"
    raise _NoArticleError(what)


def _texts(given: Mapping[str, object], keys: Fields) -> dict[str, str]:
    if keys.text not in given:
        raise _NoArticleError(f"it has no field {keys.text!r}", "name the text's: --text-field")
    found: dict[str, str] = {}
    for name, key in {"text": keys.text, "id": keys.id, **keys.metadata}.items():
        content = given.get(key)
        if name == "id" and isinstance(content, int) and not isinstance(content, bool):
            content = str(content)
        if isinstance(content, str):
            found[name] = content
        elif content is not None or name == "text":
            raise _NoArticleError(f"its field {key!r} is {_kind(content)}, not a text")
    if not found["text"].strip():
        raise _NoArticleError(f"its field {keys.text!r} is empty")
    if any("\ud800" <= c <= "\udfff" for value in found.values() for c in value):
        raise _NoArticleError("it has half a surrogate pair: it was decoded wrongly")
    return found


def _no_number(constant: str) -> float:
    raise ValueError(constant)


def _kind(value: object) -> str:
    return "null" if value is None else _KINDS.get(type(value), "a text")


def _error(place: str, what: str, *, hint: str | None = None) -> ArticleError:
    return ArticleError(f"{place}: {what}.", hint=hint)
