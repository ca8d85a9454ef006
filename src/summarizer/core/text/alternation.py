"""Patterns made of the lists of words in a lexicon's file."""

import re
from typing import Any

from .clause import COMMAS, SEMICOLONS

__all__ = ["any_of", "compiled", "with_variants", "words_of"]

_STOPS, _GAP = f"{COMMAS}{SEMICOLONS}:：.。", 40
_GAPS = re.compile("……(.+)|…")
_POINTS = "[\u064b-\u0652]"  # Arabic vowel points, mostly left out
_ARABIC = re.compile("([\u0621-\u064a])")


def _gap(mark: re.Match[str]) -> str:
    """A few words; behind "……" they are not part of the phrase, for they name its subject."""
    few = rf"[^{_STOPS}]{{0,{_GAP}}}?"
    return few if mark[1] is None else rf"(?={few}{mark[1]})"


def words_of(*lists: tuple[str, ...] | frozenset[str]) -> str:
    """An alternation that prefers longer phrases; blanks match any white space, "…" a few words."""
    phrases = sorted({w for each in lists for w in each}, key=lambda w: (-len(w), w))
    escaped = (re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in phrases)
    escaped = (_GAPS.sub(_gap, w) for w in escaped)
    escaped = (w.replace("е", "[её]") for w in escaped)  # Russian papers seldom print the dots
    return "|".join(_ARABIC.sub(rf"\1{_POINTS}*", w) for w in escaped) or r"(?!)"


def with_variants(tables: dict[str, Any]) -> dict[str, Any]:
    """Add to each list what its entries are in the other spelling: "说" is also written "說"."""
    if "variants" not in tables:
        return tables
    other = str.maketrans(*tables["variants"])

    def varied(value: list[str]) -> list[str]:
        return list(dict.fromkeys([*value, *(entry.translate(other) for entry in value)]))

    lists: dict[str, Any] = {k: v for k, v in tables.items() if isinstance(v, list)}
    inner: dict[str, Any] = {k: v for k, v in tables.items() if isinstance(v, dict)}
    varied_lists = {k: varied(v) for k, v in lists.items() if k != "variants"}
    return (
        tables
        | varied_lists
        | {k: {name: varied(each) for name, each in table.items()} for k, table in inner.items()}
    )


def any_of(patterns: tuple[str, ...]) -> str:
    """One pattern for several; for none, one that matches nothing."""
    return "|".join(patterns) or r"(?!)"


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern that ignores case."""
    return re.compile(pattern, re.IGNORECASE)
