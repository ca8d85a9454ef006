"""Recording and replaying with a scripted stand-in for the model."""

import asyncio
from pathlib import Path

import pytest
from annotating import case_of, story
from pydantic import BaseModel
from standing_in import ORIGIN, record, wirth

from evals.case import Case
from evals.record import origin_of, recorded_ids
from evals.replay import (
    ReplayClient,
    Replayed,
    StaleError,
    UnansweredError,
    UnrecordedError,
    replay,
    settings,
)
from evals.replies import Recorded, ReplyFile, ReplyFileError
from summarizer.core.ask.prompt import prompt_info
from summarizer.core.ask.request import Request
from summarizer.errors import LLMUnavailableError, ModelMissingError, ReplyTruncatedError
from summarizer.settings import Settings
from summarizer.usage import CallUsage


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return case_of(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "replies"


def replayed(case: Case, folder: Path) -> Replayed:
    return asyncio.run(replay(case, ReplyFile.read(case.id, folder)))


def test_what_was_recorded_is_replayed(case: Case, folder: Path) -> None:
    told, asked = record(folder, [case])
    assert asked
    assert told[-1] == f"{case.id}: 0 replies kept, {len(asked)} new, 0 dropped"
    read = replayed(case, folder)
    assert read.found.quotes[0].speaker == "Dana Wirth"
    cost = read.found.cost
    assert (cost.requests, cost.input_tokens) == (len(asked), 100 * len(asked))
    assert read.prompts.items() <= {
        (name, prompt_info(name).sha256) for name in {r.task for r in asked}
    }
    assert recorded_ids(folder) == (case.id,)


def test_recording_again_asks_nothing_and_changes_nothing(case: Case, folder: Path) -> None:
    record(folder, [case])
    before = (folder / f"{case.id}.jsonl").read_bytes()
    told, asked = record(folder, [case])
    n_known = len(ReplyFile.read(case.id, folder).rows)
    assert (told, asked) == ([f"{case.id}: {n_known} replies kept, 0 new, 0 dropped"], [])
    assert (folder / f"{case.id}.jsonl").read_bytes() == before
    _, asked = record(folder, [case], asks_again=True)
    assert len(asked) == n_known


def test_a_recording_that_was_interrupted_goes_on(case: Case, folder: Path) -> None:
    n_asked = 0

    def interrupted(request: Request) -> BaseModel:
        nonlocal n_asked
        n_asked += 1
        if n_asked > 1:
            raise KeyboardInterrupt
        return wirth(request)

    with pytest.raises(KeyboardInterrupt):
        record(folder, [case], interrupted)
    assert len(ReplyFile.read(case.id, folder).rows) == 1
    _, asked = record(folder, [case])
    assert len(asked) == len(ReplyFile.read(case.id, folder).rows) - 1
    replayed(case, folder)


def test_a_question_that_changed_is_told(case: Case, folder: Path, tmp_path: Path) -> None:
    record(folder, [case])
    text = case.text.replace("Nobody was hurt", "Nobody got hurt").replace("no leak", "no hole")
    changed = story(
        text=text,
        quotes=[],
        claims=[{"text": "x", "evidence": "The pier opened in 1921.", "status": "reported"}],
    )
    other = case_of(tmp_path, changed)
    with pytest.raises(UnrecordedError, match="a prompt or a question changed") as caught:
        replayed(other, folder)
    assert "python -m evals record" in str(caught.value)
    told, asked = record(folder, [other])
    assert asked
    assert told[-1].endswith(f"{len(asked)} new, {len(asked)} dropped")
    replayed(other, folder)


def test_a_reply_that_nobody_asks_for_is_told(case: Case, folder: Path) -> None:
    record(folder, [case])
    file = ReplyFile.read(case.id, folder)
    file.append(Recorded(request="f" * 64, task="link.v1", reply="{}"), ORIGIN)
    with pytest.raises(StaleError, match=r"1 recorded replies \(link\.v1\) are never asked for"):
        replayed(case, folder)
    told, _ = record(folder, [case])
    assert told[-1].endswith("0 new, 1 dropped")
    replayed(case, folder)


def test_where_the_model_failed_it_fails_again(case: Case, folder: Path) -> None:
    def cut_off(request: Request) -> BaseModel | ReplyTruncatedError:
        is_last = request.task.startswith("sources")
        return ReplyTruncatedError("Cut off.", usage=CallUsage(2)) if is_last else wirth(request)

    told, asked = record(folder, [case], cut_off)
    assert told[-2].endswith("(sources.v1) ReplyTruncatedError")
    found = replayed(case, folder).found
    assert (found.cost.requests, found.error) == (len(asked) + 1, None)


def test_of_a_story_at_which_the_model_failed_altogether_code_s_part_stays(
    case: Case, folder: Path
) -> None:
    record(folder, [case], lambda _: ReplyTruncatedError("Cut off.", usage=CallUsage(2)))
    found = replayed(case, folder).found
    assert found.error is None
    assert found.stands


def test_where_the_endpoint_failed_recording_stops(case: Case, folder: Path) -> None:
    with pytest.raises(UnansweredError, match="A question got no answer: Gone"):
        record(folder, [case], lambda _: LLMUnavailableError("Gone."))
    assert recorded_ids(folder) == ()


def test_replies_of_two_models_are_never_mixed(case: Case, folder: Path) -> None:
    record(folder, [case])
    other = ORIGIN.model_copy(update={"model": "n.gguf"})
    with pytest.raises(ReplyFileError, match=r"recorded with m\.gguf .* not with n\.gguf"):
        record(folder, [case], origin=other)
    record(folder, [case], origin=other, asks_again=True)
    assert ReplyFile.read(case.id, folder).origin == other


def test_a_reply_may_be_asked_for_twice(case: Case, folder: Path) -> None:
    _, (request, *_) = record(folder, [case])
    client = ReplayClient(ReplyFile.read(case.id, folder).rows)
    first = asyncio.run(client.complete(request))
    assert asyncio.run(client.complete(request)) == first


def test_the_environment_does_not_change_what_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    before = settings()
    monkeypatch.setenv("SUMMARIZER_CONTEXT_SENTENCES", "9")
    monkeypatch.setenv("SUMMARIZER_MAX_OUTPUT_TOKENS", "99")
    monkeypatch.setenv("SUMMARIZER_PROFILE", "large")
    assert settings() == before
    assert settings(concurrency=1).concurrency == 1


def test_the_origin_is_the_model_file_and_its_server(tmp_path: Path) -> None:
    file = tmp_path / "x.gguf"
    file.write_bytes(b"weights")
    origin = origin_of(file, "llama.cpp b1")
    assert (origin.model, origin.server, len(origin.sha256)) == ("x.gguf", "llama.cpp b1", 64)
    with pytest.raises(ModelMissingError):
        origin_of(None, "llama.cpp b1")
    assert not any(Settings().model_dir.iterdir())
