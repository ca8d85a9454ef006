"""Arithmetic of the figures: precision, recall, F1, shares, confusion."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["Confusion", "Counts", "Share"]


@dataclass
class Counts:
    """What precision and recall are made of. Hits differ by side: one gold may be two found."""

    gold: float = 0
    predicted: float = 0
    hits_gold: float = 0
    hits_predicted: float = 0

    def add(self, other: "Counts") -> None:
        """Add another article's counts: figures are micro-averages."""
        self.gold += other.gold
        self.predicted += other.predicted
        self.hits_gold += other.hits_gold
        self.hits_predicted += other.hits_predicted

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None if nothing was found."""
        return self.hits_predicted / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that was found; None if there is none."""
        return self.hits_gold / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None without gold."""
        if not self.gold:
            return None
        p, r = self.precision or 0.0, self.recall or 0.0
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Share:
    """Right ones of all."""

    right: int = 0
    all: int = 0

    def add(self, other: "Share") -> None:
        """Add another article's."""
        self.right += other.right
        self.all += other.all

    def count(self, *, right: bool) -> None:
        """Count one."""
        self.right += right
        self.all += 1

    @property
    def value(self) -> float | None:
        """The share; None of none."""
        return self.right / self.all if self.all else None


@dataclass
class Confusion:
    """How often each gold label got each predicted one; None: nothing was predicted for it."""

    pairs: Counter[tuple[str, str | None]] = field(default_factory=Counter[tuple[str, str | None]])

    def add(self, other: "Confusion") -> None:
        """Add another article's."""
        self.pairs.update(other.pairs)

    def f1_by_label(self) -> Mapping[str, float]:
        """F1 of each label that stands in the gold."""
        labels = sorted({gold for gold, _ in self.pairs})
        return {label: self._f1(label) for label in labels}

    @property
    def macro_f1(self) -> float | None:
        """Mean F1 over the gold's labels; None without any."""
        values = list(self.f1_by_label().values())
        return sum(values) / len(values) if values else None

    def count_as(self, gold: Iterable[str], predicted: str) -> Share:
        """How many with one of the gold labels got a predicted one."""
        wanted = set(gold)
        return Share(
            sum(n for (g, p), n in self.pairs.items() if g in wanted and p == predicted),
            sum(n for (g, _), n in self.pairs.items() if g in wanted),
        )

    def _f1(self, label: str) -> float:
        hits = self.pairs[label, label]
        gold = sum(n for (g, _), n in self.pairs.items() if g == label)
        predicted = sum(n for (_, p), n in self.pairs.items() if p == label)
        return 2 * hits / (gold + predicted)
