"""Kinds: what the words of a name tell of whom it names."""

from dataclasses import replace

import pytest

from languages import known
from summarizer.core.text.kind import Gender, gender_of, is_person_name, kind_of
from summarizer.schema import SourceKind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Tarn Police Department", "government"),
        ("Ministry of Fisheries", "government"),
        ("the Norland coast guard", "government"),
        ("Velden Courier", "media"),
        ("the broadcaster’s", "media"),
        ("Brewery Workers' Union", "organization"),
        ("Kern & Sons Ltd.", "organization"),
        ("two senior officials", "group"),
        ("a nurse", "person"),
        ("Mayor Ilse Brandt", "person"),
        ("Udo Kern", None),
        ("", None),
        # the head counts, not what it is of, at or for
        ("University of Velden Police", "organization"),
        ("a professor of the University of Tarn", "person"),
        ("residents at the hospital", "group"),
        ("the office of the mayor", "government"),
        ("Friends of the Tarn Hospital", "group"),
        ("Light of the Council", "government"),  # where the head tells nothing, any word
        ("of council", "government"),
        # phrases count as one word
        ("Tarn news agency", "media"),
        ("central bank", "government"),
        ("Tarn bank", "organization"),
        ("police officers", "group"),
        ("a police officer", "person"),
    ],
)
def test_the_head_of_a_name_tells_its_kind(words: str, kind: SourceKind | None) -> None:
    assert kind_of(words, known()) == kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Finanzministerium", "government"), ("Stadtrat", None), ("Rat", "government")],
)
def test_where_nouns_are_compounds_their_last_part_tells_but_not_the_shortest(
    word: str, kind: SourceKind | None
) -> None:
    german = replace(known("de"), kinds={"ministerium": "government", "rat": "government"})
    assert kind_of(word, german) == kind
    assert kind_of(word, replace(known("en"), kinds=german.kinds)) == (
        kind if word == "Rat" else None
    )


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("she", "feminine"),
        ("Her brother", "masculine"),
        ("Mrs. Kern", "feminine"),
        ("a spokeswoman for the king", "masculine"),  # the last word; who calls cuts it off
        ("They", "plural"),
        ("it", "neuter"),
        ("the mayor", None),
        ("Udo Kern’s", None),
        ("", None),
    ],
)
def test_the_last_word_that_tells_a_gender_counts(words: str, gender: Gender | None) -> None:
    assert gender_of(words, known()) == gender


@pytest.mark.parametrize(
    "name",
    [
        "Udo Kern",
        "Maria del Carmen Ruiz Peña",
        "Ursula von der Lund",
        "J. D. Holm",
        "President Julian Adair",
        "Anne-Marie O’Neil",
    ],
)
def test_a_persons_name_is_two_to_five_words_with_capitals(name: str) -> None:
    assert is_person_name(name, known())


@pytest.mark.parametrize(
    "name",
    [
        "Kern",
        "",
        "Udo the diver Kern",  # a word without capital
        "Bank of Tarn",  # "of" is in no person's name
        "Area 51",
        "Tarn Street",  # a place
        "She Kern",
        "Norland NEC",  # an acronym
        "Tarn Police",
        "Old Harbour",
        "Maria del Carmen de la Cruz Ruiz",  # too long
    ],
)
def test_bodies_places_and_single_words_are_no_persons_names(name: str) -> None:
    assert not is_person_name(name, known())


@pytest.mark.parametrize(
    ("language", "words", "kind"),
    [
        ("zh", "外交部", "government"),
        ("zh", "外交部长李伟", "person"),
        ("zh", "该公司", "organization"),
        ("zh", "新华社", "media"),
        ("zh", "林若溪", None),
        ("ru", "представитель министерства обороны", "person"),
        ("ru", "Министерство обороны", "government"),
        ("ru", "по данным двух жителей", "group"),
        ("ar", "المتحدث باسم الوزارة", "person"),
        ("ar", "وزارة الصحة", "government"),
    ],
)
def test_kinds_are_told_in_other_scripts(
    language: str, words: str, kind: SourceKind | None
) -> None:
    assert kind_of(words, known(language)) == kind


@pytest.mark.parametrize(
    ("language", "name", "is_person"),
    [
        ("zh", "林若溪", True),
        ("zh", "约翰·斯科尔", True),
        ("zh", "林氏公司", False),
        ("zh", "清沅大小事情", False),
        ("zh", "A1", False),
        ("ar", "سامر نعمة", True),
        ("ar", "وزارة الصحة", False),
        ("ar", "سامر", False),
    ],
)
def test_people_are_told_without_capitals(language: str, name: str, is_person: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_person_name(name, known(language)) == is_person


def test_a_gender_is_told_without_blanks() -> None:
    assert gender_of("林若溪女士说", known("zh")) == "feminine"
