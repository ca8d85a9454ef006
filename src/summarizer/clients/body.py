"""The exact body of a question, and what a reply's body holds: pure, shared by every driver."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from pydantic import BaseModel

from ..core.ask.request import CallUsage, Request
from ..errors import ReplyInvalidError, ReplyRefusedError, ReplyTruncatedError
from .endpoint import Endpoint
from .payload import get

__all__ = [
    "build_body",
    "is_endless",
    "n_cached",
    "read_reply",
    "read_usage",
    "strict_schema",
]

_BOUNDS = frozenset({"minItems", "maxItems"})
_MAX_ITEMS = 50  # larger bounds make grammars explode; the form still checks them
_TAIL = 600
_MAX_PERIOD = 150
_MAX_BLANKS = 100
_MAX_COUNT = 1_000_000_000  # tokens of one answer; more is no count

# refused by some grammar engine or of no use to a model; the form itself checks the limits
_DROPPED = frozenset({"title", "description", "default", "maxLength", "minLength", "pattern"})


class _TwiceError(ValueError):
    """A key stands twice in one object."""


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)


def build_body(request: Request, endpoint: Endpoint, max_output_tokens: int) -> dict[str, object]:
    """Build the JSON body of a chat completion; equal requests give equal bodies."""
    body: dict[str, object] = {
        "model": endpoint.model,
        "messages": [{"role": m.role, "content": m.content} for m in request.messages],
        endpoint.tokens_parameter: min(request.max_tokens, max_output_tokens),
    }
    if endpoint.sends_temperature:
        body["temperature"] = 0
    if endpoint.sends_schema:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {
                "name": request.form.__name__,
                "strict": True,
                "schema": strict_schema(request.form),
            },
        }
    else:
        body["response_format"] = {"type": "json_object"}
    return body


@lru_cache(maxsize=64)
def strict_schema(form: type[BaseModel]) -> Mapping[str, object]:
    """The form as a strict schema: every key required, nothing else allowed, no prose.

    Made once per form and shared: do not change it.
    """
    return cast("dict[str, object]", _strict(form.model_json_schema()))


def _strict(node: object) -> object:
    if isinstance(node, list):
        return [_strict(item) for item in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    schema = cast("dict[str, object]", node)
    strict: dict[str, object] = {}
    for key, value in schema.items():
        if key in _DROPPED or (key in _BOUNDS and cast("int", value) > _MAX_ITEMS):
            continue
        if key in {"properties", "$defs"}:  # their keys are names, not keywords
            named = cast("dict[str, object]", value)
            strict[key] = {name: _strict(part) for name, part in named.items()}
        else:
            strict[key] = _strict(value)
    if "properties" in schema:
        strict["required"] = list(cast("dict[str, object]", schema["properties"]))
        strict["additionalProperties"] = False
    return strict


def read_usage(payload: object) -> CallUsage:
    """Read what one HTTP answer cost; a figure that the server does not give is None."""
    usage = get(payload, "usage")
    return CallUsage(
        input_tokens=_count(get(usage, "prompt_tokens")),
        output_tokens=_count(get(usage, "completion_tokens")),
    )


def n_cached(payload: object) -> int:
    """Read how many of the tokens sent the provider had in its own cache."""
    details = get(get(payload, "usage"), "prompt_tokens_details")
    return _count(get(details, "cached_tokens")) or 0


def read_reply(payload: object) -> str:
    """Take the model's text out of a reply's body, tidied but not yet validated.

    Raises:
        ReplyRefusedError: the model declined, or a content filter stepped in.
        ReplyTruncatedError: the reply reached its token limit.
        ReplyInvalidError: the body has not the shape of a reply; another try may help.
    """
    choice = _first(get(payload, "choices"))
    if choice is None:
        raise ReplyInvalidError("The endpoint's answer holds no reply.")
    message = get(choice, "message")
    reason = get(choice, "finish_reason")
    if get(message, "refusal"):
        raise ReplyRefusedError("The model declined to answer.")
    if reason == "content_filter":
        raise ReplyRefusedError("The endpoint's content filter cut the reply off.")
    if reason == "length":
        raise ReplyTruncatedError(
            "The reply reached its token limit.",
            hint="raise max_output_tokens, or lower window_sentences",
        )
    text = _text(message)
    if not text.strip() or reason == "error":
        raise ReplyInvalidError("The endpoint's answer holds an empty reply.")
    tidied = _tidy(text)
    if tidied is None:  # the form would take the last value, and drop the others in silence
        raise ReplyInvalidError("The reply has a key twice.")
    return tidied


def is_endless(payload: object) -> bool:
    """Whether a reply that was cut off ran in circles, so that more room would not help."""
    text = _text(get(_first(get(payload, "choices")), "message"))
    if len(text) - len(text.rstrip()) >= _MAX_BLANKS:
        return True
    tail = text[-_TAIL:]
    return len(tail) == _TAIL and any(
        tail[period:] == tail[:-period] for period in range(1, _MAX_PERIOD + 1)
    )


def _text(message: object) -> str:
    content = get(message, "content")
    if isinstance(content, list):  # some gateways send a list of parts, thoughts among them
        parts = cast("list[object]", content)
        content = "".join(
            text
            for part in parts
            if get(part, "type") == "text" and isinstance(text := get(part, "text"), str)
        )
    # half a surrogate pair is no text: it could neither be validated nor sent back
    return content.encode(errors="replace").decode() if isinstance(content, str) else ""


def _tidy(text: str) -> str | None:
    """The one JSON object of a reply; the text as it is if there is none, or more than one.

    None if the object, or one inside it, has a key twice.

    Local models put a byte-order mark, thoughts, a fence or a sentence around it. Two objects are
    never chosen between: one of them may come from the article.
    """
    text = text.lstrip("\ufeff \t\r\n")
    if not text.startswith("{"):  # else the mark would be part of a string
        thoughts, mark, rest = text.partition("</think>")
        if mark and (thoughts.startswith("<think>") or "{" not in thoughts):
            text = rest
    start = text.find("{")
    if start < 0:
        return text
    try:
        end = _DECODER.raw_decode(text, start)[1]
    except _TwiceError:
        return None
    except (ValueError, RecursionError):
        return text
    return text[start:end] if text[end:].strip() in {"", "```"} else text


def _first(node: object) -> object:
    return cast("list[object]", node)[0] if isinstance(node, list) and node else None


def _count(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value <= _MAX_COUNT else None
