"""What a batch would send, cost and take."""

import json
from pathlib import Path

import pytest
from batches import lines
from commands import Command

from loopback import Loopback
from summarizer import Article, Settings
from summarizer.api import plan_of
from summarizer.batch import articles_at_once
from summarizer.cli.batch.estimate import assumed, measured
from summarizer.cli.batch.measured import Measured
from summarizer.clients.endpoint import Endpoint
from summarizer.outcome import Metrics

REMOTE = Endpoint("openai", "x", "https://models.example/v1")
HERE = Endpoint("local", "x", None, profile="small")
SETTINGS = Settings(model="openai/x", concurrency=8)


def looked(command: Command, *options: str) -> dict[str, str]:
    done = command("batch", "in.jsonl", "-o", "out.jsonl", "--dry-run", *options)
    assert done.exit_code == 0
    pairs = (line.split(maxsplit=1) for line in done.stdout.splitlines())
    return {name: text for name, text in pairs}  # noqa: C416 - a pair, not a list of two


def articles(n: int) -> list[Article]:
    return [Article(text=f"Nothing of {k:04}.") for k in range(n)]


def test_prices_that_are_set_make_a_cost_of_questions_and_answers(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("in.jsonl").write_text(lines(3), encoding="utf-8")
    monkeypatch.setenv("SUMMARIZER_INPUT_PRICE", "1000000")
    monkeypatch.setenv("SUMMARIZER_OUTPUT_PRICE", "10000000")
    found = looked(command)
    tokens = [int(w.replace(",", "")) for w in found["tokens"].split() if w[0].isdigit()]
    n_in, n_out = tokens
    assert (
        found["cost"] == f"about ${n_in + 10 * n_out}.0000: ${n_in}.0000 in, ${10 * n_out}.0000 out"
    )


def test_without_a_price_it_says_how_to_set_one(command: Command) -> None:
    Path("in.jsonl").write_text(lines(1), encoding="utf-8")
    assert "set SUMMARIZER_INPUT_PRICE" in looked(command)["cost"]


def test_a_model_in_this_machine_costs_nothing(command: Command) -> None:
    Path("in.jsonl").write_text(lines(1), encoding="utf-8")
    found = looked(command, "--model", "local:x.gguf")
    assert found["cost"].startswith("nothing")
    assert "25 tokens an answer" in found["basis"]
    assert "1 requests at once" in found["basis"]


def test_rows_that_are_there_tell_more_than_an_assumption(
    command: Command, loopback: Loopback
) -> None:
    Path("in.jsonl").write_text(lines(12), encoding="utf-8")
    command("batch", "in.jsonl", "-o", "out.jsonl")
    n_sent = len(loopback.received)
    Path("in.jsonl").write_text(lines(22), encoding="utf-8")
    found = looked(command)
    assert found["articles"] == "10 to do, 12 done, 0 unreadable"
    assert found["basis"] == "measured on 12 articles that are done with the same settings"
    assert found["tokens"] == "about 10,000 in, 2,000 out"
    assert looked(command, "--window-sentences", "7")["basis"].startswith("assumed")
    assert len(loopback.received) == n_sent


def test_looking_changes_nothing(command: Command) -> None:
    Path("in.jsonl").write_text("bad\n" + lines(2) + lines(1), encoding="utf-8")
    command("batch", "in.jsonl", "-o", "out.jsonl")
    with Path("out.jsonl").open("ab") as file:
        file.write(b'{"id":"a1","sha')
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    found = looked(command)
    assert found["articles"] == "0 to do, 2 done, 1 unreadable, 1 twice in the input"
    assert found["time"] == "0 s"
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_a_file_that_is_no_batch_or_cannot_be_read_is_told(command: Command) -> None:
    Path("in.jsonl").write_text(lines(1), encoding="utf-8")
    done = command("batch", "in.jsonl", "-o", "in.jsonl", "--dry-run")
    assert done.exit_code == 4
    assert "no row of a batch" in done.stderr


def test_of_many_articles_some_are_asked_about_and_all_are_counted() -> None:
    few, many = (
        assumed(articles(n), SETTINGS, plan_of(SETTINGS, REMOTE), REMOTE) for n in (150, 1500)
    )
    assert (few.requests, many.requests) == (150, 1500)
    assert many.tokens_in == pytest.approx(10 * few.tokens_in, rel=0.01)
    assert "200 articles" in many.basis
    assert "articles" not in few.basis


def test_time_goes_down_with_what_is_sent_at_once_but_not_on_this_machine() -> None:
    def low(endpoint: Endpoint, concurrency: int) -> float:
        settings = Settings(concurrency=concurrency)
        return assumed(articles(64), settings, plan_of(settings, endpoint), endpoint).seconds[0]

    assert low(REMOTE, 1) == pytest.approx(8 * low(REMOTE, 8))
    assert low(HERE, 8) == low(HERE, 1)


def test_limits_for_a_minute_are_times_at_least() -> None:
    plan = plan_of(SETTINGS, REMOTE)
    found = assumed(articles(30), SETTINGS, plan, REMOTE)
    slow = Settings(requests_per_minute=3)
    assert found.seconds_within(slow) == (600, 600)
    tokens = Settings(tokens_per_minute=60)
    assert found.seconds_within(tokens)[0] == pytest.approx(found.tokens_in + found.tokens_out)
    assert found.seconds_within(SETTINGS) == found.seconds


def test_what_was_measured_is_scaled_by_articles_and_by_how_many_go_at_once() -> None:
    by = Measured()
    for _ in range(10):
        by.add(Metrics(requests=2, attempts=3, input_tokens=100, output_tokens=10, seconds=4.0))
    plan = plan_of(SETTINGS, REMOTE)
    found = measured(articles(50), by, SETTINGS, plan)
    assert (found.requests, found.tokens_in, found.tokens_out) == (150, 5000, 500)
    expected = 50 * 4.0 / articles_at_once(SETTINGS, plan)
    assert found.seconds == pytest.approx((expected, expected))


def test_what_the_cache_had_or_nobody_counted_is_not_measured() -> None:
    by = Measured()
    whole = Metrics(requests=2, attempts=2, input_tokens=9, output_tokens=1, seconds=1.0)
    for change in ({"attempts": 1}, {"input_tokens": None}, {"output_tokens": None}):
        by.add(whole.model_copy(update=change))
    by.add(Metrics())
    assert by.n == 0
    for _ in range(9):
        by.add(whole)
    assert not by.is_enough
    by.add(whole.model_copy(update={"seconds": 5.0}))
    assert by.is_enough
    low, high = by.seconds
    assert low < 1.4 < high


def test_a_row_of_the_dry_run_is_a_word_and_what_it_says(command: Command) -> None:
    Path("in.jsonl").write_text(json.dumps({"text": "Nothing."}), encoding="utf-8")
    assert [*looked(command)] == [
        "model",
        "articles",
        "requests",
        "tokens",
        "cost",
        "time",
        "basis",
    ]
