"""Cases: what a system is given to read and what it is held against.

Two forms of gold are read: our own stories (`story.Story`), which have everything, and JSONL rows
with attributions only, one article a line:

    {"id", "text", "lang"?, "quotes": [{"start", "end", "group", "kind", "direct_parts": [[s, e]],
     "speaker", "speaker_type": "named" | "nominal" | …, "speaker_aliases": [...]}]}

where `quotes` are attributions (content spans), rows of one `group` are one attribution in several
pieces, `direct_parts` are the words between quotation marks inside, and `kind` is "indirect" where
there are none.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .prediction import Ranges
from .story import GoldSource, Story

__all__ = ["Attribution", "Case", "read_cases"]

_LEAST_WORDS = 3  # shorter quotations are scare quotes and names more often than speech


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words and whose they are."""

    ranges: Ranges
    names: tuple[str, ...]
    """All names of the source; empty: nobody is given."""
    is_named: bool
    """Whether the source has a name, which a system must give; a description need not match."""


@dataclass(frozen=True, slots=True)
class Case:
    """One article with its gold."""

    id: str
    text: str
    language: str | None
    direct: tuple[Attribution, ...]
    """Words between quotation marks that are speech, of three words and more."""
    all: tuple[Attribution, ...]
    """The content of every attribution, direct or not."""
    story: Story | None = None
    """All the rest, if it is a story of ours."""


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read a gold file of either form."""
    lines = (line for line in path.read_bytes().split(b"\n") if line.strip())
    return tuple(
        _of_story(Story.model_validate(row)) if "furniture" in row else _of_row(row)
        for row in map(json.loads, lines)
    )


def long_enough(text: str, ranges: Ranges) -> bool:
    """Whether quoted words count: three words, or six letters of a script that sets no blanks."""
    words = " ".join(text[a:b] for a, b in ranges)
    has_case = words.lower() != words.upper()
    return len(words.split()) >= _LEAST_WORDS or (not has_case and len(words) >= 2 * _LEAST_WORDS)


def _of_story(story: Story) -> Case:
    sources = {s.id: s for s in story.sources}
    direct = [
        _attribution([(s.start, s.end) for s in q.spans], sources[q.speaker])
        for q in story.quotes
        if q.kind != "not_speech" and q.speaker
    ]
    return Case(
        id=story.id,
        text=story.text,
        language=story.language,
        direct=tuple(a for a in direct if long_enough(story.text, a.ranges)),
        all=tuple(
            _attribution([(s.start, s.end) for s in p.evidence], sources[p.source])
            for c in story.claims
            for p in c.positions
        ),
        story=story,
    )


def _attribution(ranges: Iterable[tuple[int, int]], source: GoldSource) -> Attribution:
    return Attribution(
        tuple(ranges), (source.name, *source.aliases), is_named=source.naming == "named"
    )


def _of_row(row: dict[str, Any]) -> Case:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for part in row["quotes"]:
        groups[part["group"]].append(part)
    direct = [
        _of_parts(
            parts, [(a, b) for p in parts if p["kind"] != "indirect" for a, b in p["direct_parts"]]
        )
        for parts in groups.values()
    ]
    return Case(
        id=row["id"],
        text=row["text"],
        language=row.get("lang"),
        direct=tuple(a for a in direct if a.ranges and long_enough(row["text"], a.ranges)),
        all=tuple(
            _of_parts(parts, [(p["start"], p["end"]) for p in parts]) for parts in groups.values()
        ),
    )


def _of_parts(parts: list[dict[str, Any]], ranges: list[tuple[int, int]]) -> Attribution:
    first = parts[0]
    names = [n for n in (first.get("speaker"), *first.get("speaker_aliases", [])) if n]
    return Attribution(tuple(ranges), tuple(names), is_named=first.get("speaker_type") == "named")
