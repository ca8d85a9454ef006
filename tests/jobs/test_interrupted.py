"""A run that ends between any two steps goes on later, and nothing is submitted twice."""

import asyncio
import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from numbered import article, number_of
from provider import Provider
from summarizer import (
    Article,
    ConfigurationError,
    LLMUnavailableError,
    Outcome,
    ProviderBatch,
    RunBudgetError,
    Settings,
    summarize_provider_batch,
)

FIVE = [article(n) for n in range(5)]

PROCESS = """
import sys
from numbered import article
from summarizer import Settings, summarize_provider_batch
url, folder, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
settings = Settings(
    model="openai/m", base_url=url, profile="large", cache_dir=folder + "/cache", max_tries=3
)
for outcome in summarize_provider_batch(
    [article(i) for i in range(n)], state=folder + "/jobs.sqlite", settings=settings,
    poll_s=0.02, max_questions=7,
):
    print(outcome.id, outcome.status, flush=True)
"""


async def pass_over(batch: ProviderBatch, articles: list[Article]) -> list[Outcome]:
    return [outcome async for outcome in batch.outcomes(articles)]


def submitted(settings: Settings, state: Path) -> None:
    """Submit five articles, and end."""

    async def work() -> None:
        async with ProviderBatch(state, settings=settings) as batch:
            assert await batch.collect() == 0
            assert await pass_over(batch, FIVE) == []
            assert batch.n_waiting == 5
            assert await batch.submit() == 5

    asyncio.run(work())


def collected(settings: Settings, state: Path) -> list[Outcome]:
    """Collect them, submitting what is left to ask."""

    async def work() -> list[Outcome]:
        async with ProviderBatch(state, settings=settings) as batch:
            await batch.collect()
            found = await pass_over(batch, FIVE)
            await batch.submit()
            return found

    return asyncio.run(work())


