"""What comes back of a job: answers, faults of single questions, jobs that end badly."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from numbered import EMPTY, article, number_of
from provider import Body, Job, Line, Provider, answered, completion, unasked
from summarizer import (
    Article,
    ConfigurationError,
    Outcome,
    QuotaError,
    Settings,
    summarize,
    summarize_batch,
    summarize_provider_batch,
)

FIVE = [article(n) for n in range(5)]


def outcomes(settings: Settings, state: Path, articles: Iterable[Article]) -> dict[str, Outcome]:
    given = summarize_provider_batch(articles, state=state, settings=settings, poll_s=0.001)
    return {outcome.id: outcome for outcome in given}


def sent(provider: Provider) -> list[list[int]]:
    """Return for each job the numbers of the articles that it asks about."""
    return [sorted(number_of(line["body"]) for line in job.lines) for job in provider.jobs]


def failing(status: int, code: str = "", message: str = "no") -> Body:
    return {"error": {"message": message, "type": None, "code": code}, "status": status}


def once(provider: Provider, number: int, line: Body | str | None) -> None:
    """Let the first question about an article go wrong: by an error's body, a reply, no line."""
    seen: list[str] = []

    def end(job: Job) -> list[Line | bytes]:
        job.status = "completed"
        lines: list[Line | bytes] = []
        for question in job.lines:
            key, body = question["custom_id"], question["body"]
            if number_of(body) != number or seen:
                lines.append(answered(key, completion(EMPTY)))
                continue
            seen.append(key)
            if isinstance(line, str):
                lines.append(answered(key, completion(line)))
            elif line is not None and "status" in line:
                lines.append(answered(key, line, status=line["status"]))
            elif line is not None:
                lines.append(answered(key, line))
        return lines

    provider.end = end


