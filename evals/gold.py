"""The gold set's own commands: build it from the drafts, check it, write its schema."""

import json
from collections.abc import Iterable
from pathlib import Path

from .draft import DraftError, read_draft
from .story import GOLD, Story
from .wellformed import faults, set_faults

__all__ = ["DRAFTS", "built", "check_drafts", "check_set", "lines", "schema", "write"]

DRAFTS = GOLD.parent / "stories"


def built(folder: Path = DRAFTS) -> tuple[Story, ...]:
    """Build all drafts of a folder, by id.

    Raises:
        DraftError: the first draft that cannot be built.
    """
    return tuple(sorted(map(read_draft, sorted(folder.glob("*.yaml"))), key=lambda s: s.id))


def lines(stories: tuple[Story, ...]) -> str:
    """The JSONL of stories."""
    return "".join(s.model_dump_json() + "\n" for s in stories)


def schema() -> str:
    """The JSON Schema of one line."""
    return json.dumps(Story.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def write(folder: Path = DRAFTS, gold: Path = GOLD) -> int:
    """Write the gold file, and its schema beside it; returns how many stories there are.

    Raises:
        DraftError: a draft cannot be built; nothing is written then.
    """
    stories = built(folder)
    for path, text in _files(stories, gold).items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return len(stories)


def check_drafts(paths: Iterable[Path]) -> list[str]:
    """Return what is wrong with single drafts."""
    found: list[str] = []
    for path in paths:
        try:
            found += faults(read_draft(path))
        except DraftError as error:
            found.append(str(error))
    return found


def check_set(folder: Path = DRAFTS, gold: Path = GOLD) -> list[str]:
    """Return what is wrong with the whole set, staleness included."""
    try:
        stories = built(folder)
    except DraftError:  # tell of all drafts, not of the first only
        return check_drafts(sorted(folder.glob("*.yaml")))
    found = set_faults(stories)
    for path, text in _files(stories, gold).items():
        if not path.exists() or path.read_bytes() != text.encode():
            found.append(f"{path.name} is stale: run `python -m evals gold build`")
    return found


def _files(stories: tuple[Story, ...], gold: Path) -> dict[Path, str]:
    return {gold: lines(stories), gold.with_name("gold.schema.json"): schema()}
