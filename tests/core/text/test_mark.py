"""Quotation marks: what their neighbours allow, and what they do after an open quotation."""

import pytest

from summarizer.core.text.mark import FAMILY, MARKS, OPENING, TWIN, decide, marks
from summarizer.core.text.paragraph import paragraphs


def kinds(text: str) -> list[str]:
    return [f"{mark.char} {mark.kind}" for found in marks(text, paragraphs(text)) for mark in found]


def test_each_mark_belongs_to_one_family() -> None:
    assert sorted(FAMILY) == sorted(MARKS)
    assert set(OPENING) <= set(MARKS)
    assert all(TWIN[TWIN[family]] == family and family in FAMILY.values() for family in TWIN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“so” it is", ["“ opens", "” closes"]),
        ('a "so", he said', ['" opens', '" closes']),
        ("she said“so", ["“ middle"]),
        ('a " b', ['" apart']),
        ("他说“好”了", ["“ both", "” both"]),
        ("(“‘so’”)", ["“ opens", "‘ opens", "’ closes", "” closes"]),
        ("“...so”.", ["“ opens", "” closes"]),
        ("no mark", []),
    ],
)
def test_neighbours_say_what_a_mark_may_do(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text", ["rock ’n’ roll", "the ’90s", "’tis late", "’s avonds", "6'2\" tall"]
)
def test_apostrophes_and_feet_are_no_marks(text: str) -> None:
    assert kinds(text) == []


def test_each_paragraph_has_its_own_marks() -> None:
    text = "“one”\n\nnone\n\n“two"
    assert [len(found) for found in marks(text, paragraphs(text))] == [2, 0, 1]


@pytest.mark.parametrize(
    ("text", "are_weak"),
    [
        ("the workers' union", [True]),
        ('a 5" pipe', [True]),
        ("the workers', and", [False]),
        ("he said' so", [False]),
    ],
)
def test_a_mark_that_may_be_an_apostrophe_or_a_unit_is_weak(
    text: str, are_weak: list[bool]
) -> None:
    assert [mark.is_weak for found in marks(text, paragraphs(text)) for mark in found] == are_weak


@pytest.mark.parametrize(
    ("text", "open_mark", "decision"),
    [
        ("a “b", None, "opens"),
        ("a “b", "“", "opens"),
        ("a“ b", "„", "closes"),
        ("a“ b", "“", "closes"),
        ("a‘ b", None, None),
        ("a ”b", None, "opens"),
        ("a ”b", "”", "opens"),
        ("a ”b", "“", "closes"),
        ("a” b", None, "closes"),
        ('a "b', None, "opens"),
        ('a"b', None, None),
        ('a"b', '"', "closes"),
        ('צה"ל', '"', None),
        ('a " b', None, "opens"),
        ('a " b', '"', "closes"),
        ("it’s", "‘", None),
        ("a ’ b", "‘", None),
    ],
)
def test_a_mark_is_decided_by_what_is_open(
    text: str, open_mark: str | None, decision: str | None
) -> None:
    (found,) = marks(text, paragraphs(text))
    assert [decide(mark, open_mark) for mark in found] == [decision]


def test_a_weak_mark_is_none_if_a_surer_one_closes() -> None:
    text = "'the workers' union'"
    (found,) = marks(text, paragraphs(text))
    assert [decide(mark, "'") for mark in found] == ["opens", None, "closes"]
