"""Speech: which tag a quotation belongs to."""

import pytest

from summarizer.core.text.reading import read
from summarizer.schema import Article


def speakers(text: str, language: str = "en") -> dict[int, str]:
    """Return the words that name each quotation's speaker."""
    found = read(Article(text=text, language=language))
    voices = {number: tag.voice for number, tag in found.speech_tags.items()}
    return {number: text[v.start : v.end] for number, v in voices.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Nobody came,” said Finn.", {1: "Finn"}),
        ("“Nobody came to us,” said Finn, “and the door was locked.”", {1: "Finn"}),  # split
        ("Finn said: “Nobody came.”", {1: "Finn"}),
        # goes on in the same voice
        ("“Nobody came,” said Finn. “The door was locked.”", {1: "Finn", 2: "Finn"}),
        (
            "“Nobody came,” said Finn. “The door was locked.” “We left.”",
            {1: "Finn", 2: "Finn", 3: "Finn"},
        ),
        # another paragraph, other words outside, or nobody before: whose it is, is not known
        ("“Nobody came,” said Finn.\n\n“The door was locked.”", {1: "Finn"}),
        ("“Nobody came,” said Finn. It was a “holiday” there.", {1: "Finn"}),
        ("“Nobody came,” said Finn. “The door was locked” was her word.", {1: "Finn"}),
        ("“Nobody came.” “The door was locked.”", {}),
        # the nearest of several
        (
            "Velia denied the “first attack”, but Tarn said it had “clear proof”.",
            {1: "Velia", 2: "Tarn"},
        ),
        ("Finn said that Dehm denied “all of it”.", {1: "Dehm"}),
        # no words were said
        ("The “Ida” company declined to comment.", {}),
    ],
)
def test_a_quotation_belongs_to_the_tag_it_stands_by(text: str, expected: dict[int, str]) -> None:
    assert speakers(text) == expected


def test_a_quotation_opened_again_in_new_paragraphs_is_one_speech() -> None:
    text = "Finn said: “Nobody came.\n\n“The door was locked.”"
    assert speakers(text) == {1: "Finn"}


def test_a_quotation_after_it_goes_on_in_its_last_paragraph() -> None:
    text = "Finn said: “Nobody came.\n\n“The door was locked.” “We left.”"
    assert speakers(text) == {1: "Finn", 2: "Finn"}


def test_without_a_lexicon_the_sentence_itself_speaks() -> None:
    text = "市长说：“我们走了。”"
    assert speakers(text, "ja") == {1: text}


def test_a_quotation_in_furniture_is_nobodys() -> None:
    assert speakers("Photo: Finn “Ace” Lund/AP") == {}
