"""Sentences: where they begin and end, and which lines are furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.core.text.quotation import MARKS
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


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe, CNN",
        "By Jane Doe and John van der Roe | Reuters",
        "By Reuters Staff",
        "Von Erika Mustermann, Berlin",
        "Par Jeanne Martin avec AFP",
        "Por Ana de la Cruz",
        "Автор: Иван Петров",
        "本报记者 王小明",
        "מאת דנה כהן",
        "LONDON, May 3 (Reuters)",
        "(CNN) —",
        "MADRID, 3 mayo (EFE) -",
        "新华社北京5月3日电",
        "Friday, May 3, 2024",
        "Updated 10:30 a.m. GMT, May 3, 2024",
        "3. Mai 2024, 10:30 Uhr",
        "Publié le 3 mai 2024 à 10h30",
        "2024-05-03",
        "2024年5月3日 10:30",
        "© 2024 Example News. “Quoted” words.",
        "(c) 2024 Example News",
        "Copyright 2024 Example. All rights reserved.",
        "All rights reserved.",
        "Tous droits réservés",
        "The-ABC-Wire",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Reporting by Jane Doe in Oslo",
        "-- AP",
        "dpa/jd",
        "Jane Doe/AP",
        "Read more: How the bridge was built",
        "Lesen Sie auch: So entstand die Brücke",
        "READ ALSO",
        "Photo: Jane Doe",
        "Foto: Erika Mustermann/dpa",
        "Image: Jane Doe.",
        "Photo by Jane Doe",
    ],
)
def test_lines_of_fixed_form_are_furniture(line: str) -> None:
    text = f"The bridge opens\n\n{line}\n\nThe bridge opened on Monday."
    assert {s.kind for s in segment(text, "en") if s.paragraph == 2} == {"furniture"}
    assert {s.kind for s in segment(text, "en") if s.paragraph != 2} == {"prose"}


@pytest.mark.parametrize(
    "line",
    [
        "The bridge opens at last",
        "By Monday the bridge was open.",
        "By land and sea",
        "By Land",
        "Von allen Seiten kam Beifall",
        "Von Anna Roe kam gestern Beifall",
        "Von Anna Roe und gestern kam Beifall",
        "LONDON (Reuters) - The bridge opened on Monday.",
        "Bridge opens again (AP)",
        "Bridge Opens (Update)",
        "In 2024",
        "May is a month",
        "10 - 12",
        "3 bridges in May 2024",
        "He wrote “All rights reserved” on it",
        "Copyright law is about to change.",
        "Photographs of the bridge were found.",
        "Photo: the bridge “opens”",
        "Photo: The bridge was opened by the mayor on Monday morning.",
        "By Jane Doe and " + "John Roe and " * 14 + "others",
        "AP reports a rise",
        "He reads more: a book a day.",
    ],
)
def test_in_doubt_a_line_is_prose(line: str) -> None:
    assert {s.kind for s in segment(line, "en")} == {"prose"}


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
