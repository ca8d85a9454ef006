"""Given names: what a person's first name tells, where the text itself tells nothing."""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

__all__ = ["given_gender"]

_PACKAGE = __name__.rpartition(".")[0]


def given_gender(name: str) -> Literal["masculine", "feminine"] | None:
    """Return what the first word of a full name tells; None for names of both, or unknown ones."""
    first, _, rest = name.partition(" ")
    return _genders().get(first.split("-", maxsplit=1)[0]) if rest else None


@cache
def _genders() -> dict[str, Literal["masculine", "feminine"]]:
    text = (resources.files(_PACKAGE) / "given_names.toml").read_text(encoding="utf-8")
    lists: dict[str, str] = tomllib.loads(text)
    found: dict[str, Literal["masculine", "feminine"]] = {}
    for name in lists["masculine"].split():
        found[name] = "masculine"
    for name in lists["feminine"].split():
        found[name] = "feminine"
    return found
