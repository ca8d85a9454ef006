"""A few of many."""

import hashlib
import random
from pathlib import Path

from batches import ids, lines
from commands import Command
from hypothesis import given
from hypothesis import strategies as st

from loopback import Loopback
from summarizer import Article, ArticleError
from summarizer.cli.batch.sample import drawn
from summarizer.formats.fields import Row


def row(n: int) -> Row:
    return Row(f"in:{n}", Article(text=f"Nothing of {n}.", id=f"a{n}"))


def places(rows: list[Row]) -> list[str]:
    return [row.place for row in rows]


@given(st.integers(1, 60), st.integers(0, 60), st.randoms(use_true_random=False))
def test_a_sample_does_not_depend_on_the_order(size: int, n: int, shuffling: random.Random) -> None:
    rows = [row(k) for k in range(n)]
    expected = places(drawn(rows, size))
    shuffling.shuffle(rows)
    found = places(drawn(rows, size))
    assert set(found) == set(expected)
    assert len(found) == min(size, n)
    assert found == [place for place in places(rows) if place in found]


def test_a_larger_sample_holds_the_smaller() -> None:
    rows = [row(k) for k in range(500)]
    assert set(places(drawn(rows, 20))) < set(places(drawn(rows, 40)))


def test_each_part_of_the_input_has_its_share() -> None:
    found = drawn((row(k) for k in range(10_000)), 1000)
    counts = [0] * 10
    for place in places(found):
        counts[int(place.removeprefix("in:")) // 1000] += 1
    assert all(70 < n < 130 for n in counts)  # three standard deviations


def test_a_line_that_is_no_article_has_the_same_chance() -> None:
    bad = [Row(f"bad:{n}", ArticleError("No.")) for n in range(500)]
    found = drawn([*bad, *(row(n) for n in range(500))], 200)
    assert 70 < sum(place.startswith("bad") for place in places(found)) < 130


def test_drawn_are_the_smallest_digests_of_text_and_id() -> None:
    def lot(n: int) -> str:
        text = hashlib.sha256(f"Nothing of {n}.".encode()).hexdigest()
        return hashlib.sha256(f"{text} a{n}".encode()).hexdigest()

    expected = sorted(range(50), key=lot)[:5]
    assert set(places(drawn(map(row, range(50)), 5))) == {f"in:{n}" for n in expected}


def test_a_sample_is_gone_on_with_and_its_limit_counts_what_is_not_done(
    command: Command, loopback: Loopback
) -> None:
    Path("in.jsonl").write_text(lines(60) + lines(60), encoding="utf-8")
    arguments = ("batch", "in.jsonl", "-o", "out.jsonl", "--sample", "10")
    assert command(*arguments, "--limit", "4").exit_code == 0
    first = set(ids())
    assert len(first) == 4
    assert command(*arguments).exit_code == 0
    assert first < set(ids())
    assert len(ids()) == 10
    assert command(*arguments).exit_code == 0
    assert len(loopback.received) == 10
    dry = command(*arguments[:-1], "12", "--dry-run")
    assert "articles   2 to do, 10 done, 0 unreadable" in dry.stdout