def test_what_one_process_submits_another_collects(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.looks = 2
    submitted(settings, state)
    assert not state.with_name(f"{state.name}.job-1.jsonl").exists()
    assert collected(settings, state) == []
    assert [o.status for o in collected(settings, state)] == ["ok"] * 5
    assert [o.status for o in collected(settings, state)] == ["ok"] * 5
    assert provider.asked.count("POST /v1/batches") == provider.asked.count("POST /v1/files") == 1


def test_articles_of_which_nothing_was_sent_are_begun_only_when_asked_to(
    provider: Provider, settings: Settings, state: Path
) -> None:
    submitted(settings, state)

    async def work() -> list[Outcome]:
        async with ProviderBatch(state, settings=settings) as batch:
            await batch.collect()
            more = [*FIVE, article(5), article(6)]
            found = [o async for o in batch.outcomes(more, begins=False)]
            assert (batch.n_waiting, batch.n_unbegun) == (0, 2)
            assert await batch.submit() == 0
            return found

    assert len(asyncio.run(work())) == 5
    assert len(provider.jobs) == 1


def test_a_job_that_was_packed_and_not_submitted_goes_out_the_next_time(
    provider: Provider, settings: Settings, state: Path
) -> None:
    async def work() -> None:
        async with ProviderBatch(state, settings=settings) as batch:
            await pass_over(batch, FIVE)

    asyncio.run(work())
    file = state.with_name(f"{state.name}.job-1.jsonl")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not provider.asked
    assert collected(settings, state) == []
    assert not file.exists()
    assert len(collected(settings, state)) == 5
    assert len(provider.jobs) == 1


def test_a_packed_job_whose_file_is_gone_is_packed_anew(settings: Settings, state: Path) -> None:
    async def work() -> None:
        async with ProviderBatch(state, settings=settings) as batch:
            await pass_over(batch, FIVE)

    asyncio.run(work())
    state.with_name(f"{state.name}.job-1.jsonl").unlink()
    with pytest.raises(ConfigurationError, match=r"job-1\.jsonl is gone"):
        collected(settings, state)
    submitted(settings, state)
    assert [o.metrics.attempts for o in collected(settings, state)] == [1] * 5


def test_a_pass_that_is_given_up_packs_nothing(
    provider: Provider, settings: Settings, state: Path
) -> None:
    submitted(settings, state)

    async def work() -> None:
        async with ProviderBatch(state, settings=settings, max_questions=2) as batch:
            await batch.collect()
            outcomes = batch.outcomes([*(article(n) for n in range(5, 10)), *FIVE])
            async for _ in outcomes:
                break
            await outcomes.aclose()
            assert await batch.submit() == 4  # two full jobs; the fifth was in a third

    asyncio.run(work())
    assert [p.name for p in state.parent.glob("*.jsonl")] == []
    assert [len(job.lines) for job in provider.jobs] == [5, 2, 2]


@pytest.mark.parametrize("is_listed", [True, False], ids=["came through", "got lost"])
def test_a_creation_without_an_answer_is_looked_for_before_another_is_sent(
    provider: Provider, settings: Settings, state: Path, *, is_listed: bool
) -> None:
    provider.fails["POST /v1/batches"] = [0 if is_listed else 500]
    with pytest.raises(LLMUnavailableError):
        submitted(settings.model_copy(update={"max_tries": 1}), state)
    assert len(provider.jobs) == is_listed
    for _ in range(2):
        found = collected(settings, state)
    assert len(found) == 5
    assert len(provider.jobs) == 1
    assert "GET /v1/batches" in provider.asked


def test_a_creation_without_an_answer_is_looked_for_by_the_next_try_as_well(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.fails["POST /v1/batches"] = [0]
    submitted(settings, state)
    assert len(provider.jobs) == 1
    assert len(collected(settings, state)) == 5


@pytest.mark.parametrize(
    "call",
    [
        "POST /v1/files",
        "GET /v1/batches/batch_1",
        "GET /v1/files/batch_1-out/content",
    ],
)
def test_a_call_that_fails_is_tried_again(
    provider: Provider, settings: Settings, state: Path, call: str
) -> None:
    provider.fails[call] = [500, 0]
    found = list(summarize_provider_batch(FIVE, state=state, settings=settings, poll_s=0.001))
    assert len(found) == 5
    assert len(provider.jobs) == 1


def test_an_outage_while_it_waits_ends_nothing(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.fails["GET /v1/batches/batch_1"] = [500] * 4
    once = settings.model_copy(update={"max_tries": 1})
    found = list(summarize_provider_batch(FIVE, state=state, settings=once, poll_s=0.001))
    assert len(found) == 5


def test_an_outage_without_an_end_is_raised(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.fails["GET /v1/batches/batch_1"] = [500] * 1000
    once = settings.model_copy(update={"max_tries": 1})
    with pytest.raises(LLMUnavailableError):
        list(summarize_provider_batch(FIVE, state=state, settings=once, poll_s=0.001))
    assert provider.asked.count("GET /v1/batches/batch_1") == 10


def test_a_server_without_batches_is_told_at_once(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.fails["POST /v1/files"] = [404] * 9
    with pytest.raises(ConfigurationError, match="does not know"):
        submitted(settings, state)
    assert not list(state.parent.glob("*.jsonl"))
    provider.fails.clear()
    submitted(settings, state)
    assert len(collected(settings, state)) == 5


def test_questions_are_split_into_jobs_by_number_and_by_size(
    provider: Provider, settings: Settings, state: Path
) -> None:
    given = summarize_provider_batch(
        FIVE, state=state, settings=settings, poll_s=0.001, max_questions=2
    )
    assert len(list(given)) == 5
    assert [len(job.lines) for job in provider.jobs] == [2, 2, 1]
    size = max(len(upload) for upload in provider.uploads.values())

    async def by_size() -> None:
        other = settings.model_copy(update={"cache": False})
        path = state.with_name("other")
        async with ProviderBatch(path, settings=other, max_bytes=size) as batch:
            await pass_over(batch, FIVE)
            await batch.submit()

    asyncio.run(by_size())
    assert [len(job.lines) for job in provider.jobs[3:]] == [2, 2, 1]


def test_a_limit_lets_no_more_into_jobs_than_it_has_room_for(
    provider: Provider, settings: Settings, state: Path
) -> None:
    # a question is some thousand tokens, its answer at most 16,000: room for two at a time
    limited = settings.model_copy(update={"max_tokens": 40_000})
    given = summarize_provider_batch(FIVE, state=state, settings=limited, poll_s=0.001)
    assert len(list(given)) == 5
    assert [len(job.lines) for job in provider.jobs] == [2, 2, 1]


def test_a_limit_that_is_reached_is_raised_after_what_is_done(
    provider: Provider, settings: Settings, state: Path
) -> None:
    limited = settings.model_copy(update={"max_tokens": 300})  # each takes 110
    found: list[Outcome] = []
    given = summarize_provider_batch(FIVE, state=state, settings=limited, poll_s=0.001)
    with pytest.raises(RunBudgetError):
        found.extend(given)
    assert [len(job.lines) for job in provider.jobs] == [1, 1, 1]
    again = list(summarize_provider_batch(FIVE, state=state, settings=settings, poll_s=0.001))
    assert len(again) == 5
    assert [len(job.lines) for job in provider.jobs] == [1, 1, 1, 2]


def test_the_state_file_is_for_one_process_and_its_owner(
    provider: Provider, settings: Settings, state: Path
) -> None:
    async def work() -> None:
        async with ProviderBatch(state, settings=settings):
            with pytest.raises(ConfigurationError, match="another run uses it"):
                async with ProviderBatch(state, settings=settings):
                    pass

    asyncio.run(work())
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert not provider.asked


def test_the_state_file_holds_no_article_and_no_key(settings: Settings, state: Path) -> None:
    submitted(settings, state)
    held = state.read_bytes()
    assert b"The case is number" not in held
    assert b"sk-secret" not in held


@pytest.mark.parametrize("content", [b"not a database" * 100, b"{}\n"])
def test_a_file_that_is_no_state_file_is_left_alone(
    settings: Settings, state: Path, content: bytes
) -> None:
    state.write_bytes(content)
    with pytest.raises(ConfigurationError, match="no state file"):
        submitted(settings, state)
    assert state.read_bytes() == content


def test_a_database_of_somebody_else_is_left_alone(settings: Settings, state: Path) -> None:
    with sqlite3.connect(state) as db:
        db.execute("CREATE TABLE about (name TEXT, value TEXT)")
    with pytest.raises(ConfigurationError, match="not a state file"):
        submitted(settings, state)


def test_a_state_file_of_another_endpoint_is_refused(settings: Settings, state: Path) -> None:
    submitted(settings, state)
    other = settings.model_copy(update={"base_url": "http://127.0.0.1:9/v1"})
    with pytest.raises(ConfigurationError, match="another endpoint"):
        submitted(other, state)


def test_what_jobs_cannot_do_is_told_before_anything_is_sent(
    settings: Settings, state: Path
) -> None:
    with pytest.raises(ConfigurationError, match="embedded engine takes no jobs"):
        ProviderBatch(state, settings=Settings(model="local:/x.gguf"))
    with pytest.raises(ConfigurationError, match="Limits for one article"):
        ProviderBatch(state, settings=settings.model_copy(update={"max_article_tokens": 9}))
    with pytest.raises(TypeError, match="read several times"):
        list(summarize_provider_batch(iter(FIVE), state=state, settings=settings))
    with pytest.raises(TypeError, match="read several times"):
        list(summarize_provider_batch("A text.", state=state, settings=settings))
    with pytest.raises(RuntimeError, match="async with"):
        ProviderBatch(state, settings=settings).forgive()


def test_killed_at_ten_moments_every_question_is_submitted_once(
    provider: Provider, tmp_path: Path
) -> None:
    provider.looks = 3
    n = 40
    draw = random.Random(7)  # noqa: S311 - moments, no secrets
    command = [sys.executable, "-c", PROCESS, provider.url, str(tmp_path), str(n)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    n_killed = 0
    for _ in range(10):
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
            command, stdout=subprocess.PIPE, env=environment
        )
        n_before = len(provider.asked)
        # a few requests further than the last one came
        n_more = draw.randint(0, 4)
        until = time.monotonic() + 30
        while (
            process.poll() is None
            and len(provider.asked) - n_before < n_more
            and time.monotonic() < until
        ):
            time.sleep(0.002)
        time.sleep(draw.random() * 0.02)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            n_killed += 1
        process.communicate()
    assert n_killed >= 5
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        command, capture_output=True, env=environment, text=True, check=True, timeout=120
    )
    rows = dict(line.split() for line in done.stdout.splitlines())
    assert rows == {f"a{i}": "ok" for i in range(n)}
    asked = Counter(number_of(line["body"]) for line in provider.questions)
    assert asked == Counter(range(n))
