"""Quality floors: figures that the recorded stories had, and below which none of them may fall."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from summarizer import SummarizerError

from .pinned import LOWER, Direction, Figure, Measured

__all__ = [
    "ALL",
    "FLOORS",
    "FloorError",
    "FloorRow",
    "Floors",
    "compare",
    "faults",
    "updated",
]

FLOORS = Path(__file__).with_name("floors.json")
ALL = "all"
"""Stands for every figure that is worse, where figures to be lowered are named."""

_ROUNDING = 1e-9


class FloorError(SummarizerError):
    """Floors cannot be set in this way."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Floor(_Part):
    """The worst that a figure may be; None: the set has nothing to measure it by."""

    value: Figure
    better: Direction


class Lowered(_Part):
    """That a figure was allowed to get worse, and why."""

    figure: str
    before: Figure
    after: Figure
    because: str
    on: date


class Floors(_Part):
    """The file of floors."""

    gold: str
    """Digest of the stories' gold."""
    prompts: dict[str, str]
    """Digests of the prompts that were used."""
    figures: dict[str, Floor]
    stories: dict[str, dict[str, Figure]]
    """Each story's own figures, to tell which one changed."""
    lowered: tuple[Lowered, ...] = ()

    @classmethod
    def read(cls, path: Path = FLOORS) -> "Floors | None":
        """Read the floors; None if there are none yet."""
        return cls.model_validate_json(path.read_bytes()) if path.exists() else None

    def write(self, path: Path = FLOORS) -> None:
        """Write the floors, a line a figure and a line a story."""
        parts = {
            "gold": json.dumps(self.gold),
            "prompts": _lines("{}", _pairs(self.prompts)),
            "figures": _lines("{}", _pairs(self.figures)),
            "stories": _lines("{}", _pairs(self.stories)),
            "lowered": _lines("[]", [_json(each) for each in self.lowered]),
        }
        text = ",\n".join(f'"{name}": {part}' for name, part in parts.items())
        path.write_text(f"{{\n{text}\n}}\n", encoding="utf-8", newline="\n")


def _pairs(values: Mapping[str, object]) -> list[str]:
    return [f"{json.dumps(name)}: {_json(value)}" for name, value in values.items()]


def _json(value: object) -> str:
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return json.dumps(plain, ensure_ascii=False)


def _lines(marks: str, items: Sequence[str]) -> str:
    inside = ",\n  ".join(items)
    return f"{marks[0]}\n  {inside}\n{marks[1]}" if items else marks


@dataclass(frozen=True, slots=True)
class FloorRow:
    """One figure beside its floor."""

    figure: str
    better: Direction
    floor: Figure
    now: Figure
    verdict: Literal["same", "better", "worse", "new", "gone"]
    story: str | None = None
    """Of a worse figure the story in which it fell most."""

    @property
    def is_worse(self) -> bool:
        """Whether the floor does not hold."""
        return self.verdict in {"worse", "gone"}


def compare(floors: Floors | None, now: Measured) -> tuple[FloorRow, ...]:
    """Return every figure beside its floor."""
    known = floors.figures if floors else {}
    names = dict.fromkeys([*now.figures, *known])
    return tuple(_row(name, floors, now) for name in names)


def _row(name: str, floors: Floors | None, now: Measured) -> FloorRow:
    better: Direction = "lower" if name in LOWER else "higher"
    floor = floors.figures.get(name) if floors else None
    if floors is None or floor is None:
        return FloorRow(name, better, None, now.figures[name], "new")
    if name not in now.figures:
        return FloorRow(name, floor.better, floor.value, None, "gone")
    value = now.figures[name]
    gain = _gain(floor.value, value, better)
    if abs(gain) <= _ROUNDING:
        return FloorRow(name, better, floor.value, value, "same")
    if gain > 0:
        return FloorRow(name, better, floor.value, value, "better")
    return FloorRow(name, better, floor.value, value, "worse", _fallen(name, better, floors, now))


def _gain(before: Figure, after: Figure, better: Direction) -> float:
    """How much better it got; nothing measured is the worst."""
    if before is None or after is None:
        return float((after is not None) - (before is not None))
    return after - before if better == "higher" else before - after


def _fallen(name: str, better: Direction, floors: Floors, now: Measured) -> str | None:
    gains = {
        story: _gain(before[name], now.stories[story].get(name), better)
        for story, before in floors.stories.items()
        if story in now.stories and name in before
    }
    worst = min(gains, key=lambda story: gains[story], default=None)
    return worst if worst is not None and gains[worst] < 0 else None


def faults(floors: Floors | None, now: Measured) -> list[str]:
    """Return everything for which the gate is shut, in lines that say what to do."""
    if floors is None:
        return ["There are no floors yet: `python -m evals floors --update` sets them."]
    found = [_fault(row) for row in compare(floors, now) if row.verdict not in {"same", "better"}]
    stale: list[str] = []
    if floors.stories.keys() != now.stories.keys():
        stale.append("are of other stories")
    elif floors.gold != now.gold:
        stale.append("are of an older gold")
    if floors.prompts != dict(now.prompts):
        stale.append("are of other prompts")
    return found + [f"The floors {why}: `python -m evals floors --update`." for why in stale]


def _fault(row: FloorRow) -> str:
    match row.verdict:
        case "new":
            return f"{row.figure} has no floor: `python -m evals floors --update` sets it."
        case "gone":
            return f"{row.figure} is no longer measured: --lower {row.figure} drops its floor."
        case _:
            where = f", most in {row.story}" if row.story else ""
            return f"{row.figure} is {row.now}, and its floor is {row.floor}{where}."


def updated(
    floors: Floors | None, now: Measured, *, lower: Collection[str] = (), because: str = ""
) -> Floors:
    """Return floors as good as what is measured now.

    Args:
        floors: those in force.
        now: what is measured.
        lower: figures that may get worse; `all` means every one that is.
        because: the reason for that, which is kept.

    Raises:
        FloorError: a figure is worse that may not be, or one that is not worse would be lowered.
    """
    worse = {row.figure: row for row in compare(floors, now) if row.is_worse}
    allowed = set(worse) if ALL in lower else set(lower)
    if refused := [name for name in worse if name not in allowed]:
        raise FloorError(
            f"Worse than the floor: {', '.join(refused)}. Nothing was written.",
            hint="mend it, or say --lower FIGURE --because REASON",
        )
    if idle := sorted(allowed - worse.keys()):
        raise FloorError(f"Not worse than the floor: {', '.join(idle)}. Nothing was written.")
    if allowed and not because.strip():
        raise FloorError("A floor is lowered for a reason only.", hint="--because REASON")
    today = datetime.now(UTC).date()
    lowered = tuple(
        Lowered(figure=name, before=row.floor, after=row.now, because=because.strip(), on=today)
        for name, row in worse.items()
    )
    return Floors(
        gold=now.gold,
        prompts=dict(now.prompts),
        figures={
            name: Floor(value=value, better="lower" if name in LOWER else "higher")
            for name, value in now.figures.items()
        },
        stories={story: dict(figures) for story, figures in now.stories.items()},
        lowered=(*(floors.lowered if floors else ()), *lowered),
    )
