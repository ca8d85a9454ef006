"""The table of a run: systems side by side over the articles that all of them read."""

from collections.abc import Mapping, Sequence

from .case import Case
from .prediction import Prediction
from .run import RunStore, digest_of
from .scoring.figure_set import score_cases

__all__ = ["compare", "markdown"]

Figures = dict[str, float | None]


def compare(
    cases: Sequence[Case], store: RunStore, systems: Sequence[str]
) -> Mapping[str, Figures]:
    """Return each system's figures over the articles that every one of them has read.

    A system without any result is left out.
    """
    results = {name: each for name in systems if (each := store.read(name))}
    shared = [c for c in cases if all(digest_of(c) in each for each in results.values())]
    return {
        name: score_cases(shared, _by_id(shared, each)).figures() for name, each in results.items()
    }


def _by_id(cases: Sequence[Case], found: Mapping[str, Prediction]) -> dict[str, Prediction]:
    return {c.id: found[digest_of(c)] for c in cases}


def markdown(figures: Mapping[str, Figures]) -> str:
    """Return figures as a Markdown table: a line a figure, a column a system."""
    names = list(dict.fromkeys(key for each in figures.values() for key in each))
    rows = [["", *figures], ["---", *("---:" for _ in figures)]]
    rows += [[name, *(_cell(each.get(name)) for each in figures.values())] for name in names]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:,.2f}"
