"""The gate: all recorded stories replayed, and everything for which it is shut."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarizer import SummarizerError

from .case import Case, read_cases
from .floors import FLOORS, FloorRow, Floors, compare, faults
from .pinned import Measured, measure
from .record import recorded_ids
from .replay import Replayed, StaleError, UnrecordedError, replay
from .replies import REPLIES, ReplyFile
from .story import GOLD

__all__ = ["Gate", "look", "predictions", "replay_all"]


@dataclass
class Gate:
    """How the recorded stories do against the floors."""

    rows: tuple[FloorRow, ...] = ()
    faults: list[str] = field(default_factory=list[str])
    """Why the gate is shut, a line each; none: it is open."""
    now: Measured | None = None
    """None: the recordings could not be replayed."""


def look(
    data: Path = GOLD, replies: Path = REPLIES, floors: Path = FLOORS
) -> tuple[Gate, Floors | None]:
    """Replay everything that is recorded and hold it against the floors, which come as well."""
    known = Floors.read(floors)
    cases = {case.id: case for case in read_cases(data)}
    ids = recorded_ids(replies)
    gate = Gate(
        faults=[f"{i}.jsonl is of no gold story: delete it." for i in ids if i not in cases]
    )
    chosen = [cases[i] for i in ids if i in cases]
    read, gate.faults[len(gate.faults) :] = asyncio.run(replay_all(chosen, replies))
    if not ids:
        gate.faults.append("Nothing is recorded: `python -m evals record --story ID`.")
    if not gate.faults:
        gate.now = measure(chosen, read)
        gate.rows = compare(known, gate.now)
        gate.faults = faults(known, gate.now)
    return gate, known


async def replay_all(
    cases: Sequence[Case], folder: Path = REPLIES
) -> tuple[dict[str, Replayed], list[str]]:
    """Replay stories; returns what was found in them, and what does not fit the recordings."""
    read: dict[str, Replayed] = {}
    found: list[str] = []
    files = [ReplyFile.read(case.id, folder) for case in cases]
    for case, file in zip(cases, files, strict=True):
        try:
            read[case.id] = await replay(case, file)
        except (UnrecordedError, StaleError) as error:
            found.append(f"{case.id}: {error}")
    origins = [(file.path.name, file.origin) for file in files if file.origin]
    for name, origin in origins[1:]:
        if not origin.agrees_with(origins[0][1]):
            found.append(f"{name} was recorded with another model or server than {origins[0][0]}.")
    return read, found


def predictions(cases: Sequence[Case], folder: Path = REPLIES) -> dict[str, Replayed]:
    """Replay stories.

    Raises:
        SummarizerError: what does not fit the recordings.
    """
    read, found = asyncio.run(replay_all(cases, folder))
    if found:
        raise SummarizerError(" ".join(found))
    return read
