"""Names: from what a reply calls a source to where the article prints it."""

import pytest

from answering import reading_of
from summarizer.core.ground.mention import find_voice, is_name
from summarizer.core.text.range import Range

TEXT = (
    "Mayor of Velden Ilse Brandt spoke. Udo Kern agreed. A senior official did not. "
    "Later Brandt left, and Udo\u00a0Kern left too, the ZOË\u0308 group said."
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ilse Brandt", "Ilse Brandt"),
        ("mayor Ilse Brandt", "Ilse Brandt"),  # not printed so: tried without its first word
        ("Mayor of Tarn Ilse Brandt", "Ilse Brandt"),
        ("“Ilse Brandt”", "Ilse Brandt"),
        ("ilse brandt", "Ilse Brandt"),  # as printed
        ("a senior official", "A senior official"),
        ("the official", "official"),
    ],
)
def test_a_name_is_found_as_the_article_prints_it(name: str, found: str) -> None:
    voice = find_voice(reading_of(TEXT), name, Range(0, len(TEXT)))
    assert voice.name == found
    assert voice.at is not None
    assert TEXT[voice.at.start : voice.at.end] == found


def test_the_place_in_the_sentence_is_taken_before_any_other() -> None:
    later = TEXT.index("Later")
    voice = find_voice(reading_of(TEXT), "Brandt", Range(later, len(TEXT)))
    assert voice.at == Range(later + 6, later + 12)


def test_else_the_last_place_before_the_sentence_is_taken() -> None:
    at = TEXT.index("A senior")
    assert find_voice(reading_of(TEXT), "Udo Kern", Range(at, at + 5)).at == Range(35, 43)


def test_else_the_first_place_after_it_is_taken() -> None:
    assert find_voice(reading_of(TEXT), "Udo Kern", Range(0, 5)).at == Range(35, 43)


def test_a_name_over_a_no_break_space_is_kept_with_a_blank() -> None:
    at = TEXT.index("Udo\u00a0Kern")
    voice = find_voice(reading_of(TEXT), "Udo Kern", Range(at, len(TEXT)))
    assert (voice.name, voice.at) == ("Udo Kern", Range(at, at + 8))


@pytest.mark.parametrize("name", ["Global Times", "mayor of nowhere", "police", "Zoë Brandt-Kern"])
def test_a_name_that_is_not_printed_has_no_place(name: str) -> None:
    voice = find_voice(reading_of(TEXT), name, Range(0, len(TEXT)))
    assert (voice.name, voice.at) == (name, None)


@pytest.mark.parametrize(
    ("words", "names"), [("Kern", True), ("3", True), ("", False), (" \n", False), ("—", False)]
)
def test_blanks_and_dashes_name_nobody(words: str, *, names: bool) -> None:
    assert is_name(words) is names
