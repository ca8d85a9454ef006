"""Titles: what stands before a person's name and is no part of it."""

import pytest

from languages import known
from summarizer.core.text.range import Range
from summarizer.core.text.title import (
    gender_beside,
    gender_told,
    is_address,
    titles_before,
    untitled,
)


@pytest.mark.parametrize(
    ("language", "name", "titles", "bare"),
    [
        ("en", "Mr Kern", "Mr", "Kern"),
        ("en", "Dr. Ruth Amsel", "Dr.", "Ruth Amsel"),
        ("en", "Prime Minister Ada Holm", "Prime Minister", "Ada Holm"),
        ("en", "Mr van Dijk", "Mr", "van Dijk"),
        ("en", "Minister of Defence", "", "Minister of Defence"),
        ("en", "Mr and Mrs Kern", "", "Mr and Mrs Kern"),
        ("en", "President", "", "President"),
        ("en", "Udo Kern", "", "Udo Kern"),
        ("de", "Frau Dr. Kern", "Frau Dr.", "Kern"),
        ("de", "Bürgermeisterin Ada Kern", "Bürgermeisterin", "Ada Kern"),
        ("de", "Sozialministerin Ada Kern", "Sozialministerin", "Ada Kern"),
        ("de", "Weißdorn Kern", "", "Weißdorn Kern"),
        ("fr", "Mme de La Brosse", "Mme", "de La Brosse"),
        ("fr", "ministre de la Santé", "", "ministre de la Santé"),
        ("es", "Sra. de la Cruz", "Sra.", "de la Cruz"),
        ("it", "sig.ra Valli", "sig.ra", "Valli"),
        ("pt", "Dona Marta", "Dona", "Marta"),
    ],
)
def test_titles_are_cut_off_names(language: str, name: str, titles: str, bare: str) -> None:
    assert untitled(name, known(language)) == (titles, bare)


def test_without_a_lexicon_nothing_is_known_to_be_a_title() -> None:
    assert untitled("Bayan Demir", None) == ("", "Bayan Demir")
    assert titles_before("Bayan ", None) == ""
    assert gender_told("Mr", None) is None
    assert not is_address("Mr", None)


def test_titles_are_found_before_a_name() -> None:
    assert titles_before("he met Frau Dr. ", known("de")) == "Frau Dr."
    assert titles_before("he met ", known("de")) == ""
    assert titles_before("", known("de")) == ""


def test_some_titles_tell_a_man_or_a_woman() -> None:
    assert gender_told("Mrs", known("en")) == "female"
    assert gender_told("Señor", known("es")) == "male"
    assert gender_told("Dr. Frau", known("de")) == "female"
    assert gender_told("Oberbürgermeister", known("de")) == "male"
    assert gender_told("Prime Minister", known("en")) is None
    assert gender_told("", known("en")) is None


def test_people_go_on_to_be_called_by_some_titles_only() -> None:
    assert is_address("Frau Dr.", known("de"))
    assert not is_address("President", known("en"))
    assert not is_address("", known("en"))


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Her brother Udo said", "male"),
        ("Her brother, Udo, said", "male"),
        ("She told her brother, Udo said", None),
        ("Udo, her brother, said", "male"),
        ("Udo, a former spokesman for the port, said", "male"),
        ("Udo, the mayor's sister, said", "female"),
        ("Udo, his brother's wife, said", "female"),
        ("Udo, whose sister left, said", None),
        ("Udo, her brother said", None),  # no apposition: nothing ends it
        ("Udo said", None),
    ],
)
def test_nouns_beside_a_name_tell_a_man_or_a_woman(text: str, gender: str | None) -> None:
    at = text.index("Udo")
    assert gender_beside(text, Range(at, at + 3), known("en")) == gender
