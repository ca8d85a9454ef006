"""Clauses: a sentence as its marks divide it."""

import re

import pytest

from summarizer.core.text.clause import (
    ASIDE,
    HIDDEN,
    Clause,
    hide,
    hide_quotations,
    trim,
    without_dateline,
)
from summarizer.core.text.range import Range


def clause(text: str) -> Clause:
    return Clause(text, Range(0, len(text)))


def whole(text: str) -> Range:
    return Range(0, len(text))


def cut(text: str, at: Range) -> str:
    return text[at.start : at.end]


def test_hiding_keeps_every_offset() -> None:
    hidden = hide("a “b” c “d”", [Range(8, 11), Range(2, 5)], HIDDEN)
    assert hidden == f"a {HIDDEN * 3} c {HIDDEN * 3}"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("“Go on,” he", "######,# he"),
        ("“Go on?” he", "######?# he"),
        ("“Go on!” he", "######!# he"),
        ("“Go on.” He", "######## He"),
        ("“Go on”, he", "#######, he"),
    ],
)
def test_the_mark_that_ends_a_quotation_and_announces_a_tag_stays(text: str, hidden: str) -> None:
    quotation = Range(0, text.index("”") + 1)
    assert hide_quotations(text, [quotation]) == hidden.replace("#", HIDDEN)


def test_hiding_nothing_changes_nothing() -> None:
    assert hide("a", [], HIDDEN) == "a"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (" , a b; ", "a b"),
        ("a b.", "a b"),
        ("a b...", "a b..."),
        (") a (", "a"),
        (f"{ASIDE}a{ASIDE}", "a"),
        (" ,; ", ""),
        (".", ""),
    ],
)
def test_trimming_leaves_words_without_connecting_marks(text: str, left: str) -> None:
    assert cut(text, trim(text, whole(text))) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("KESSEL, 12 November (Meridian) — A barge sank", "A barge sank"),
        ("A barge (the Ida) sank", "A barge (the Ida) sank"),
        # the time of an entry in a live blog
        ("14:05 A barge sank", "A barge sank"),
        ("9.30am: A barge sank", "A barge sank"),
        ("21:40 GMT — A barge sank", "A barge sank"),
        ("14 h 05 | A barge sank", "A barge sank"),
        ("08:15 Uhr A barge sank", "A barge sank"),
        ("14:05", "14:05"),
        ("1,405 barges sank", "1,405 barges sank"),
        ("240 barges sank", "240 barges sank"),
    ],
)
def test_a_dateline_is_cut_off_what_it_begins(text: str, left: str) -> None:
    assert cut(text, without_dateline(text, whole(text))) == left


def test_segments_are_what_stands_between_marks_with_words() -> None:
    text = f"It sank, he said – at 1,500 m, on 5 May, {HIDDEN * 3}: {ASIDE * 4} twice."
    found = clause(text)
    assert [cut(text, s) for s in found.segments] == [
        "It sank",
        "he said",
        "at 1,500 m",
        "on 5 May",
        "twice",
    ]


def test_a_place_has_its_segment_and_its_neighbours() -> None:
    text = "It sank, he said, twice"
    found = clause(text)
    said = Range(12, 16)
    assert cut(text, found.segment(said)) == "he said"
    assert [cut(text, s) for s in found.before(said.start)] == ["It sank"]
    assert [cut(text, s) for s in found.after(said.end)] == ["twice"]


def test_a_place_that_reaches_over_a_stop_keeps_all_of_itself() -> None:
    text = "It sank, he said, twice"
    assert cut(text, clause(text).segment(Range(9, 20))) == "he said, twice"


def test_words_quotations_and_asides_are_told_apart() -> None:
    text = f"co-op’s U.S. {HIDDEN} {ASIDE}"
    found = clause(text)
    assert [w.group() for w in found.words(whole(text))] == ["co-op’s", "U.S"]
    assert found.has_words(Range(0, 3))
    assert not found.has_words(Range(12, 16))
    assert found.has_quotation(Range(12, 14))
    assert not found.has_quotation(Range(0, 13))
    assert found.has_aside(Range(14, 16))
    assert not found.has_aside(Range(0, 15))
    assert found.is_filled(Range(12, 14))
    assert not found.is_filled(Range(14, 16))


def test_an_end_that_a_pattern_finds_is_cut_off_behind_the_first_word() -> None:
    day = re.compile(r"(?: on \w+day)+")
    found = clause("Kern on Monday on Friday")
    assert cut(found.masked, found.without_end(found.range, day, lead=1)) == "Kern "
    found = clause("Monday on deck")
    assert found.without_end(found.range, day, lead=1) == found.range


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Es seien, wie ", "Es seien, "),
        ("I think so, ", "I think so, "),  # before a comma it is no conjunction
        ("Es seien, ", "Es seien, "),
        (" ", " "),
    ],
)
def test_a_conjunction_right_before_a_tag_is_cut_off(text: str, left: str) -> None:
    found = clause(text).unjoined(whole(text), frozenset({"wie", "so"}))
    assert cut(text, found) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (", but that it sank.", "it sank"),
        ("That is wrong", "That is wrong"),
        ("it sank and", "it sank and"),
        (", and", ""),
        ("", ""),
        (f"and {HIDDEN}", HIDDEN),
    ],
)
def test_conjunctions_are_shorn_off_the_beginning(text: str, left: str) -> None:
    found = clause(text).shorn(whole(text), frozenset({"but", "and"}), frozenset({"that"}))
    assert cut(text, found) == left
