"""Joining: each stand goes to the statement that it is about."""

from answering import SMALL, Script, reading_of, summarized
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import TagsForm
from summarizer.core.ground.grounding import ground_tags
from summarizer.core.record.joining import joined
from summarizer.core.record.linking import Link

TEXT = (
    "The hall was built in 1911. Masked men robbed the hall, shot two guards, fled by boat, "
    "Kern said. Alba denied that. The mayor, Ilse Brandt, confirmed that two guards were shot."
)


def test_a_stand_joins_the_statement_that_it_is_about() -> None:
    (window,) = cut(reading_of(TEXT), 500, 0)
    statements = ground_tags(reading_of(TEXT), window, TagsForm(tags=[], quotes=[])).statements
    found = joined(statements, [Link(2, (1, 0), is_sure=True), Link(3, (1,), True, is_part=True)])
    assert [s.sentences for s in found] == [(1,), (2, 3), (2, 4)]
    assert [[t.stance for t in s.stands] for s in found] == [
        [],
        ["asserts", "denies"],
        ["asserts", "confirms"],
    ]


def test_a_part_that_is_confirmed_is_a_claim_of_its_own() -> None:
    text = TEXT.replace(" Alba denied that.", "")
    summary = summarized(text, SMALL, Script())
    assert [(c.text, c.status) for c in summary.claims[1:]] == [
        ("Masked men robbed the hall, shot two guards, fled by boat", "attributed"),
        ("two guards were shot", "confirmed"),
    ]
