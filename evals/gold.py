"""The gold set's own commands: build it from the drafts, check it, write its schema."""

import json
from pathlib import Path

from .draft import DraftError, read_draft
from .story import GOLD, Story
from .wellformed import faults, set_faults

__all__ = ["built", "check_drafts", "check_set", "schema", "write"]

DRAFTS = GOLD.parent / "stories"


def built(folder: Path = DRAFTS) -> tuple[Story, ...]:
    """Build all drafts of a folder, by id."""
    return tuple(sorted(map(read_draft, sorted(folder.glob("*.yaml"))), key=lambda s: s.id))


def lines(stories: tuple[Story, ...]) -> str:
    """The JSONL of stories."""
    return "".join(s.model_dump_json() + "\n" for s in stories)


def schema() -> str:
    """The JSON Schema of one line."""
    return json.dumps(Story.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def write() -> int:
    """Write `gold.jsonl` and its schema; returns how many stories there are."""
    stories = built()
    GOLD.write_text(lines(stories), encoding="utf-8")
    GOLD.with_name("gold.schema.json").write_text(schema(), encoding="utf-8")
    return len(stories)


def check_drafts(paths: list[Path]) -> list[str]:
    """Return what is wrong with single drafts."""
    found: list[str] = []
    for path in paths:
        try:
            found += faults(read_draft(path))
        except DraftError as error:
            found.append(str(error))
    return found


def check_set() -> list[str]:
    """Return what is wrong with the whole set, staleness included."""
    stories = built()
    found = set_faults(stories)
    if not GOLD.exists() or GOLD.read_text(encoding="utf-8") != lines(stories):
        found.append("gold.jsonl is stale: run `python -m evals gold build`")
    return found
