"""`summarizer batch --provider-batch`: submit today, collect tomorrow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import ids, lines, rows, told
from commands import Command

from provider import Job, Line, Provider, answered, completion

EMPTY = '{"sources":[],"claims":[],"quotes":[],"synopsis":[]}'


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Provider]:
    server = Provider(lambda _: completion(EMPTY))
    for name, value in {
        "OPENAI_BASE_URL": server.url,
        "OPENAI_API_KEY": "sk-secret",
        "SUMMARIZER_MODEL": "openai/m",
        "SUMMARIZER_PROFILE": "large",
        "SUMMARIZER_CACHE_DIR": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    yield server
    server.close()


@pytest.fixture
def by_jobs(provider: Provider) -> "ByJobs":
    return ByJobs(provider)


class ByJobs:
    """Runs one step over `in.jsonl`."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.code = 0
        self.stdout = ""

    def __call__(self, step: str, *arguments: str, n_articles: int = 4) -> list[str]:
        Path("in.jsonl").write_text(lines(n_articles), encoding="utf-8")
        done = Command()(
            "batch", "in.jsonl", "-o", "out.jsonl", "--provider-batch", step, *arguments
        )
        self.code, self.stdout = done.exit_code, done.stdout
        return told(done.stderr)


def test_jobs_are_submitted_and_collected_by_two_commands(by_jobs: ByJobs) -> None:
    by_jobs.provider.looks = 3
    said = by_jobs("submit")
    assert by_jobs.code == 0
    assert "0 jobs came back; 4 questions were submitted" in said
    assert "4 articles wait; `collect` later (out.jsonl.jobs)" in said
    assert rows() == []
    by_jobs("collect")
    assert by_jobs.code == 9
    by_jobs("status")
    assert by_jobs.code == 0
    assert "batch_1" in by_jobs.stdout
    by_jobs("collect")
    assert by_jobs.code == 0
    assert ids() == ["a0", "a1", "a2", "a3"]
    assert {row.metrics.attempts for row in rows()} == {1}
    assert len(by_jobs.provider.jobs) == 1
    by_jobs("status")
    assert "collected" in by_jobs.stdout


def test_collect_begins_no_articles_and_submit_only_what_is_not_done(by_jobs: ByJobs) -> None:
    by_jobs("submit")
    said = by_jobs("collect", n_articles=6)
    assert by_jobs.code == 0
    assert "2 articles were never submitted: that is `submit`'s" in said
    by_jobs("submit", n_articles=6)
    by_jobs("collect", n_articles=6)
    assert ids() == ["a0", "a1", "a2", "a3", "a4", "a5"]
    assert [len(job.lines) for job in by_jobs.provider.jobs] == [4, 2]


def test_run_waits_for_all_rounds(by_jobs: ByJobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(job: Job) -> list[Line | bytes]:
        job.status = "completed"
        replies = ["{}" if i == 1 and job.id == "batch_1" else EMPTY for i in range(4)]
        return [
            answered(q["custom_id"], completion(reply))
            for q, reply in zip(job.lines, replies, strict=False)
        ]

    import summarizer.provider_batch as driver  # noqa: PLC0415 - its pause between two looks

    monkeypatch.setitem(driver.summarize_provider_batch.__kwdefaults__ or {}, "poll_s", 0.01)
    by_jobs.provider.end = end
    by_jobs("run")
    assert by_jobs.code == 0
    assert ids() == ["a0", "a1", "a2", "a3"]
    assert [len(job.lines) for job in by_jobs.provider.jobs] == [4, 1]


def test_a_bad_line_is_a_row_once(by_jobs: ByJobs) -> None:
    by_jobs("submit")
    Path("in.jsonl").write_text(lines(4) + "nonsense\n", encoding="utf-8")
    done = Command()("batch", "in.jsonl", "-o", "out.jsonl", "--provider-batch", "collect")
    assert done.exit_code == 8
    assert ids() == ["a0", "a1", "a2", "a3", "in.jsonl:5"]


def test_jobs_have_at_most_as_many_questions_as_told(by_jobs: ByJobs) -> None:
    by_jobs("submit", "--job-size", "3")
    assert [len(job.lines) for job in by_jobs.provider.jobs] == [3, 1]


def test_online_and_by_jobs_go_on_with_one_file_of_rows(by_jobs: ByJobs) -> None:
    by_jobs("submit", n_articles=2)
    by_jobs("collect", n_articles=2)
    Path("in.jsonl").write_text(lines(4), encoding="utf-8")
    assert Command()("batch", "in.jsonl", "-o", "out.jsonl").exit_code == 0
    assert ids() == ["a0", "a1", "a2", "a3"]
    assert (len(by_jobs.provider.chats), len(by_jobs.provider.questions)) == (2, 2)


def test_a_dry_run_halves_the_cost_and_sends_nothing(
    by_jobs: ByJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_INPUT_PRICE", "1000")
    monkeypatch.setenv("SUMMARIZER_OUTPUT_PRICE", "1000")
    Path("in.jsonl").write_text(lines(4), encoding="utf-8")
    online = Command()("batch", "in.jsonl", "-o", "out.jsonl", "--dry-run").stdout
    by_jobs("submit", "--dry-run")
    full, half = (
        float(text.split("about $")[1].split(":")[0]) for text in (online, by_jobs.stdout)
    )
    assert half == pytest.approx(full / 2)
    assert not by_jobs.provider.asked


def test_a_key_that_is_refused_ends_with_its_code_and_loses_nothing(by_jobs: ByJobs) -> None:
    by_jobs.provider.fails["POST /v1/files"] = [401]
    said = by_jobs("submit")
    assert by_jobs.code == 4
    assert any("refuses the key" in line for line in said)
    by_jobs("submit")
    by_jobs("collect")
    assert ids() == ["a0", "a1", "a2", "a3"]


@pytest.mark.parametrize("arguments", [["-", "-o", "x"], ["in.jsonl", "-o", "-"], ["-o", "x"]])
def test_what_cannot_be_come_back_to_is_wrong_usage(by_jobs: ByJobs, arguments: list[str]) -> None:
    done = Command()("batch", *arguments, "--provider-batch", "submit", stdin=b"")
    assert done.exit_code == 2
    assert not by_jobs.provider.asked


def test_status_without_jobs_says_so(by_jobs: ByJobs) -> None:
    done = Command()("batch", "-o", "out.jsonl", "--provider-batch", "status")
    assert done.exit_code == 0
    assert "no jobs: out.jsonl.jobs is not there" in done.stdout
    assert not by_jobs.provider.asked
