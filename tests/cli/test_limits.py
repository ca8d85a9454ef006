"""Limits on tokens and dollars, from the command line."""

from pathlib import Path

import pytest
from commands import Command

from loopback import Loopback
from summarizer import Summary


def files() -> list[Path]:
    paths = [Path(name) for name in "abc"]
    for path in paths:
        path.write_text(f"Nothing of {path}.", encoding="utf-8")
    return paths


def test_a_limit_stops_the_run_and_what_is_done_is_written(
    command: Command, loopback: Loopback
) -> None:
    result = command("summarize", *files(), "--max-tokens", "1500", "-o", "out.jsonl")
    assert result.exit_code == 7
    assert len(loopback.received) == 2  # each takes 1,200
    rows = Path("out.jsonl").read_text("utf-8").splitlines()
    assert [Summary.model_validate_json(row).article.id for row in rows] == ["a", "b"]
    errors = [line for line in result.stderr.splitlines() if "error:" in line]
    assert errors == ["summarizer: error: The run has reached its limit of 1,500 tokens."]
    again = command("summarize", *files(), "-o", "out.jsonl")
    assert again.exit_code == 0
    assert len(loopback.received) == 3  # what was paid for came from the cache


def test_a_limit_in_dollars_counts_by_the_prices_that_are_set(
    command: Command, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = command("summarize", *files(), "--max-cost", "0.02")
    assert (refused.exit_code, loopback.received) == (4, [])
    assert "No price is known for openai/x" in refused.stderr
    monkeypatch.setenv("SUMMARIZER_INPUT_PRICE", "10")
    monkeypatch.setenv("SUMMARIZER_OUTPUT_PRICE", "10")  # 1.2 cents an article
    result = command("summarize", *files(), "--max-cost", "0.02", "-f", "table")
    assert (result.exit_code, len(loopback.received)) == (7, 2)
    assert result.stdout.count("$0.0120") == 2


def test_a_wrong_limit_names_its_option(command: Command) -> None:
    result = command("summarize", *files(), "--max-cost", "-1")
    assert result.exit_code == 4
    assert "--max-cost or SUMMARIZER_MAX_COST_USD" in result.stderr
