"""The cast: who is named, under which names, and what is known of them."""

import pytest

from answering import reading_of
from summarizer.core.text.cast import NAMED, OWNER, SUBJECT, Cast
from summarizer.core.text.kind import Gender
from summarizer.core.text.lexicon import lexicon


def cast_of(text: str) -> Cast:
    english = lexicon("en")
    assert english is not None
    return Cast(reading_of(text), english)


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("Udo Kern dived.", "Kern", "Udo Kern"),
        ("Udo Kern dived.", "Udo", "Udo Kern"),
        ("Udo Kern dived.", "Mr Kern", "Udo Kern"),
        ("Udo Kern dived.", "Captain Udo Kern", "Udo Kern"),
        ("Mayor Udo Kern dived.", "Kern", "Udo Kern"),
        ("Udo Kern dived.", "Holm", "Holm"),
        ("Udo Kern dived.", "Ada Kern", "Ada Kern"),
        # of two people with one name nobody can tell which
        ("Udo Kern dived. Ada Kern swam.", "Kern", "Kern"),
        ("Udo Kern dived. Ada Kern swam.", "Ada", "Ada Kern"),
        # a last name goes before a first one
        ("Udo Kern dived. Kern Holm swam.", "Kern", "Udo Kern"),
        # a place is nobody
        ("They met in Udo Kern. Udo Kern is a village.", "Kern", "Kern"),
        ("Tarn Police came.", "Police", "Police"),
    ],
)
def test_who_is_called_by_a_part_of_a_name_has_the_whole_one(
    text: str, name: str, full: str
) -> None:
    assert cast_of(text).full_name(name) == full


def test_people_are_those_with_names_of_people() -> None:
    cast = cast_of("Udo Kern met Tarn Police.")
    assert cast.is_person("Udo Kern")
    assert cast.is_person("Ada Holm")  # not printed, but a person's name
    assert not cast.is_person("Tarn Police")
    assert not cast.is_person("Kern")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Wife Jean dived. Her husband, Rupert, swam.", {"Jean"}),
        ("We met Jean.", set()),
        # the end of the sentence before tells nothing of a name
        ("It cost 15,000. Udo Kern paid in May.", {"Udo Kern"}),
        ("They paid 15 Tarn Kern.", set()),
        # what a name is in apposition to
        ("A mining company, Deepwell Noon, came.", set()),
        ("Deepwell Noon, a small company in Tarn, came.", set()),
        ("Udo Kern, a company chairman, came.", {"Udo Kern"}),
        ("Told by police, Udo Kern, 58, came.", {"Udo Kern"}),
        ("Bill Kern met the Harbour Bill.", {"Bill Kern"}),
    ],
)
def test_people_are_told_from_what_stands_beside_them(text: str, people: set[str]) -> None:
    assert cast_of(text).people == people


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mrs Kern Holm dived.", "feminine"),
        ("We met spokesman Kern Holm.", "masculine"),
        ("Kern Holm, a spokeswoman for the king, dived.", "feminine"),
        ("Kern Holm, a widower who once loved his aunt, dived.", "masculine"),
        ("Kern Holm, a diver, swam.", None),
        ("Kern Holm dived. Then Mr Holm swam.", "masculine"),
        # a possessive before a name is no title of it
        ("We met her Kern Holm.", None),
        ("They met. Kern Holm dived.", None),
        # the pronoun that takes up the only person of the sentence before
        ("Kern Holm dived. She swam.", "feminine"),
        ("Kern Holm dived. She swam. Holm sat. He rose. Holm slept. She woke.", "feminine"),
        ("Kern Holm dived. Nobody swam.", None),
        ("Kern Holm dived. They swam.", None),
        ("Kern Holm dived.\n\nShe swam.", None),  # another paragraph
        ("Kern Holm met Udo Lund. She swam.", None),
        ("Kern Holm dived. … She swam.", "feminine"),
    ],
)  # fmt: skip
def test_titles_appositions_and_pronouns_tell_a_gender(text: str, gender: Gender | None) -> None:
    cast = cast_of(text)
    assert cast.gender("Kern Holm") == gender
    assert cast.gender("Kern Holm") == gender  # kept


def test_nothing_tells_the_gender_of_who_is_not_printed() -> None:
    assert cast_of("Mr Kern Holm dived.").gender("Robin Lund") is None


def test_mentions_are_people_in_prose_and_the_subject_weighs_most() -> None:
    text = (
        "By Hanna Reed\n\n"
        "Udo Kern dived with Tarn Police. After a long day on the river they all met Ada Holm. "
        "Kern’s boat sank. “We met Ida Lund,” said Kern."
    )
    cast = cast_of(text)
    assert [(m.sentence, m.name, m.weight) for m in cast.mentions] == [
        (2, "Udo Kern", SUBJECT),
        (3, "Ada Holm", NAMED),
        (4, "Udo Kern", OWNER),
        (5, "Udo Kern", SUBJECT),
    ]
    assert cast.often == {"Udo Kern": 3, "Ada Holm": 1}


@pytest.mark.parametrize(
    ("noun", "is_person", "bearers"),
    [
        ("mayor", True, ["Ilse Brandt", "Udo Kern"]),
        ("tarn", True, ["Udo Kern"]),
        ("police", False, ["Tarn Police"]),
        ("police", True, []),
        ("diver", True, []),
    ],
)
def test_a_noun_is_borne_by_whom_it_stands_in_or_beside(
    noun: str,
    is_person: bool,  # noqa: FBT001 - a table's column
    bearers: list[str],
) -> None:
    text = (
        "We met mayor Ilse Brandt. Udo Kern, the mayor of Tarn, left Tarn Police. The diver swam."
    )
    found = cast_of(text).bearers.get((noun, is_person), [])
    assert [name for _, name in found] == bearers


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        # a pronoun teaches who was named before it
        ("Robin Kern dived. She swam.", "feminine"),
        # but not one that somebody says
        ("Robin Kern dived. “He swam,” she said.", None),
        # where the text tells nothing, the given name does
        ("Robin Kern dived.", None),
        ("Ada Kern dived.", "feminine"),
        ("Jean-Udo Kern dived.", None),
        ("Ada-Robin Kern dived. He swam.", "masculine"),
    ],
)
def test_a_person_s_gender_is_what_the_text_tells_or_else_the_given_name(
    text: str, gender: str | None
) -> None:
    (name,) = cast_of(text).people
    assert cast_of(text).gender(name) == gender


def test_a_surname_of_two_is_whose_of_them_was_named_before() -> None:
    text = "Udo Kern dived. Kern swam. Ada Kern sang. Kern left. Later Robin Kern ate."
    assert [m.name for m in cast_of(text).mentions] == [
        "Udo Kern",
        "Udo Kern",
        "Ada Kern",
        "Robin Kern",
    ]
