"""The status of a claim, computed from its positions by fixed rules: never asked of a model.

| status      | when (the first that fits)                                                    |
|-------------|-------------------------------------------------------------------------------|
| retracted   | a source takes back its own words                                             |
| disputed    | somebody asserts or confirms it, somebody else denies or disputes it          |
| denied      | there are only denials                                                        |
| confirmed   | the party itself or an official confirms it, or two named sources do, neither |
|             | through the other                                                             |
| unconfirmed | asked, somebody has not confirmed it or gave no comment; or only anonymous    |
|             | sources say so                                                                |
| attributed  | a named source asserts it                                                     |
| reported    | the article says so in its own voice                                          |
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from ...schema import Position, Source, Status

__all__ = ["status_of"]

_OFFICIAL = frozenset({"government", "organization"})


def status_of(
    positions: Sequence[Position], sources: Mapping[str, Source]
) -> tuple[Status, tuple[str, ...]]:
    """Return a claim's status and the ids of the positions that decide it."""
    by: dict[str, list[Position]] = {}
    for position in positions:
        by.setdefault(position.stance, []).append(position)
    asserting, confirming = by.get("asserts", []), by.get("confirms", [])
    against = by.get("denies", []) + by.get("disputes", [])
    silent = by.get("has_not_confirmed", []) + by.get("declines_to_comment", [])
    for_it = asserting + confirming
    named = [p for p in asserting if sources[p.source].naming == "named"]

    rules: tuple[tuple[Status, list[Position]], ...] = (
        ("retracted", by.get("retracts", [])),
        ("disputed", for_it + against if for_it and against else []),
        ("denied", against),
        ("confirmed", [p for p in confirming if _may_confirm(sources[p.source])]),
        ("confirmed", _agreeing(confirming, sources)),
        ("unconfirmed", silent),
        ("attributed", named or confirming),
        ("unconfirmed", asserting),
    )
    for status, deciding in rules:
        if deciding:
            return status, _ids(deciding)
    return "reported", ()


def _may_confirm(source: Source) -> bool:
    """Whether a source's confirmation confirms: the party itself, or an official by name."""
    if source.naming == "described":
        return False
    return source.kind in _OFFICIAL or source.role in ("subject", "spokesperson")


def _agreeing(confirming: Sequence[Position], sources: Mapping[str, Source]) -> list[Position]:
    """The confirmations of named sources that do not hang on one another."""
    named = [p for p in confirming if sources[p.source].naming == "named"]
    pairs = [
        (one, other)
        for one, other in combinations(named, 2)
        if one.source not in (other.source, *other.via) and other.source not in one.via
    ]
    return [p for pair in pairs for p in pair]


def _ids(positions: Sequence[Position]) -> tuple[str, ...]:
    return tuple(sorted({p.id for p in positions}, key=lambda i: int(i[1:])))
