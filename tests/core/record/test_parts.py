"""Parts: what one source says in several parts becomes several where one part is answered."""

import pytest

from answering import SMALL, Script, reading_of, summarized
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import TagsForm
from summarizer.core.ground.grounding import ground_tags
from summarizer.core.record.linking import find_links
from summarizer.core.record.parts import divided

JOBS = "He would reopen the yards and create 200,000 jobs, Adair said. "


def parts(text: str, language: str = "en") -> list[str]:
    """What each statement says after division."""
    reading = reading_of(text, language)
    (window,) = cut(reading, 500, 0)
    statements = ground_tags(reading, window, TagsForm(tags=[], quotes=[])).statements
    found = divided(reading, statements, find_links(reading, statements))
    return [" … ".join(reading.line(r) for r in s.content) for s in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (JOBS + "Strand disputed the jobs figure.", ["He would reopen the yards",
            "create 200,000 jobs"]),
        # all of it is answered, or nothing that any part tells
        (JOBS + "Strand denied it.", ["He would reopen the yards and create 200,000 jobs"]),
        (JOBS + "Strand denied that yards create jobs.",
            ["He would reopen the yards and create 200,000 jobs"]),
        # one word may only name the whole
        (JOBS + "Strand denied the jobs.", ["He would reopen the yards and create 200,000 jobs"]),
        # several sentences
        (
            ("“The dam leaked. Nobody was warned,” Adair said. "
            "Strand denied that the dam had leaked."),
            ["The dam leaked", "Nobody was warned"],
        ),
        # what tells nothing by itself goes with its neighbour
        (
            ("“It was. The dam leaked. They were. Nobody was warned,” Adair said. "
            "Strand denied that the dam had leaked."),
            ["It was … The dam leaked … They were", "Nobody was warned"],
        ),
    ],
)  # fmt: skip
def test_a_statement_is_divided_where_one_part_is_answered(text: str, first: list[str]) -> None:
    assert parts(text)[: len(first)] == first


def test_each_part_has_its_own_sentences_and_that_of_its_tag() -> None:
    text = "“The dam leaked. Nobody was warned,” Adair said. Strand denied that the dam had leaked."
    summary = summarized(text, SMALL, Script())
    assert [(c.text, c.status, len(c.evidence)) for c in summary.claims] == [
        ("The dam leaked", "disputed", 2),
        ("Nobody was warned", "attributed", 1),
    ]


def test_where_no_blanks_stand_between_words_a_comma_joins_parts() -> None:
    text = "周启文表示，9月就开过座谈会，并且，所有摊主都签了到。周桂兰否认所有摊主都签了到。"
    assert parts(text, "zh")[:2] == ["9月就开过座谈会", "所有摊主都签了到"]
