"""Aliases: which of two names may be short for the other, told by their words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.core.text.alias import (
    Index,
    addition_behind,
    heads_of,
    is_all_of,
    is_company_of,
    is_end_of,
    is_initials_of,
    is_short_of,
    words_of,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José Núñez", "jose nunez"),
        ("T.T.A.", "tta"),
        ("Brewery Workers’ Union", "brewery workers union"),
        ("Velia's Ministry", "velia ministry"),
        ("O’Hara", "o'hara"),
        ("ministère de l’Industrie", "ministere de industrie"),
        ("Hassan al-Amr", "hassan amr"),
        ("乌多·克恩", "乌多 克恩"),
        ("Udo Kern, Jr", "udo kern jr"),
        ("김민준", "김민준"),
        ("ΠΑΠΠΑΣ", "παππασ"),
        ("Королёв", "королев"),
        # only a man's, only a woman's, and either's
        ("Ивановым", "иванов"),
        ("Ивановой", "иванова"),
        ("Иванова", "иванова"),
        ("Ковальского", "ковальскии"),
        ("Ковальской", "ковальская"),
    ],
)
def test_names_are_compared_without_what_readers_overlook(name: str, words: str) -> None:
    assert words_of(name) == tuple(words.split(" "))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Zhang", "Zhang Junshe"),
        ("Junshe", "Zhang Junshe"),
        ("Ruiz", "Ana Ruiz Peña"),
        ("Ana Ruiz", "Ana Ruiz Peña"),
        ("von der Lohe", "Ursula von der Lohe"),
        ("John Kern", "John F. Kern"),
        ("J. Kern", "John F. Kern"),
        ("José Olid", "José Luis Olid Prieto"),
        ("Min-jun Kim", "Kim Min-jun"),
        ("Kern", "Udo Kern Jr."),
        ("Kern Jr.", "Udo Kern junior"),
        ("张", "张军社"),
        ("张", "张伟"),
        ("军社", "张军社"),
        ("山田", "山田太郎"),
    ],
)
def test_people_are_called_by_parts_of_their_names(short: str, full: str) -> None:
    assert is_short_of(words_of(short), words_of(full))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Udo Kern", "Ada Kern"),
        ("A. Kern", "John Kern"),
        ("John G. Kern", "John F. Kern"),
        ("Kern Udo Kern", "Udo Kern"),
        ("Holm", "Ada Holm-Kern"),
        ("Udo Kern", "Udo Kern Jr."),
        ("Udo Kern Jr.", "Udo Kern Sr."),
        ("Udo Kern Jr.", "Udo Kern"),
        ("Иванова", "Пётр Иванов"),
        ("张伟", "张伟明"),
        ("伟", "张伟"),
        ("Zha", "Zhang"),
    ],
)
def test_people_are_not_called_by_the_names_of_others(short: str, full: str) -> None:
    assert not is_short_of(words_of(short), words_of(full))


@pytest.mark.parametrize(
    ("short", "full", "any_order", "ends"),
    [
        ("Coast Guard", "China Coast Guard", False, True),
        ("Velia", "Bank of Velia", False, False),
        ("Ministry of Defence", "Velian Ministry of Defence", False, True),
        ("Defence Ministry", "Velian Ministry of Defence", False, False),
        ("Defence Ministry", "Velian Ministry of Defence", True, True),
        ("Velia", "Bank of Velia", True, False),
        ("police", "Tarn police", False, True),
        ("police", "the transport police", False, False),
    ],
)
def test_bodies_are_called_by_the_end_of_their_names(
    short: str,
    full: str,
    any_order: bool,  # noqa: FBT001 - a table's column
    ends: bool,  # noqa: FBT001
) -> None:
    assert is_end_of(words_of(short), full, any_order=any_order) is ends


@pytest.mark.parametrize(
    ("short", "full", "told", "names"),
    [
        ("Lindqvist", "Lindqvist Shipping", True, True),
        ("Lindqvist", "Lindqvist Shipping", False, False),
        ("Lindqvist", "Lindqvist Shipping AB", False, True),
        ("Lindqvist Shipping", "Lindqvist Shipping AB", False, True),
        ("Dorn", "Dorn AG", False, True),
        ("Osmark Grid", "Osmark Grid Nord", True, False),
        ("Brewery", "Brewery Workers Union", True, False),
    ],
)
def test_companies_are_called_by_their_first_word_or_without_their_legal_form(
    short: str,
    full: str,
    told: bool,  # noqa: FBT001 - a table's column
    names: bool,  # noqa: FBT001
) -> None:
    assert is_company_of(words_of(short), words_of(full), told=told) is names


@pytest.mark.parametrize(
    ("acronym", "full", "is_made_of_it"),
    [
        ("NNP", "Norland National Party", True),
        ("N.N.P.", "Norland National Party", True),
        ("MoD", "Ministry of Defence", True),
        ("HAT", "Harbour Authority of Tarn", True),
        ("UK", "Udo Kern", False),
        ("Nap", "National Air Party", False),
        ("NNP", "Norland Party", False),
    ],
)
def test_acronyms_are_the_first_letters_of_a_name(
    acronym: str,
    full: str,
    is_made_of_it: bool,  # noqa: FBT001 - a table's column
) -> None:
    assert is_initials_of(acronym, full) is is_made_of_it


def test_a_longer_name_that_begins_and_ends_alike_adds_nothing_around_it() -> None:
    assert is_all_of(words_of("John Kern"), words_of("John F. Kern"))
    assert is_all_of(words_of("Lindqvist Shipping"), words_of("Lindqvist Shipping AB"))
    assert not is_all_of(words_of("Udo Kern"), words_of("Teacher Udo Kern"))
    assert not is_all_of(words_of("Udo Kern"), words_of("Udo Kern of Tarn"))


def test_a_comma_may_set_off_father_and_son() -> None:
    assert addition_behind("Udo Kern, Jr., said", 8) == ", Jr"
    assert addition_behind("Udo Kern, Sir Ada", 8) == ""


def test_what_a_body_is_stands_last_or_before_a_small_word_or_first() -> None:
    assert heads_of("Fire Brigades Union", is_first=False) == ("union",)
    assert heads_of("Harbour Authority of Tarn", is_first=False) == ("tarn", "authority")
    assert heads_of("Sindicato Minero de Almara", is_first=True)[-1] == "sindicato"


NAMES = st.lists(
    st.sampled_from(
        ["Udo", "Ada", "F.", "Kern", "von", "Holm-Kern", "Jr", "AG", "张", "张军社", "NNP"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(NAMES, NAMES)
def test_an_index_leaves_out_no_name_that_could_be_short_for_another(one: str, other: str) -> None:
    short, full = words_of(one), words_of(other)
    if (
        is_short_of(short, full)
        or is_end_of(short, other, any_order=True)
        or is_company_of(short, full, told=True)
        or is_initials_of(one, other)
    ):
        assert other in Index([other]).fuller(one)
        assert one in Index([one]).shorter(other)


def test_an_index_keeps_each_name_once_in_their_order() -> None:
    index = Index(["Udo Kern", "Ada Kern", "Udo Kern"])
    assert index.fuller("Kern") == ["Udo Kern", "Ada Kern"]
    assert "Ada Kern" in index
    assert "Kern" not in index