def test_every_article_has_its_outcome_and_costs_half(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.looks = 3
    found = outcomes(settings, state, FIVE)
    assert sorted(found) == ["a0", "a1", "a2", "a3", "a4"]
    assert all(o.status == "ok" and o.summary for o in found.values())
    metrics = found["a3"].metrics
    assert (metrics.requests, metrics.attempts, metrics.cached) == (1, 1, False)
    assert (metrics.input_tokens, metrics.output_tokens) == (100, 10)
    assert metrics.cost_usd == pytest.approx((100 * 10 + 10 * 100) / 1e6 / 2)
    assert metrics.seconds > 0
    assert sent(provider) == [[0, 1, 2, 3, 4]]
    assert not provider.chats


def test_a_job_is_what_the_batch_api_takes(
    provider: Provider, settings: Settings, state: Path
) -> None:
    outcomes(settings, state, [Article(text="One\u2028line, said Ms\x85Noll.", id="x")])
    (content,) = provider.uploads.values()
    (line,) = content.decode().splitlines()  # which ends lines at U+2028 as well
    question = json.loads(line)
    assert (question["method"], question["url"]) == ("POST", "/v1/chat/completions")
    assert len(question["custom_id"]) == 64
    assert question["body"]["model"] == "m"
    assert question["body"]["response_format"]["type"] == "json_schema"
    assert provider.asked[:2] == ["POST /v1/files", "POST /v1/batches"]
    assert all(h["authorization"] == "Bearer sk-secret" for h in provider.headers)
    assert not any(name.startswith("x-stainless") for h in provider.headers for name in h)


def test_jobs_and_single_requests_share_the_cache(
    provider: Provider, settings: Settings, state: Path
) -> None:
    assert summarize(article(0), settings=settings).usage.attempts == 1
    found = outcomes(settings, state, FIVE)
    assert found["a0"].metrics.cached
    assert sent(provider) == [[1, 2, 3, 4]]
    again = list(summarize_batch(FIVE, settings=settings))
    assert all(o.metrics.cached for o in again)
    assert len(provider.chats) == 1


def test_without_a_cache_the_state_file_alone_keeps_what_was_paid_for(
    provider: Provider, settings: Settings, state: Path
) -> None:
    bare = settings.model_copy(update={"cache": False})
    outcomes(bare, state, FIVE)
    assert sorted(outcomes(bare, state, FIVE)) == ["a0", "a1", "a2", "a3", "a4"]
    assert len(provider.jobs) == 1


def test_what_is_asked_next_is_another_job(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.reply = _nobody
    parts = settings.model_copy(update={"window_sentences": 1})
    found = outcomes(parts, state, FIVE)
    usages = [found[f"a{n}"].summary.usage for n in range(5)]  # type: ignore[union-attr]
    assert {(usage.rounds, usage.requests) for usage in usages} == {(2, 3)}
    # nobody claims anything, so that all five ask the same for their synopsis: that is one question
    assert [len(job.lines) for job in provider.jobs] == [10, 1]
    assert [usage.attempts for usage in usages] == [3, 2, 2, 2, 2]


def _nobody(body: Body) -> Body:
    """Answer whatever form is asked for with as little as it allows."""
    schema = body["response_format"]["json_schema"]["schema"]
    return completion(json.dumps(_least(schema, schema.get("$defs", {}))))


def _least(node: dict[str, Any], defs: dict[str, Any]) -> object:  # noqa: PLR0911 - one a kind
    if "$ref" in node:
        return _least(defs[node["$ref"].rpartition("/")[2]], defs)
    if "anyOf" in node:
        return None if {"type": "null"} in node["anyOf"] else _least(node["anyOf"][0], defs)
    if "enum" in node:
        return node["enum"][0]
    if "const" in node:
        return node["const"]
    match node.get("type"):
        case "object":
            return {k: _least(v, defs) for k, v in node["properties"].items()}
        case "array":
            fewest = node.get("minItems", 0)
            return [_least(node["items"], defs) for _ in range(fewest)]
        case "integer":
            return 1
        case _:
            return "nobody"


def test_two_articles_with_one_text_are_one_question_that_is_counted_once(
    provider: Provider, settings: Settings, state: Path
) -> None:
    copies = [Article(text=article(1).text, id=name, language="en") for name in ("x", "y")]
    found = outcomes(settings, state, copies)
    assert sent(provider) == [[1]]
    assert sorted(o.metrics.attempts for o in found.values()) == [0, 1]


def test_a_bad_article_is_an_outcome_and_breaks_nothing(
    provider: Provider, settings: Settings, state: Path
) -> None:
    found = outcomes(settings, state, [article(0), Article(text="  ", id="empty"), article(2)])
    assert found["empty"].error.type == "article"
    assert found["a0"].status == found["a2"].status == "ok"
    assert sent(provider) == [[0, 2]]


def test_a_reply_of_bad_form_is_asked_again_in_the_next_job_with_what_was_wrong(
    provider: Provider, settings: Settings, state: Path
) -> None:
    once(provider, 3, '{"sources":[]}')
    found = outcomes(settings, state, FIVE)
    assert found["a3"].status == "ok"
    assert sent(provider) == [[0, 1, 2, 3, 4], [3]]
    roles = [m["role"] for m in provider.jobs[1].lines[0]["body"]["messages"]]
    assert roles[-2:] == ["assistant", "user"]
    told = provider.jobs[1].lines[0]["body"]["messages"]
    assert told[-2]["content"] == '{"sources":[]}'
    assert "claims: missing" in told[-1]["content"]
    metrics = found["a3"].metrics
    assert (metrics.attempts, metrics.input_tokens) == (2, 200)
    assert found["a3"].summary.usage.reasks == 1  # type: ignore[union-attr]


def test_a_model_that_never_answers_in_form_is_an_error_after_the_tries(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def reply(body: Body) -> Body:
        return completion("{}" if number_of(body) == 1 else EMPTY)

    provider.reply = reply
    found = outcomes(settings, state, FIVE)
    assert found["a1"].error.type == "reply_invalid"
    assert found["a1"].metrics.attempts == 3
    assert sent(provider) == [[0, 1, 2, 3, 4], [1], [1]]
    outcomes(settings, state, FIVE)
    assert len(provider.jobs) == 3


def test_a_reply_that_is_cut_off_gets_all_the_room_there_is(
    provider: Provider, settings: Settings, state: Path
) -> None:
    text = "“We saw nothing,” said a clerk at the town hall. The mayor denied it."
    seen: list[int] = []

    def reply(body: Body) -> Body:
        seen.append(body["max_tokens"])
        if len(seen) == 1:
            return completion('{"tags":', finish_reason="length")
        return _nobody(body)

    provider.reply = reply
    small = settings.model_copy(update={"profile": "small"})
    found = outcomes(small, state, [Article(text=text, id="x", language="en")])
    assert found["x"].status == "ok"
    assert settings.max_output_tokens in seen
    assert seen[0] < settings.max_output_tokens


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (failing(400, "content_policy_violation"), "reply_refused"),
        (failing(400, "context_length_exceeded"), "reply"),
        (completion("", finish_reason="content_filter"), "reply_refused"),
        (completion("{}", finish_reason="length"), "reply_truncated"),
    ],
    ids=["filtered", "too long", "stopped", "cut at the limit"],
)
def test_a_fault_of_one_question_is_the_outcome_of_its_article_alone(
    provider: Provider, settings: Settings, state: Path, line: Body, code: str
) -> None:
    once(provider, 2, line)
    found = outcomes(settings, state, FIVE)
    assert found["a2"].error.type == code
    assert found["a2"].metrics.attempts == 1
    assert sum(o.status == "ok" for o in found.values()) == 4
    assert len(provider.jobs) == 1
    assert outcomes(settings, state, FIVE)["a2"].error.type == code
    assert len(provider.jobs) == 1


@pytest.mark.parametrize(
    "line",
    [
        failing(500),
        failing(429, "rate_limit_exceeded"),
        None,
        completion(" "),
        {"choices": []},
        {"error": {"code": 503, "message": "busy"}},
    ],
    ids=["failing", "limited", "missing", "empty", "no choice", "error as an answer"],
)
def test_a_fault_that_may_pass_is_asked_again_in_the_next_job(
    provider: Provider, settings: Settings, state: Path, line: Body | None
) -> None:
    once(provider, 2, line)
    found = outcomes(settings, state, FIVE)
    assert {o.status for o in found.values()} == {"ok"}
    assert sent(provider) == [[0, 1, 2, 3, 4], [2]]


def test_a_question_that_is_never_answered_is_an_error_that_a_later_run_may_mend(
    provider: Provider, settings: Settings, state: Path
) -> None:
    provider.end = _nothing
    found = outcomes(settings, state, [article(0)])
    assert (found["a0"].error.type, found["a0"].error.retryable) == ("unavailable", True)
    assert len(provider.jobs) == 3
    provider.end = provider.all_answers
    assert outcomes(settings, state, [article(0)])["a0"].status == "ok"
    assert len(provider.jobs) == 4


def _nothing(job: Job) -> list[Line | bytes]:
    job.status = "completed"
    return []


def test_answers_may_come_in_any_order_twice_and_between_lines_that_are_none(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        good = [*provider.all_answers(job)]
        late = answered(job.lines[0]["custom_id"], completion("{}"))
        nest = b"[" * 100_000 + b"\n"
        foreign = answered("f" * 64, completion(EMPTY))
        junk = [b"\n", b"nonsense\n", nest, b"[1]\n", b'{"custom_id": 3}\n', b"\xff\xfe\n"]
        return [*reversed(good), *junk, foreign, late, good[0]]

    provider.end = end
    found = outcomes(settings, state, FIVE)
    assert {o.status for o in found.values()} == {"ok"}
    assert len(provider.jobs) == 1


def test_of_a_job_that_expires_only_what_has_no_answer_is_sent_again(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "expired"
        lines: list[Line | bytes] = [
            answered(q["custom_id"], completion(EMPTY))
            if number_of(q["body"]) < 2 or len(provider.jobs) > 1
            else unasked(q["custom_id"])
            for q in job.lines
        ]
        return lines[: 4 if len(provider.jobs) == 1 else None]  # the last has no line at all

    provider.end = end
    found = outcomes(settings, state, FIVE)
    assert {o.status for o in found.values()} == {"ok"}
    assert sent(provider) == [[0, 1, 2, 3, 4], [2, 3, 4]]


def test_what_a_user_cancelled_is_not_sent_again_unasked(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "cancelled"
        return [answered(q["custom_id"], completion(EMPTY)) for q in job.lines[:2]]

    provider.end = end
    found = outcomes(settings, state, FIVE)
    assert sum(o.status == "ok" for o in found.values()) == 2
    assert {o.error.type for o in found.values() if o.status == "error"} == {"unavailable"}
    assert len(provider.jobs) == 1
    provider.end = provider.all_answers
    assert {o.status for o in outcomes(settings, state, FIVE).values()} == {"ok"}
    assert [len(job.lines) for job in provider.jobs] == [5, 3]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (failing(429, "insufficient_quota"), QuotaError),
        (failing(401), ConfigurationError),
        (failing(404, "model_not_found"), ConfigurationError),
    ],
    ids=["no credit", "wrong key", "no such model"],
)
def test_what_dooms_all_is_raised_once_the_rest_is_handed_out_and_nothing_is_lost(
    provider: Provider, settings: Settings, state: Path, body: Body, error: type[Exception]
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "completed"
        return [
            answered(q["custom_id"], completion(EMPTY))
            if number_of(q["body"]) < 3
            else answered(q["custom_id"], body, status=body["status"])
            for q in job.lines
        ]

    provider.end = end
    found: list[str] = []
    given = summarize_provider_batch(FIVE, state=state, settings=settings, poll_s=0.001)
    with pytest.raises(error):
        found += [outcome.id for outcome in given]
    found += [outcome.id for outcome in given]
    provider.end = provider.all_answers
    again = outcomes(settings, state, FIVE)
    assert {o.status for o in again.values()} == {"ok"}
    assert sent(provider) == [[0, 1, 2, 3, 4], [3, 4]]
    assert again["a4"].metrics.attempts == 1


def test_an_endpoint_that_takes_no_schema_is_asked_without_one(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "completed"
        refused = failing(400, message="response_format is not supported")
        return [
            answered(q["custom_id"], refused, status=400)
            if "response_format" in q["body"]
            else answered(q["custom_id"], completion(EMPTY))
            for q in job.lines
        ]

    provider.end = end
    found = outcomes(settings, state, FIVE)
    assert {o.status for o in found.values()} == {"ok"}
    assert sent(provider) == [[0, 1, 2, 3, 4]] * 2


def test_a_job_that_the_provider_refuses_is_told_and_its_questions_wait(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "failed"
        job.errors = [{"code": "token_limit_exceeded", "message": "Enqueued token limit reached"}]
        return []

    provider.end = end
    with pytest.raises(ConfigurationError, match="does not queue as many tokens"):
        outcomes(settings, state, FIVE)
    provider.end = provider.all_answers
    assert {o.status for o in outcomes(settings, state, FIVE).values()} == {"ok"}
    assert [len(job.lines) for job in provider.jobs] == [5, 5]


def test_a_job_for_which_the_queue_is_full_is_sent_again_when_another_has_ended(
    provider: Provider, settings: Settings, state: Path
) -> None:
    def end(job: Job) -> Iterable[Line | bytes]:
        if job.id != "batch_2":
            return provider.all_answers(job)
        job.status = "failed"
        job.errors = [{"code": "token_limit_exceeded", "message": "Enqueued token limit reached"}]
        return []

    provider.end = end
    provider.looks = 2
    given = summarize_provider_batch(
        FIVE, state=state, settings=settings, poll_s=0.001, max_questions=3
    )
    assert {o.status for o in given} == {"ok"}
    assert sent(provider) == [[0, 1, 2], [3, 4], [3, 4]]
