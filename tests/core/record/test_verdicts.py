"""Verdicts: what checks found is filed with its item, or else with the article."""

import pytest

from answering import reading_of
from summarizer.core.ask.window import cut
from summarizer.core.ground.grounded import Problem
from summarizer.core.record.verdicts import answer_check, article_checks, item_checks
from summarizer.core.text.range import Range
from summarizer.errors import LLMUnavailableError, ReplyRefusedError

READING = reading_of("A barge sank. A ferry burned. Night came.")
SINK = Problem("claim 1: A", "numbers_in_evidence", "the number 3 is not there", (Range(0, 13),))
BURN = Problem("claim 2: B", "source_in_article", "nobody of that name", ())


def test_failed_and_repaired_checks_are_filed_under_what_they_are_about() -> None:
    filed = item_checks(READING, [((SINK,), (BURN,)), ((SINK, SINK), ())])
    assert set(filed) == {"claim 1: A", "claim 2: B"}
    (failed,), (repaired,) = filed["claim 1: A"], filed["claim 2: B"]
    assert (failed.name, failed.verdict) == ("numbers_in_evidence", "failed")
    assert [s.text for s in failed.spans] == ["A barge sank."]
    assert (repaired.verdict, repaired.reason) == ("repaired", "nobody of that name")


def test_checks_of_items_that_are_not_in_the_record_are_told_of_the_article() -> None:
    filed = item_checks(READING, [((SINK, BURN), ())])
    checks = article_checks(READING, [], filed, {"claim 1: A"})
    assert [(c.name, c.verdict) for c in checks] == [
        ("sentences_read", "passed"),
        ("source_in_article", "failed"),
    ]


def test_a_lost_window_names_its_sentences_and_why() -> None:
    first, second = cut(READING, 2, 0)
    lost = [(first, LLMUnavailableError("down")), (second, ReplyRefusedError("no"))]
    checks = article_checks(READING, lost, {}, ())
    assert [c.reason for c in checks] == [
        "sentences 1-2 could not be read: LLMUnavailableError",
        "sentences 3 could not be read: ReplyRefusedError",
    ]
    assert {c.verdict for c in checks} == {"failed"}
    assert [s.text for s in checks[0].spans] == ["A barge sank.", "A ferry burned."]


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("link.v1", "claims_linked"),
        ("sources.v1", "sources_described"),
        ("synopsis.v1", "synopsis_written"),
    ],
)
def test_a_question_about_the_whole_article_without_an_answer_is_told(task: str, name: str) -> None:
    check = answer_check(task, LLMUnavailableError("down"))
    assert (check.name, check.verdict) == (name, "failed")
    assert check.reason.endswith("could not be asked: LLMUnavailableError")
