"""Quotations: which words stand between marks, in many languages and with marks missing."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.core.text.mark import MARKS
from summarizer.core.text.quotation import Quotation, quotations

NOISE = st.text(st.sampled_from(MARKS + "as5 x,.:?!\n你ש -"), max_size=60)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def words(text: str) -> list[str]:
    """Give each quotation's words, its depth as dots before, parts joined by a bar."""
    return ["." * q.depth + " | ".join(text[a:b] for a, b in q.parts) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“It’s late,” she said. “Ask the workers’ union.”",
            ["It’s late,", "Ask the workers’ union."],
        ),
        ('"It\'s late," she said, "and I won\'t go."', ["It's late, | and I won't go."]),
        (
            "‘We don’t mind,’ he said, ‘the boys’ club does.’",
            ["We don’t mind, | the boys’ club does."],
        ),
        (
            "'We don't mind,' he said, 'the boys' club does.'",
            ["We don't mind, | the boys' club does."],
        ),
        ("The ‘boys’ and the ‘girls’ of James’s in the ’90s", ["boys", "girls"]),
        ("Rock 'n' roll, 'tis said, of the '90s; 's avonds", []),
        ("Hawai‘i lies at 5, 3‚ or so, he‘ said ‘", []),
        ('A 6\'2" man with a 5" pipe and a 12" disc, "Nightfall"', ["Nightfall"]),
        (
            '"He is 6\'2" tall," she said. "A 5" pipe, then," he said',
            ["He is 6'2\" tall,", 'A 5" pipe, then,'],
        ),
        ('"Made in 1999" was on it. He left.', ["Made in 1999"]),
        (
            "“He said, ‘Go home,’ so I did,” she said.",
            ["He said, ‘Go home,’ so I did,", ".Go home,"],
        ),
        ('“He said "no" to me,” she said.', ['He said "no" to me,', ".no"]),
        ('"He said "no" to me," she said.', ['He said "no" to me,', ".no"]),
        ("„Das geht“, sagte er, „und zwar bald.“", ["Das geht | und zwar bald."]),
        (
            "»Ja«, sagt sie. »Das ›Ding‹ da.« „Er rief ‚nein‘ herüber.“",
            ["Ja", "Das ›Ding‹ da.", ".Ding", "Er rief ‚nein‘ herüber.", ".nein"],
        ),
        ('„Das geht", sagt er. “so" und "so”', ["Das geht", "so", "so"]),
        ("“so“ und “so“", ["so", "so"]),
        (
            "« Je pars demain », dit-il, « au soir. » L’idée d’« État »",
            ["Je pars demain | au soir.", "État"],
        ),
        ("Il dit : «\xa0Oui « non »\u202f!\xa0»", ["Oui « non »\u202f!", ".non"]),
        (
            "”Hej”, sade han, ”det är bra så här.” »Nej» ’ja’",
            ["Hej | det är bra så här.", "Nej", "ja"],
        ),
        ("„Tak”, powiedział. „Nie.”", ["Tak", "Nie."]),
        ("Он сказал: «Фильм „Зима“ хорош», — и ушёл.", ["Фильм „Зима“ хорош", ".Зима"]),
        (
            '他说：“你好。‘再见’。”然后说"走吧。"又说「好」『坏』',
            ["你好。‘再见’。", ".再见", "走吧。", "好", "坏"],
        ),
        ("彼は「『はい』と言った」と述べた。", ["『はい』と言った", ".はい"]),
        ('قال: "نعم" و"كلا" ثم «لا» ثم ”أجل“', ["نعم", "كلا", "لا", "أجل"]),
        ('דובר צה"ל אמר: "דו"ח לא היה." ב"היום" נכתב.', ['דו"ח לא היה.', "היום"]),
        ('"안녕"이라고 말했다', ["안녕"]),
        (
            'A " spaced out " one, a so-called"deal", ("in") "...and"',
            ["spaced out", "deal", "in", "...and"],
        ),
        ('He said "Hello"she said', ["Hello"]),
        ('foo"bar and no more', []),
        ("an empty “” pair and “ ” too", []),
        ("l’“Aube” and “‘Go,’ he said”", ["Aube", "‘Go,’ he said", ".Go,"]),
        ("‚Ja‘ and ‹oui› and „‚tja‘“", ["Ja", "oui", "‚tja‘", ".tja"]),
    ],
)
def test_words_between_marks_are_found(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One. Two.\n\n“Three,” he said. “Four.”", ["One. Two. | Three,", "Four."]),
        ('"One.\n\n"Two.\n\n"Three," he said.', ["One. | Two. | Three,"]),
        ("«Uno dos.\n\n»Tres», dijo.", ["Uno dos. | Tres"]),
        ("»Eins.\n\n»Zwei«, sagte er.", ["Eins. | Zwei"]),
        ("”Ett.\n\n”Två”, sade han.", ["Ett. | Två"]),
        ("‘One.\n\n‘Two,’ he said.", ["One. | Two,"]),
        ("「一。\n\n「二」と言った。", ["一。 | 二"]),
        (
            "“One.\n\nTwo ‘so’ and ‘never.” “Three.”",
            ["One. | Two ‘so’ and ‘never.", ".so", "Three."],
        ),
        ('"One.\n\nTwo." "Three."', ["One. | Two.", "Three."]),
        ("“One.\n\n“Two.", ["One. | Two."]),
        ("“\n\n“Two,” he said.", ["Two,"]),
        ("“\n\n” he said.", []),
    ],
)
def test_a_quotation_may_go_on_in_the_next_paragraph(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One is open.\n\nHe left. “Good,” he said.", ["One is open.", "Good,"]),
        ("He said: “One.\n\nHe left.", ["One."]),
        ("A “slip and gone.\n\nThen “fine” it was.", ["fine"]),
        ("“One “two” three.\n\nThen “fine”.", ["two", "fine"]),
        ("‘One is open.\n\nThen ‘fine’.", ["fine"]),
        ("“One ‘is open.\n\nOne” more’s.", ["One ‘is open. | One"]),
        ("‘One “is” open.\n\nThen.", ["is"]),
        ('stray” and stray» and stray」 and stray" and 「so」', ["so"]),
        ("“one ‘two” three’", ["one ‘two"]),
    ],
)
def test_a_missing_mark_costs_no_more_than_its_paragraph(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_quotation_without_its_closing_mark_says_so() -> None:
    assert [q.is_closed for q in quotations("“One.\n\nHe left. “Two.”")] == [False, True]


@pytest.mark.parametrize(
    ("text", "n_quotations"),
    [
        ("“We will go,” she said, “and soon.”", 1),
        ("“We will go,” Mr. J. Doe said, “and soon,” he added, “never to come back.”", 1),
        ("“We will go,” she said: “We must.”", 1),
        ("“We will go,” she said. “We must.”", 2),
        ("“We will go.” She said, “We must.”", 2),
        ("“We will go,” she said, and left. He said, “We must.”", 2),
        ("“We will go,” she said\n\nnow, “We must go.”", 2),
        ("“We will go,” she said as " + "so " * 60 + "often, “and soon.”", 2),
        ("“We will go,” “we will stay,” and, “we will see”", 2),
        ("“We will go,”“we will stay”", 2),
        ("the “alpha” and the “beta” parties", 2),
        ("the “alpha”, a group, “beta”, and others", 2),
        ("他说“我们走吧，”他说，“现在走。”", 1),
        ("他说“走，”和，“留”", 2),
    ],
)
def test_a_quotation_split_by_its_tag_is_one(text: str, n_quotations: int) -> None:
    assert len(quotations(text)) == n_quotations


@given(NOISE | TEXTS)
@example('"\n5"')  # opened with nothing inside
@example("“5\n““")  # re-opened and closed with nothing inside
def test_parts_lie_within_their_marks_and_nest(text: str) -> None:
    found = quotations(text)
    pieces = sorted(
        ((outer, q.number) for q in found for outer in q.outer),
        key=lambda item: (item[0].start, -item[0].end),
    )
    assert [q.number for q in found] == list(range(1, len(found) + 1))
    assert all(one.outer[0] < two.outer[0] for one, two in pairwise(found))
    for quotation in found:
        assert_marks_are_left_out(text, quotation)
    for (one, _), (two, _) in pairwise(pieces):
        assert one.covers(two) or one.end <= two.start
    for quotation in found:
        around = [p for p, n in pieces if n != quotation.number and p.covers(quotation.outer[0])]
        assert len(around) == quotation.depth


def assert_marks_are_left_out(text: str, quotation: Quotation) -> None:
    assert len(quotation.parts) == len(quotation.outer)
    for part, outer in zip(quotation.parts, quotation.outer, strict=True):
        assert outer.covers(part)
        assert 0 <= outer.start <= part.start < part.end <= outer.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
    first, last = quotation.outer[0], quotation.outer[-1]
    if quotation.parts[0].start > first.start:
        assert text[first.start] in MARKS
    else:  # the opening mark stands alone in the paragraph before
        assert text[: first.start].rstrip()[-1] in MARKS
    if quotation.is_closed:
        assert text[last.end - 1] in MARKS
        assert quotation.parts[-1].end < last.end


@pytest.mark.parametrize("piece", ['"', "“", "'", "»", "‘a’ ", "“a\n\n", "("])
def test_a_flood_of_marks_is_read(piece: str) -> None:
    assert all(q.parts for q in quotations(piece * 20_000))
