"""JSON lines in: an article a line, and for each line that is none the reason why.

Lines end at the byte for a newline and nowhere else: U+2028 and its like may stand inside a text.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

from .fields import Fields, Row, article_of, bad, kind_of

__all__ = ["read_jsonl"]

_CHUNK = 1 << 20


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
            yield bad(place, f"the line is longer than {max_bytes:,} bytes")
        elif stripped := line.removeprefix(BOM_UTF8 if number == 1 else b"").strip(b" \t\r\n"):
            found = _object(stripped)
            if isinstance(found, str):
                yield bad(place, found)
            else:
                yield article_of(found, place, keys)


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """Yield lines; None for one that is too long, which is passed over in pieces."""
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield None


def _object(line: bytes) -> Mapping[str, object] | str:
    """Return a line's object, or what is wrong with it."""
    try:
        value: object = json.loads(line.decode(), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        return f"it is not UTF-8 (byte {error.start + 1:,})"
    except json.JSONDecodeError as error:
        return f"it is not JSON (character {error.pos + 1:,})"
    except (ValueError, RecursionError):
        return "it is not JSON that anybody writes: NaN, a huge number or a deep nest"
    if isinstance(value, dict):
        return cast("dict[str, object]", value)
    return f"it is {kind_of(value)}, not an object"


def _no_number(constant: str) -> float:
    raise ValueError(constant)
