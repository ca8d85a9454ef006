"""Sentences: where they begin and end, and which lines are furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.core.text.mark import MARKS
from summarizer.core.text.segment import segment

NOISE = st.text(st.sampled_from(MARKS + "aB5 .,!?\n()。你\u0301😀"), max_size=80)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def sentences(text: str, language: str | None = "en") -> list[str]:
    return [text[s.range.start : s.range.end] for s in segment(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Dr. Roe came. She left 😀 e\u0301arly. End",
            ["Dr. Roe came.", "She left 😀 e\u0301arly.", "End"],
        ),
        (
            "en",
            "He said: “We go. We win.” “Now. Then.” She left.",
            ["He said: “We go. We win.”", "“Now. Then.”", "She left."],
        ),
        (
            "en",
            "It's 'late. Go' he said. Rock 'n' roll is. 'Open' it.",
            ["It's 'late. Go' he said.", "Rock 'n' roll is.", "'Open' it."],
        ),
        (
            "en",
            "It ended at 8 p.m. GMT on Friday. It rained.",
            ["It ended at 8 p.m. GMT on Friday.", "It rained."],
        ),
        # what reports a question or a shout goes with it
        (
            "en",
            "He rose. “Was it?” she asked. Never.",
            ["He rose.", "“Was it?” she asked.", "Never."],
        ),
        ("en", "“Was it?” Udo Kern said. ‘No!’", ["“Was it?” Udo Kern said.", "‘No!’"]),
        ("en", "“Was it?” I asked. “No!”", ["“Was it?” I asked.", "“No!”"]),
        ("en", "“Was it?” Kern rose. “No.”", ["“Was it?”", "Kern rose.", "“No.”"]),
        ("en-GB", "Mr. Roe left. He ran.", ["Mr. Roe left.", "He ran."]),
        (None, "One sentence. Another one.", ["One sentence.", "Another one."]),
        ("xx", "One sentence. Another one.", ["One sentence.", "Another one."]),
        ("sv", "”Ja. Nej.” Han gick. Slut.", ["”Ja. Nej.”", "Han gick.", "Slut."]),
        (
            "de",
            "Am 3. Mai kam Dr. Roe. »Ja. Nein.« Er ging.",
            ["Am 3. Mai kam Dr. Roe.", "»Ja. Nein.«", "Er ging."],
        ),
        (
            "fr",
            "« Oui. » « Non. » M. Roe rit. L’air est doux.",
            ["« Oui. »", "« Non. »", "M. Roe rit.", "L’air est doux."],
        ),
        ("es", "¿Viene? «No. Nunca.» ¡Ya!", ["¿Viene?", "«No. Nunca.»", "¡Ya!"]),
        ("ru", "Он ушёл. «Да. Нет». Она тоже.", ["Он ушёл.", "«Да. Нет».", "Она тоже."]),
        (
            "zh",
            "他说：“你好。再见。”然后走了。好！",
            ["他说：“你好。再见。”", "然后走了。", "好！"],
        ),
        ("ja", "彼は「はい。」と言った。そうだ。", ["彼は「はい。」と言った。", "そうだ。"]),
        ("ar", "قال: «نعم. لا.» ثم ذهب. هل؟ نعم.", ["قال: «نعم. لا.»", "ثم ذهب.", "هل؟", "نعم."]),
        ("he", "הוא הלך. היא נשארה.", ["הוא הלך.", "היא נשארה."]),
        (
            "en",
            "A headline\nA first sentence.\r\n\r\n  Another one.  ",
            ["A headline", "A first sentence.", "Another one."],
        ),
        ("en", " \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(
    language: str | None, text: str, expected: list[str]
) -> None:
    assert sentences(text, language) == expected


def test_paragraphs_and_sentences_are_numbered_from_one() -> None:
    found = segment("One. Two.\n\nThree.", "en")
    assert [(s.number, s.paragraph) for s in found] == [(1, 1), (2, 1), (3, 2)]


def test_a_long_quotation_is_cut_between_its_sentences() -> None:
    inner = "We told Mr. Doe that this long road leads nowhere at all. "
    text = f"“{inner * 9}Good.”"
    found = sentences(text)
    assert len(found) == 10
    assert found[0] == "“" + inner.strip()
    assert found[-1] == "Good.”"


def test_a_short_quotation_stays_whole() -> None:
    assert len(sentences("“" + "We left early. " * 20 + "Good.”")) == 1


@pytest.mark.parametrize(
    ("text", "first_end"),
    [
        ("word " * 400, 1199),
        ("x" * 3000, 1200),
        ("x" + "\u0301" * 3000, 400),
        ("x" * 1199 + "e\u0301" * 900, 1199),
        ("a. b " * 400, 1197),
        ("x" + " " * 5000 + "y", 1),
    ],
)
def test_what_never_ends_is_cut_anyway(text: str, first_end: int) -> None:
    found = segment(text, "en")
    assert found[0].range.end == first_end
    assert max(s.range.end - s.range.start for s in found) <= 1200


def test_windows_of_a_long_paragraph_do_not_show() -> None:
    sentence = "The council of the town met on Monday, and Dr. Roe spoke for an hour. "
    assert sentences(sentence * 200) == [sentence.strip()] * 200
    assert sentences("他们今天在城里开会。" * 1000, "zh") == ["他们今天在城里开会。"] * 1000


def test_a_line_of_fixed_form_is_furniture() -> None:
    found = segment("The bridge opens\n\nTARN, 3 May\n\nBy Jane Doe\n\nThe bridge is open.", "en")
    assert [s.kind for s in found] == ["prose", "furniture", "furniture", "prose"]


def test_furniture_of_several_sentences_is_furniture_throughout() -> None:
    found = segment("Copyright 2024 Example. All rights reserved.", "en")
    assert [s.kind for s in found] == ["furniture", "furniture"]


def test_a_notice_at_the_end_of_a_paragraph_is_furniture() -> None:
    found = segment("The bridge opened. (Reporting by Jane Doe; editing by John Roe)", "en")
    assert [s.kind for s in found] == ["prose", "furniture"]
    long = "The bridge opened, and " + "so on and " * 50 + "on."
    assert [s.kind for s in segment(long, "en")] == ["prose"]


@given(NOISE | TEXTS, st.sampled_from(["en", "de", "zh", "ar", None]))
def test_sentences_and_white_space_are_the_whole_text(text: str, language: str | None) -> None:
    at = 0
    found = segment(text, language)
    for number, sentence in enumerate(found, start=1):
        start, end = sentence.range
        assert sentence.number == number
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        assert end - start <= 1200
        at = end
    assert not text[at:].strip()


@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "a. B ", "x", "。", " " * 300, "y" * 900]), max_size=30
    )
)
def test_long_texts_are_covered_too(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")
