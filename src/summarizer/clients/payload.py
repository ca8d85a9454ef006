"""Reading JSON of which nothing is trusted to have its type."""

import json
from typing import cast

__all__ = ["get", "parsed"]


def parsed(content: bytes) -> object:
    """Parse JSON; None if it is none, or beyond all measure."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):  # also numbers of thousands of digits
        return None


def get(node: object, key: str) -> object:
    """Return what an object has under a key; None if it is no object, or has not got it."""
    return cast("dict[str, object]", node).get(key) if isinstance(node, dict) else None
