"""Providers that answer badly, and programs that use a batch otherwise than told."""

import asyncio
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any

import pytest

from numbered import EMPTY, article, number_of
from provider import Body, Job, Line, Provider, answered, completion, unasked
from summarizer import (
    Article,
    ConfigurationError,
    LLMUnavailableError,
    Outcome,
    ProviderBatch,
    QuotaError,
    RunBudgetError,
    Settings,
    summarize,
    summarize_batch,
    summarize_provider_batch,
)

FIVE = [article(n) for n in range(5)]


def outcomes(settings: Settings, state: Path, **more: Any) -> list[Outcome]:
    return list(
        summarize_provider_batch(FIVE, state=state, settings=settings, poll_s=0.001, **more)
    )


def tampered(file: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        assert db.execute(statement, values).rowcount >= 1


def sizes(provider: Provider) -> list[int]:
    return [len(job.lines) for job in provider.jobs]


def submitted(settings: Settings, state: Path, **more: Any) -> None:
    async def work() -> None:
        async with ProviderBatch(state, settings=settings, **more) as batch:
            async for _ in batch.outcomes(FIVE):
                pass
            await batch.submit()

    asyncio.run(work())


def test_questions_of_a_cancelled_job_are_not_sent_again_whatever_its_lines_say(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "cancelled"
        good = [answered(q["custom_id"], completion(EMPTY)) for q in job.lines[:2]]
        return [*good, *(unasked(q["custom_id"], "batch_cancelled") for q in job.lines[2:])]

    provider.end = end
    found = outcomes(settings, state)
    assert sorted(o.status for o in found) == ["error"] * 3 + ["ok"] * 2
    assert sizes(provider) == [5]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_job_that_may_have_been_created_is_never_taken_for_refused(
    provider: Provider, settings: Settings, state: Path, status: int
) -> None:
    provider.fails["POST /v1/batches"] = [0]  # it comes through, its answer is lost
    provider.fails["GET /v1/batches"] = [status]
    with pytest.raises(ConfigurationError):
        submitted(settings, state)
    provider.fails.clear()
    assert len(outcomes(settings, state)) == 5
    assert sizes(provider) == [5]


def test_a_creation_whose_answer_says_nothing_is_looked_for(
    provider: Provider, settings: Settings, state: Path
) -> None:
    create = provider.create
    provider.create = lambda body: {**create(body), "id": None}  # type: ignore[method-assign]
    with pytest.raises(ConfigurationError, match="no provider of batches"):
        submitted(settings, state)
    assert len(outcomes(settings, state)) == 5
    assert sizes(provider) == [5]


def test_a_pass_that_is_left_open_is_told_and_nothing_is_submitted_of_it(
    provider: Provider, settings: Settings, state: Path
) -> None:
    summarize(FIVE[0], settings=settings)  # so that the pass has one outcome

    async def work() -> None:
        async with ProviderBatch(state, settings=settings, max_questions=2) as batch:
            passing = batch.outcomes([*FIVE[1:], FIVE[0]])
            async for _ in passing:
                break
            for step in (batch.submit, batch.collect):
                with pytest.raises(RuntimeError, match="a pass of outcomes is open"):
                    await step()
            with pytest.raises(RuntimeError, match="a pass of outcomes is open"):
                batch.forgive()

    asyncio.run(work())
    assert not provider.jobs
    assert len(outcomes(settings, state)) == 5
    assert sum(sizes(provider)) == 4


def test_what_the_online_driver_was_answered_meanwhile_is_used(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "expired"
        return []

    provider.end = end
    submitted(settings, state)
    assert len(list(summarize_batch(FIVE, settings=settings))) == 5
    assert {o.status for o in outcomes(settings, state)} == {"ok"}
    assert sizes(provider) == [5]


def test_a_kept_reply_of_bad_form_is_replaced(settings: Settings, state: Path) -> None:
    summarize(FIVE[0], settings=settings)
    (store,) = settings.cache_dir.rglob("cache.db")
    tampered(store, "UPDATE Cache SET value = ?", b"{}")
    outcomes(settings, state)
    assert summarize(FIVE[0], settings=settings).usage.attempts == 0


def test_the_file_of_a_job_that_has_just_ended_is_waited_for(
    provider: Provider, settings: Settings, state: Path
) -> None:
    told = provider.told

    def late(job: Job) -> Body:
        found = told(job)
        if job.n_looks < 3:
            found |= {"status": "completed", "output_file_id": None}
            found["request_counts"]["completed"] = 5
            found["completed_at"] = found["created_at"]
        return found

    provider.looks = 3
    provider.told = late  # type: ignore[method-assign]
    assert {o.status for o in outcomes(settings, state)} == {"ok"}
    assert sizes(provider) == [5]


def test_answers_of_a_job_that_failed_on_its_way_are_read(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> Iterable[Line | bytes]:
        lines = provider.all_answers(job)
        job.status = "failed"
        return lines

    provider.end = end
    assert {o.status for o in outcomes(settings, state)} == {"ok"}
    assert sizes(provider) == [5]


def test_a_job_whose_answers_are_gone_keeps_no_other_back_and_can_be_dropped(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.fails["GET /v1/files/batch_1-out/content"] = [404] * 99
    found: list[str] = []
    given = summarize_provider_batch(
        FIVE, state=state, settings=settings, poll_s=0.001, max_questions=2
    )
    with pytest.raises(ConfigurationError, match=r"^Job 1 \(batch_1\): "):
        found += [o.id for o in given]
    found += [o.id for o in given]

    async def drop() -> list[str]:
        async with ProviderBatch(state, settings=settings) as batch:
            await batch.collect()
            async with aclosing(batch.outcomes(FIVE)) as passing:
                there = [o.id async for o in passing]
            batch.drop(1)
            with pytest.raises(ConfigurationError, match="has no job 1 under way"):
                batch.drop(1)
            return there

    assert sorted(asyncio.run(drop())) == ["a2", "a3", "a4"]
    assert len(outcomes(settings, state)) == 5
    assert sizes(provider) == [2, 2, 1, 2]


@pytest.mark.parametrize(
    "said",
    [
        {"status": "COMPLETED"},
        {"status": []},
        {"status": None},
        {"output_file_id": "x" * 100_000},
        {"output_file_id": "\ud800"},
        {"output_file_id": "../models"},
        {"output_file_id": ["file"]},
    ],
    ids=lambda said: str(*said.items())[:40],
)
def test_what_no_provider_says_of_a_job_is_told_and_costs_nothing(
    provider: Provider, settings: Settings, state: Path, said: Body
) -> None:
    told = provider.told
    provider.told = lambda job: {**told(job), **said}  # type: ignore[method-assign]
    with pytest.raises(ConfigurationError, match="no provider of batches"):
        outcomes(settings, state)
    provider.told = told  # type: ignore[method-assign]
    assert len(outcomes(settings, state)) == 5
    assert sizes(provider) == [5]


@pytest.mark.parametrize(
    "said",
    [
        {"request_counts": "many"},
        {"request_counts": 3},
        {"request_counts": {"completed": "x", "failed": True}},
        {"errors": ["a"]},
        {"errors": {"data": ["x"]}},
        {"errors": 1},
    ],
    ids=str,
)
def test_what_is_told_beside_the_status_may_be_anything(
    provider: Provider, settings: Settings, state: Path, said: Body
) -> None:
    told = provider.told
    provider.told = lambda job: {**told(job), **said}  # type: ignore[method-assign]
    assert {o.status for o in outcomes(settings, state)} == {"ok"}


def test_answers_with_keys_that_are_none_are_passed_over(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        bad = answered("\ud800", completion(EMPTY))
        return [bad, *provider.all_answers(job)]

    provider.end = end
    assert {o.status for o in outcomes(settings, state)} == {"ok"}


def test_a_list_of_batches_without_an_end_is_left(
    provider: Provider, settings: Settings, state: Path
) -> None:
    page = {"data": [{"id": "b", "input_file_id": "other"}], "has_more": True}
    answer = provider.answer

    def listing(method: str, path: str, content: bytes, kind: str) -> bytes | Body:
        return (
            page
            if (method, path) == ("GET", "/v1/batches")
            else answer(method, path, content, kind)
        )

    provider.answer = listing  # type: ignore[method-assign]
    provider.fails["POST /v1/batches"] = [500]
    submitted(settings, state)
    assert provider.asked.count("GET /v1/batches") == 2


@pytest.mark.parametrize(
    "statement",
    ["UPDATE job SET stage = 'weird'", "UPDATE question SET stage = 'weird'"],
)
def test_a_state_file_that_was_tampered_with_is_told(
    settings: Settings, state: Path, statement: str
) -> None:
    submitted(settings, state)
    tampered(state, statement)
    with pytest.raises(ConfigurationError, match="it is broken"):
        outcomes(settings, state)


def test_questions_of_a_job_that_is_nowhere_are_not_waited_for(
    provider: Provider, settings: Settings, state: Path
) -> None:
    submitted(settings, state)
    tampered(state, "DELETE FROM job")
    with pytest.raises(ConfigurationError, match="no job is under way"):
        outcomes(settings, state)
    assert sizes(provider) == [5]


def test_a_full_queue_costs_no_second_upload(
    provider: Provider, settings: Settings, state: Path
) -> None:
    create = provider.create

    def one_at_a_time(body: Body) -> Body:
        is_full = any(job.status == "in_progress" for job in provider.jobs)
        created = create(body)
        if is_full:
            provider.jobs[-1].status = "failed"
            provider.jobs[-1].errors = [{"code": "token_limit_exceeded", "message": "no"}]
        return created

    provider.create = one_at_a_time  # type: ignore[method-assign]
    found = outcomes(settings, state, max_questions=1)
    assert {o.status for o in found} == {"ok"}
    assert provider.asked.count("POST /v1/files") == 5


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("insufficient_quota", QuotaError),
        ("billing_hard_limit_reached", QuotaError),
        ("model_not_found", ConfigurationError),
        ("weird", ConfigurationError),
    ],
)
def test_the_reason_for_which_a_job_is_refused_is_told(
    provider: Provider, settings: Settings, state: Path, code: str, error: type[Exception]
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "failed"
        job.errors = [{"code": code, "message": "no"}]
        return []

    provider.end = end
    with pytest.raises(error):
        outcomes(settings, state)
    assert sizes(provider) == [5]


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_file_that_is_not_taken_is_no_fault_of_an_article(
    provider: Provider, settings: Settings, state: Path, status: int
) -> None:
    provider.fails["POST /v1/files"] = [status]
    with pytest.raises(ConfigurationError, match="does not take a file or a batch"):
        submitted(settings, state)


def test_an_outage_before_anything_is_submitted_is_told_at_once_with_its_job_packed(
    provider: Provider, settings: Settings, state: Path
) -> None:
    once = settings.model_copy(update={"max_tries": 1})
    provider.fails["POST /v1/files"] = [500] * 99
    with pytest.raises(LLMUnavailableError):
        submitted(once, state)
    assert provider.asked == ["POST /v1/files"]
    provider.fails.clear()
    assert len(outcomes(settings, state)) == 5


def test_other_articles_than_before_are_told(settings: Settings, state: Path) -> None:
    async def work(second: list[Article]) -> None:
        async with ProviderBatch(state, settings=settings) as batch:
            async for _ in batch.outcomes(FIVE):
                pass
            async for _ in batch.outcomes(second):
                pass

    with pytest.raises(ValueError, match="not the articles of the pass before"):
        asyncio.run(work(FIVE[3:]))
    with pytest.raises(ValueError, match="fewer articles"):
        asyncio.run(work(FIVE[:3]))


def test_articles_that_can_be_read_once_only_are_told(settings: Settings, state: Path) -> None:
    class Once:
        def __init__(self) -> None:
            self.given = iter(FIVE)

        def __iter__(self) -> Iterator[Article]:
            given, self.given = self.given, iter(())
            return given

    with pytest.raises(ValueError, match="fewer articles"):
        list(summarize_provider_batch(Once(), state=state, settings=settings, poll_s=0.001))


def test_one_batch_can_be_opened_again(provider: Provider, settings: Settings, state: Path) -> None:
    async def work() -> list[Outcome]:
        found: list[Outcome] = []
        batch = ProviderBatch(state, settings=settings)
        for _ in range(3):
            async with batch:
                await batch.collect()
                found += [outcome async for outcome in batch.outcomes(FIVE)]
                await batch.submit()
        return found

    assert len(asyncio.run(work())) == 10
    assert sizes(provider) == [5]


def test_a_failed_article_costs_all_its_questions(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.reply = lambda _: completion("", finish_reason="content_filter")
    parts = settings.model_copy(update={"window_sentences": 1})
    (jobs,) = summarize_provider_batch([article(1)], state=state, settings=parts, poll_s=0.001)
    (online,) = summarize_batch([article(1)], settings=parts)
    assert jobs.error == online.error
    assert (jobs.metrics.attempts, jobs.metrics.input_tokens) == (2, 200)
    assert (online.metrics.attempts, online.metrics.input_tokens) == (2, 200)


def test_a_fault_that_online_is_worth_one_repeat_is_so_in_jobs(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.reply = lambda body: completion("" if number_of(body) == 1 else EMPTY)
    patient = settings.model_copy(update={"max_tries": 9})
    found = {o.id: o for o in outcomes(patient, state)}
    (online,) = summarize_batch([article(1)], settings=patient)
    assert found["a1"].error == online.error
    assert found["a1"].metrics.attempts == online.metrics.attempts == 2


def test_a_cost_that_was_unknown_counts_once_a_price_is_known(
    provider: Provider, settings: Settings, state: Path
) -> None:
    unpriced = settings.model_copy(update={"input_price": None, "output_price": None})
    list(summarize_provider_batch(FIVE[:3], state=state, settings=unpriced, poll_s=0.001))
    limited = settings.model_copy(update={"max_cost_usd": 0.002})  # three cost .001 each
    with pytest.raises(RunBudgetError):
        outcomes(limited, state)
    assert sizes(provider) == [3]


def test_more_room_that_the_user_gives_is_used(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def reply(body: Body) -> Body:
        is_small = body["max_tokens"] < 9000
        return completion(EMPTY, finish_reason="length" if is_small else "stop")

    provider.reply = reply
    small = settings.model_copy(update={"max_output_tokens": 2000})
    assert {o.error.type for o in outcomes(small, state)} == {"reply_truncated"}
    assert {o.status for o in outcomes(settings, state)} == {"ok"}


def test_what_is_under_way_is_waited_for_before_a_limit_is_told(
    provider: Provider, settings: Settings, state: Path
) -> None:
    ended: list[str] = []

    def end(job: Job) -> Iterable[Line | bytes]:
        ended.append(job.id)
        return provider.all_answers(job)

    provider.end = end
    told = provider.told
    provider.told = (  # type: ignore[method-assign]
        lambda job: (
            told(job)
            if job.id == "batch_1" or job.n_looks > 9
            else {**told(job), "status": "in_progress", "output_file_id": None}
        )
    )
    limited = settings.model_copy(update={"max_tokens": 40_000})  # room for two at a time
    submitted(limited, state, max_questions=1)
    assert sizes(provider) == [1, 1]
    tight = settings.model_copy(update={"max_tokens": 100})
    found: list[Outcome] = []
    given = summarize_provider_batch(FIVE, state=state, settings=tight, poll_s=0.001)
    with pytest.raises(RunBudgetError):
        found.extend(given)
    assert len(found) == 2
    assert sizes(provider) == [1, 1]


def test_a_state_file_that_was_refused_is_free_again(settings: Settings, state: Path) -> None:
    submitted(settings, state)
    other = settings.model_copy(update={"base_url": "http://127.0.0.1:9/v1"})
    with pytest.raises(ConfigurationError, match="another endpoint") as caught:
        submitted(other, state)
    assert caught.value.__context__ is None
    assert len(outcomes(settings, state)) == 5


def test_a_folder_is_no_state_file(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be used") as caught:
        submitted(settings, tmp_path)
    assert caught.value.__context__ is None


def test_files_with_articles_that_a_killed_process_left_are_removed(
    settings: Settings, state: Path
) -> None:
    submitted(settings, state)
    left = state.with_name(f"{state.name}.job-1.jsonl")
    left.write_text("The case is number 1.", encoding="utf-8")
    assert len(outcomes(settings, state)) == 5
    assert not left.exists()
