"""The status of a claim, computed from its positions by fixed rules: never asked of a model.

| status      | when (the first that fits)                                                    |
|-------------|-------------------------------------------------------------------------------|
| retracted   | a source takes back its own words                                             |
| disputed    | somebody asserts or confirms it, somebody else denies or disputes it          |
| denied      | there are only denials                                                        |
| confirmed   | the party itself or an official confirms it                                   |
| unconfirmed | asked, somebody has not confirmed it or gave no comment; or only anonymous    |
|             | sources say so                                                                |
| attributed  | a named source asserts it                                                     |
| reported    | the article says so in its own voice                                          |
"""

from collections.abc import Mapping, Sequence

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

    if by.get("retracts"):
        return "retracted", _ids(by["retracts"])
    if for_it and against:
        return "disputed", _ids(for_it + against)
    if against:
        return "denied", _ids(against)
    if any(_may_confirm(sources[p.source]) for p in confirming):
        return "confirmed", _ids([p for p in confirming if _may_confirm(sources[p.source])])
    if silent:
        return "unconfirmed", _ids(silent)
    if named or confirming:
        return "attributed", _ids(named or confirming)
    if asserting:
        return "unconfirmed", _ids(asserting)
    return "reported", ()


def _may_confirm(source: Source) -> bool:
    """Whether a source's confirmation confirms: the party itself, or an official by name."""
    if source.naming == "described":
        return False
    return source.kind in _OFFICIAL or source.role in ("subject", "spokesperson")


def _ids(positions: Sequence[Position]) -> tuple[str, ...]:
    return tuple(sorted({p.id for p in positions}, key=lambda i: int(i[1:])))
