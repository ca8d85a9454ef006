"""Which figures are pinned by floors, which way they are better, and what they are now."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer import SummarizerError

from .case import Case
from .replay import Replayed
from .scoring.figure_set import score_cases

__all__ = [
    "HIGHER",
    "LOWER",
    "UNPINNED",
    "Direction",
    "Figure",
    "Measured",
    "UnknownDirectionError",
    "measure",
]

Direction = Literal["higher", "lower"]
Figure = int | float | None
"""Counts stay whole numbers in the file of floors."""

HIGHER = frozenset(
    """
    direct_joint_f1 direct_recall direct_precision direct_speaker_named all_joint_f1
    all_joint_precision all_joint_recall all_partial_f1 all_exact_f1 all_source_named
    all_source_described verbatim chains_f1 stance_macro_f1 stance_accuracy certainty
    links_precision links_recall status_macro_f1 sources_f1 source_kind source_naming source_role
    experts_f1 speech_or_not synopsis_supported salience_f1
    """.split()  # noqa: SIM905 - a list would take a line a word
)
"""Figures that are better when they are higher."""
LOWER = frozenset(
    """
    failed requests input_tokens output_tokens output_tokens_per_correct wrongly_confirmed
    """.split()  # noqa: SIM905 - likewise
)
"""Figures that are better when they are lower."""
UNPINNED = frozenset({"articles", "seconds", "input_tokens_fresh"})
"""What is no quality, or is not recorded: the clock, and the server's own cache."""


class UnknownDirectionError(SummarizerError):
    """Nothing says which way a figure is better."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the recorded stories give now."""

    gold: str
    prompts: Mapping[str, str]
    figures: Mapping[str, Figure]
    stories: Mapping[str, Mapping[str, Figure]]


def measure(cases: Sequence[Case], read: Mapping[str, Replayed]) -> Measured:
    """Work out the pinned figures of stories.

    Raises:
        UnknownDirectionError: a figure is of no known direction.
    """
    found = {i: each.found for i, each in read.items()}
    prompts = {name: digest for each in read.values() for name, digest in each.prompts.items()}
    return Measured(
        gold=_gold_digest(cases),
        prompts=dict(sorted(prompts.items())),
        figures=_pinned(score_cases(cases, found).figures()),
        stories={c.id: _pinned(score_cases([c], found).figures()) for c in cases},
    )


def _pinned(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    for name in figures.keys() - HIGHER - LOWER - UNPINNED:
        raise UnknownDirectionError(
            f"Nothing says whether more of {name} is better.",
            hint="add it to HIGHER, LOWER or UNPINNED in evals/pinned.py",
        )
    return {name: value for name, value in figures.items() if name not in UNPINNED}


def _gold_digest(cases: Sequence[Case]) -> str:
    rows = [case.story.model_dump_json() for case in cases if case.story]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
