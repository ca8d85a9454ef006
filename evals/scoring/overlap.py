"""Overlap of words: which predicted ones are which gold ones.

Compared are letters and digits, so marks and blanks at an edge do not count. Partial: the
intersection is half of the union or more (IoU >= .5); exact: nine tenths. Units that overlap by
half of the smaller are one component: a split quotation may be one unit on one side, two on the
other.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..prediction import Ranges

__all__ = ["EXACT", "PARTIAL", "Match", "letters", "overlap", "pair"]

PARTIAL, EXACT = 0.5, 0.9
_JOINED = 0.5

Letters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Match:
    """Gold units and the predicted units that are them, by their places."""

    gold: tuple[int, ...]
    predicted: tuple[int, ...]
    overlap: float


def letters(text: str, ranges: Ranges) -> Letters:
    """Return the offsets of the letters and digits in ranges."""
    return frozenset(i for a, b in ranges for i in range(a, b) if text[i].isalnum())


def overlap(a: Collection[Letters], b: Collection[Letters]) -> float:
    """Return intersection over union of two groups."""
    one, two = frozenset[int]().union(*a), frozenset[int]().union(*b)
    union = one | two
    return len(one & two) / len(union) if union else 0.0


def pair(
    gold: Sequence[Letters], predicted: Sequence[Letters], voices: Sequence[object]
) -> list[Match]:
    """Return the partial matches.

    Args:
        gold: letters of the gold units.
        predicted: letters of the predicted units.
        voices: for each gold unit whose it is; units of several voices match one to one.
    """
    matches: list[Match] = []
    for gs, ps in _components(gold, predicted):
        shared = overlap([gold[i] for i in gs], [predicted[j] for j in ps])
        if len({voices[i] for i in gs}) == 1 and shared >= PARTIAL:
            matches.append(Match(tuple(gs), tuple(ps), shared))
            continue
        ranked = sorted(
            ((overlap([gold[i]], [predicted[j]]), i, j) for i in gs for j in ps),
            key=lambda each: (-each[0], each[1], each[2]),
        )
        taken: set[tuple[str, int]] = set()
        for each, i, j in ranked:
            if each >= PARTIAL and not {("g", i), ("p", j)} & taken:
                taken |= {("g", i), ("p", j)}
                matches.append(Match((i,), (j,), each))
    return matches


def _components(
    gold: Sequence[Letters], predicted: Sequence[Letters]
) -> list[tuple[list[int], list[int]]]:
    top = list(range(len(gold) + len(predicted)))

    def root(x: int) -> int:
        while top[x] != x:
            x = top[x]
        return x

    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            both = len(g & p)
            if both and both >= _JOINED * min(len(g), len(p)):
                top[root(i)] = root(len(gold) + j)
    groups: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for x in range(len(top)):
        side, place = (0, x) if x < len(gold) else (1, x - len(gold))
        groups[root(x)][side].append(place)
    return [(g, p) for g, p in groups.values() if g and p]
