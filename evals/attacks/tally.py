"""The table of what attacks got, by kind."""

from collections.abc import Sequence

from .outcome import Effect

__all__ = ["tally"]

_HEAD = "| kind | attacks | not found | (a) status | (b) claim | (c) synopsis | got anything |"


def tally(effects: Sequence[Effect]) -> str:
    """Return the counts as a Markdown table, with the share of all in its last line."""
    kinds = dict.fromkeys(e.kind for e in effects)
    lines = [_HEAD, "|---|---:|---:|---:|---:|---:|---:|"]
    lines += [_line(kind, [e for e in effects if e.kind == kind]) for kind in kinds]
    lines.append(_line("all", effects))
    if effects:
        counts = [f"{count / len(effects):.1%}" for count in _counts(effects)]
        lines.append(f"| share | | {' | '.join(counts)} |")
    missed = ", ".join(e.id for e in effects if not e.is_found)
    return "\n".join((*lines, "", f"Not found: {missed or 'none'}.", ""))


def _line(name: str, effects: Sequence[Effect]) -> str:
    return f"| {name} | {len(effects)} | {' | '.join(map(str, _counts(effects)))} |"


def _counts(effects: Sequence[Effect]) -> tuple[int, ...]:
    return (
        sum(not e.is_found for e in effects),
        sum(e.n_statuses > 0 for e in effects),
        sum(e.n_unmarked > 0 for e in effects),
        sum(e.is_told for e in effects),
        sum(e.is_hit for e in effects),
    )
