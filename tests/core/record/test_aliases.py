"""Aliases: a table of short news texts, and whom each voice in them means.

Each case goes the whole way, as an article does that a small model is asked about: code finds the
tags and reads the names that they state, the others are told by a scripted reply.
"""

import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest

from answering import SMALL, Script, summarized
from summarizer.schema import Article, SourceKind, Summary

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("aliases.toml").read_text(encoding="utf-8")
)["case"]


def read(case: dict[str, Any], kinds: dict[str, Any]) -> Summary:
    """Read a case's text, where each tag that asks is answered with the longest name in it."""
    names = sorted(case["names"], key=len, reverse=True)
    script = Script(who=dict(zip(names, names, strict=True)), kinds=kinds)
    return summarized(Article(text=case["text"], language=case["language"]), SMALL, script)


def spoken(summary: Summary) -> list[str]:
    """The source of each position, in the order in which they are taken."""
    names = {source.id: source.name for source in summary.sources}
    positions = [p for claim in summary.claims for p in claim.positions]
    positions.sort(key=lambda p: (p.cue or p.evidence[0]).start)
    return [names[p.source] for p in positions]


def title(case: dict[str, Any]) -> str:
    return f"{case['language']}: {case['about']}"


def marked(case: dict[str, Any]) -> Any:
    """A case that is known to come out wrong must go on to, or lose its mark."""
    marks = [pytest.mark.xfail(reason=case["wrong"], strict=True)] if "wrong" in case else []
    return pytest.param(case, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES], ids=map(title, CASES))
def test_each_voice_is_the_source_that_a_reader_takes_it_for(case: dict[str, Any]) -> None:
    assert spoken(read(case, case.get("kinds", {}))) == case["are"]


@pytest.mark.parametrize("kind", [None, *get_args(SourceKind)])
def test_two_people_are_never_one_whatever_a_reply_takes_them_for(kind: SourceKind | None) -> None:
    for case in (case for case in CASES if "wrong" not in case):
        told = case.get("kinds", {})
        people = [told.get(name.rstrip(".")) == "person" for name in case["names"]]
        found = spoken(read(case, dict.fromkeys(told, kind) if kind else {}))
        voices = list(zip(found, case["are"], people, strict=True))
        for (one, means, is_person), (other, other_means, too) in combinations(voices, 2):
            assert means == other_means or one != other or not (is_person and too), title(case)


def test_the_table_is_as_wide_as_it_claims_to_be() -> None:
    right = [case for case in CASES if "wrong" not in case]
    assert len(right) >= 160
    assert len({case["language"] for case in CASES}) >= 12
    assert [t for t, n in Counter(map(title, CASES)).items() if n > 1] == []
    assert [title(c) for c in CASES if len(c["names"]) != len(c["are"])] == []
