"""Answers: what a speaker's own words do with what was said before them."""

import pytest

from answering import reading_of
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import TagsForm
from summarizer.core.ground.grounded import Statement
from summarizer.core.ground.grounding import ground_tags
from summarizer.core.record.answers import (
    answered,
    answers_flatly,
    content_words,
    same_voice,
    telling_words,
)
from summarizer.core.text.reading import Reading

SAID = "The barge leaked fuel for a week, Udo Kern said. "


def statements_of(text: str, language: str = "en") -> tuple[Reading, tuple[Statement, ...]]:
    """What code alone reads out of a text."""
    reading = reading_of(text, language)
    (window,) = cut(reading, 500, 0)
    return reading, ground_tags(reading, window, TagsForm(tags=[], quotes=[])).statements


def stances(text: str) -> list[str]:
    """The stance of every stand, in reading order, after what was answered."""
    return [t.stance for s in answered(*statements_of(text)) for t in s.stands]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # flat denials
        (SAID + "“That is false,” Ada Holm said.", ["asserts", "denies"]),
        (SAID + "“No, that is a lie. Ask them all,” Ada Holm said.", ["asserts", "denies"]),
        ("“That is false,” Ada Holm said.", ["asserts"]),  # nothing was said before
        # flat retractions, of own words only
        (SAID + "“That was an error,” Kern said.", ["asserts", "retracts"]),
        (SAID + "“That was an error,” Ada Holm said.", ["asserts", "asserts"]),
        # a negation of what somebody else has just said
        (SAID + "No barge leaked fuel, Ada Holm said.", ["asserts", "denies"]),
        (SAID + "The barge never leaked, Ada Holm said.", ["asserts", "denies"]),
        (SAID + "The barge leaked, Ada Holm said.", ["asserts", "asserts"]),
        # of something else, of one's own words, of what was negative too, of what was denied
        (SAID + "No ferry burned at noon, Ada Holm said.", ["asserts", "asserts"]),
        (SAID + "No barge leaked fuel, Kern said.", ["asserts", "asserts"]),
        (
            "No barge leaked fuel, Kern said. The barge never leaked, Ada Holm said.",
            ["asserts", "asserts"],
        ),
        (
            "Kern denied that the barge leaked. The barge never leaked, Ada Holm said.",
            ["denies", "asserts"],
        ),
        # a negation far behind the head of what is said tells nothing
        (
            SAID + "The barge leaked fuel slowly from early in the morning until it was late and "
            "could not be stopped, Ada Holm said.",
            ["asserts", "asserts"],
        ),
        # what one says of something else is no denial, though one has just denied something
        (
            SAID + "Ada Holm denied it. “There is nothing in the water,” Holm said.",
            ["asserts", "denies", "asserts"],
        ),
        # who admits an error takes back
        (
            SAID + "“That was an error,” Kern admitted.",
            ["asserts", "retracts"],
        ),
        (SAID + "“That is so,” Kern admitted.", ["asserts", "confirms"]),
    ],
)  # fmt: skip
def test_own_words_can_deny_and_take_back_what_was_said(text: str, expected: list[str]) -> None:
    assert stances(text) == expected


def test_a_contradiction_is_of_what_was_said_lately() -> None:
    between = "It rained hard that night, Ida Lund said. " * 8
    assert stances(SAID + between + "No barge leaked fuel, Ada Holm said.")[-1] == "asserts"


def test_without_a_lexicon_nothing_is_answered() -> None:
    reading, statements = statements_of("市长说桥关闭了。", "zh")
    assert answered(reading, statements) == statements


def test_an_answer_is_flat_where_its_formula_means_its_stance() -> None:
    reading, statements = statements_of(SAID + "“That is false,” Ada Holm said. No, said Ida Lund.")
    flat = answered(reading, statements)
    assert [answers_flatly(reading, s.stands[0]) for s in flat] == [False, True, False]
    # before it was answered it only asserted
    assert not answers_flatly(reading, statements[1].stands[0])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Udo Kern", "Kern", True),
        ("Kern", "Udo Kern", True),
        ("HAT", "Harbour Authority of Tarn", True),
        ("Udo Kern", "Ada Kern", False),
        ("Kern", "Holm", False),
    ],
)
def test_a_voice_is_the_same_under_a_part_of_its_name(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table's column
    text = (
        f"We met the Harbour Authority of Tarn (HAT). It sank, {one} said. It burned, {other} said."
    )
    reading, statements = statements_of(text)
    a, b = (s.stands[0] for s in statements if s.stands)
    assert same_voice(reading, a, b) is same


def test_words_that_only_join_negate_or_point_tell_nothing() -> None:
    reading, (statement,) = statements_of("The claim that the barge did not leak, Kern said.")
    assert telling_words(reading, "It is not true that their report has a barge") == {
        "true",
        "barge",
    }
    assert content_words(reading, statement.stands[0]) == {"barge", "leak"}


def test_without_a_lexicon_every_word_tells() -> None:
    assert telling_words(reading_of("橋は閉鎖された。", "ja"), "the barge") == {"the", "barge"}


def test_what_an_answer_goes_on_to_say_behind_its_tag_is_a_statement_of_its_own() -> None:
    text = SAID + "“That is false,” Holm said. “It never leaked. The tank is new.”"
    reading, statements = statements_of(text)
    found = answered(reading, statements)
    assert [(s.stands[0].stance, reading.line(s.content[-1])) for s in found] == [
        ("asserts", "The barge leaked fuel for a week"),
        ("denies", "It never leaked. The tank is new."),
    ]
    reading, statements = statements_of(text.replace("It never leaked. ", ""))
    assert [s.stands[0].stance for s in answered(reading, statements)] == [
        "asserts",
        "denies",
        "asserts",
    ]
