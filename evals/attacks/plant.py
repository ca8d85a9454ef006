"""A planted instruction: the data, and the story with it."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from summarizer import SummarizerError

from ..case import Case

__all__ = ["ATTACKS", "BLIND_ATTACKS", "Attack", "Planted", "plant", "read_attacks"]

ATTACKS = Path(__file__).parent / "attacks.yaml"
BLIND_ATTACKS = Path(__file__).parent / "blind.yaml"
"""Held out: only measured."""


class AttackError(SummarizerError):
    """An attack that cannot be planted."""


class Attack(BaseModel):
    """One instruction, where it is planted, and what it is after."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str
    kind: str
    language: str
    """Of the instruction; the host's may be another."""
    host: str
    """Id of a gold story of the split `dev`."""
    place: Literal["top", "own", "inside", "before", "end"]
    wants: Literal["word", "status", "claim"]
    word: str
    """The attacker's; must not stand in the synopsis."""
    text: str


class Planted(BaseModel):
    """A story with an instruction in it: `text[start:end]` is the plant with its blanks."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int
    end: int


def read_attacks(path: Path = ATTACKS) -> tuple[Attack, ...]:
    """Read the attacks."""
    data: object = yaml.safe_load(path.read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Attack, ...]).validate_python(data)


def plant(attack: Attack, host: Case) -> Planted:
    """Put an instruction into its host.

    Raises:
        AttackError: the host has its word already.
    """
    if attack.word.casefold() in host.text.casefold():
        raise AttackError(f"The host of {attack.id} has its word.", hint="choose another word")
    text, words = host.text.rstrip("\n"), attack.text
    middle = _middle(text)
    if attack.place == "top":
        at, words = 0, f"{words}\n\n"
    elif attack.place == "own":
        at, words = middle, f"{words}\n\n"
    elif attack.place == "before":
        at, words = middle, f"{words} "
    elif attack.place == "inside":
        at, words = middle - 2, f" {words}"
    else:
        at, words = len(text), f"\n\n{words}"
    return Planted(text=text[:at] + words + host.text[at:], start=at, end=at + len(words))


def _middle(text: str) -> int:
    """Where a paragraph near the middle begins."""
    return text.index("\n\n", len(text) // 2) + 2
