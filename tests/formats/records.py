"""Summaries for the tests of the formats."""

import json
from pathlib import Path
from typing import Any

from summarizer.schema import Summary

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str, **changes: Any) -> Summary:
    """Return a gold record of the examples as a summary."""
    record: dict[str, Any] = json.loads((EXAMPLES / f"{name}.gold.json").read_text("utf-8"))
    usage = {"requests": 3, "cached": 1, "attempts": 2, "input_tokens": 1200, "output_tokens": 34}
    provenance = {"model": "openai/x", "prompts": [], "version": "1", "settings": ""}
    return Summary.model_validate({**record, "usage": usage, "provenance": provenance, **changes})


def written(hostile: str) -> Summary:
    """Return a summary in which every text is this one."""
    span = {"start": 0, "end": len(hostile), "text": hostile}
    check = {"name": hostile, "verdict": "failed", "reason": hostile, "spans": [span]}
    info = dict.fromkeys(
        ("title", "url", "publisher", "byline", "published", "language", "id", "text"), hostile
    )
    return Summary.model_validate(
        {
            "article": {**info, "sha256": ""},
            "synopsis": [{"text": hostile, "claims": ["c1"]}],
            "claims": [
                {
                    "id": "c1",
                    "text": hostile,
                    "wording": "verbatim",
                    "evidence": [span],
                    "positions": [
                        {
                            "id": "p1",
                            "source": "s1",
                            "stance": "denies",
                            "certainty": "certain",
                            "via": ["s1"],
                            "evidence": [span],
                        }
                    ],
                    "status": "denied",
                    "checks": [check],
                }
            ],
            "sources": [
                {
                    "id": "s1",
                    "name": hostile,
                    "aliases": [hostile],
                    "kind": "person",
                    "naming": "named",
                    "affiliation": hostile,
                    "expertise": hostile,
                    "mentions": [span],
                }
            ],
            "quotes": [{"id": "q1", "spans": [span], "kind": "direct", "speaker": "s1"}],
            "checks": [check],
            "usage": {},
            "provenance": {"model": hostile, "prompts": [], "version": "", "settings": ""},
        }
    )
