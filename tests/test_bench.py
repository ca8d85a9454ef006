"""The measurement of a batch measures what it says: rows and requests are counted, never time."""

from bench.batch import Case, Row, measure
from bench.bound import bound_s, rate_bound_s
from bench.corpus import article
from bench.memory import measure as measure_memory
from bench.server import Behaviour
from bench.table import batch_table, memory_table


def test_articles_are_the_same_each_time_and_no_two_are_alike() -> None:
    texts = [article(number)["text"] for number in range(50)]
    assert texts == [article(number)["text"] for number in range(50)]
    assert len(set(texts)) == 50
    assert all(300 <= len(text.split()) < 700 for text in texts)


def test_nobody_is_faster_than_the_bound() -> None:
    assert bound_s([1.0] * 5, 2) == 3.0
    assert bound_s([4.0, 1.0, 1.0, 1.0], 2) == 4.0
    assert rate_bound_s(400, 40, 0.3) == 9.3


def test_both_systems_answer_every_article_by_one_request_each() -> None:
    rows = measure([Case("small", Behaviour(0.01), (30, 50), n=6, concurrency=3)], rounds=1)
    assert {row.system for row in rows} == {"ours", "plain"}
    for row in rows:
        (result,) = row.results
        assert (result.n_ok, result.requests, result.refused) == (6, 6, 0)
    assert "| small | ours | 6 | 6 | 0 |" in batch_table(rows)


def test_a_server_that_allows_few_requests_refuses_the_others() -> None:
    behaviour = Behaviour(0.01, per_second=2)
    (row,) = (
        row
        for row in measure([Case("limited", behaviour, (30, 50), n=4, concurrency=4)], rounds=1)
        if row.system == "ours"
    )
    assert isinstance(row, Row)
    (result,) = row.results
    assert result.n_ok == 4
    assert result.requests == 4 + result.refused
    assert result.refused >= 1


def test_the_command_writes_a_row_for_each_article_while_it_is_looked_at() -> None:
    growth = measure_memory(5, latency_s=0.01, concurrency=2, n_words=(30, 50))
    assert (growth.rows, growth.requests, growth.exit_code) == (5, 5, 0)
    assert growth.samples[-1].peak_mb >= growth.samples[-1].rss_mb > 0
    assert "5 rows, 5 requests, exit code 0" in memory_table(growth)
