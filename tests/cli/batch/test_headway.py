"""How far a run is, in words."""

import gzip
import os
import threading
from pathlib import Path

import pytest
from batches import lines

from summarizer import ArticleError, LLMUnavailableError
from summarizer.cli.batch.done import Done
from summarizer.cli.batch.headway import Headway
from summarizer.cli.batch.meter import Meter
from summarizer.cli.batch.shown import shown
from summarizer.cli.batch.tally import Tally, duration
from summarizer.cli.batch.todo import Todo
from summarizer.formats.fields import Fields
from summarizer.outcome import Metrics, Outcome, failed


class Clock:
    """A clock that goes on only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Batch:
    """A run whose articles are taken, and whose outcomes come, when a test wants it."""

    def __init__(
        self, *names: str | Path, limit: int | None = None, sample: int | None = None
    ) -> None:
        stopped = threading.Event()
        self.clock, self.tally = Clock(), Tally()
        self.meter = Meter([str(name) for name in names], stopped)
        self.todo = Todo(
            self.meter.rows(Fields(), 1000),
            Done("x"),
            reject=self.reject,
            stopped=stopped,
            limit=limit,
            sample=sample,
        )
        self.articles = iter(self.todo)
        self.headway = Headway(self.tally, self.todo, self.meter, clock=self.clock)

    def reject(self, place: str, error: ArticleError) -> None:
        self.tally.add(failed(None, error, settings=place))

    def take(self, n: int) -> None:
        for _ in range(n):
            next(self.articles)

    def finish(self, n: int, **metrics: object) -> None:
        counted = Metrics.model_validate(metrics)
        for _ in range(n):
            self.tally.add(Outcome(id="", sha256="", settings="", status="ok", metrics=counted))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(lines(100, first=100), encoding="utf-8")  # all of one length
    return path


def test_the_total_is_estimated_by_bytes_and_known_at_the_end(path: Path) -> None:
    batch = Batch(path)
    batch.take(20)
    batch.finish(5)
    assert batch.headway.line() == "5 of about 100"
    batch.take(80)
    assert next(batch.articles, None) is None
    assert batch.headway.line() == "5 of 100"


def test_time_is_told_by_the_last_minute_and_not_by_start_up(path: Path) -> None:
    batch = Batch(path)
    batch.take(100)
    batch.clock.now = 1000.0
    batch.finish(1)
    assert batch.headway.line() == "1 of about 100"
    for _ in range(20):
        batch.clock.now += 2
        batch.finish(1)
        batch.headway.line()
    assert batch.headway.line() == "21 of about 100, 2 min 38 s left, 0.5 a second"
    batch.clock.now += 100  # a slow article is not the end
    assert batch.headway.line() == "21 of about 100, 9 min 13 s left, 0.1 a second"


def test_errors_costs_and_what_the_cache_had_are_told(path: Path) -> None:
    batch = Batch(path)
    batch.take(10)
    batch.finish(2, cost_usd=0.01, cached=True)
    batch.tally.add(failed(None, LLMUnavailableError("No."), settings=""))
    line = batch.headway.line()
    assert line == "3 of about 100, 1 errors, $0.0200, 2 from the cache"
    assert batch.headway.line(25) == "3 of about 100  1 errors"
    assert batch.headway.line(5) == "3 of "


def test_a_pipe_has_no_total(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writing = threading.Thread(target=pipe.write_text, args=(lines(3),), daemon=True)
    batch = Batch(pipe)
    writing.start()
    batch.take(2)
    assert batch.headway.line() == "0 done"
    batch.take(1)
    assert next(batch.articles, None) is None
    assert batch.headway.line() == "0 of 3"


def test_a_limit_and_a_sample_are_totals(path: Path) -> None:
    limited = Batch(path, limit=7)
    limited.take(3)
    assert limited.headway.line() == "0 of about 7"
    drawn = Batch(path, sample=7)
    assert drawn.headway.line() == "0 done"
    drawn.take(1)
    assert drawn.headway.line() == "0 of about 7"


def test_each_kind_of_input_is_read_to_its_whole(path: Path, tmp_path: Path) -> None:
    folder, packed = tmp_path / "texts", tmp_path / "in.jsonl.gz"
    folder.mkdir()
    for n in range(50):
        (folder / f"{n}.txt").write_text(f"Nothing of {n}, and more of it." * 9, encoding="utf-8")
    packed.write_bytes(gzip.compress(lines(100, first=300).encode()))
    names = [path, tmp_path / "missing.jsonl", folder, packed]
    batch = Batch(*names)
    fractions = [0.0]
    for _ in batch.articles:
        assert batch.meter.fraction is not None
        fractions.append(batch.meter.fraction)
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    sizes = [path.stat().st_size, sum(p.stat().st_size for p in folder.iterdir())]
    whole = sum(sizes) + packed.stat().st_size
    assert fractions[150] == pytest.approx(sum(sizes) / whole)
    assert Batch().meter.fraction == 1.0


def test_a_log_gets_a_line_every_five_seconds(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = Batch(path)
    batch.take(100)
    with shown(batch.headway, quiet=False, clock=batch.clock) as say:
        for second in range(13):
            batch.clock.now = float(second)
            batch.finish(1)
            say()
    five, ten = capsys.readouterr().err.splitlines()
    assert five.startswith("summarizer: 6 of about 100")
    assert ten == "summarizer: 11 of about 100, 1 min 29 s left, 1.0 a second"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.2, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min 0 s"),
        (3599, "59 min 59 s"),
        (7500, "2 h 5 min"),
        (180_000, "2 d 2 h"),
    ],
)
def test_a_time_is_told_in_its_two_largest_units(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_what_is_known_of_some_articles_only_is_the_least(path: Path) -> None:
    batch = Batch(path)
    batch.finish(1, cost_usd=0.5, input_tokens=1000, output_tokens=20)
    batch.finish(1, input_tokens=1000)
    (line,) = batch.tally.lines()
    spent = "at least $0.5000, 2,000 tokens in, at least 20 out, 0 s"
    assert line == f"2 done, 2 ok; {spent}"


def test_what_nobody_knows_is_not_told(path: Path) -> None:
    batch = Batch(path)
    batch.finish(1)
    assert batch.tally.lines() == ["1 done, 1 ok; 0 s"]
