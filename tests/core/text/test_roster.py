"""The roster: names by their capitals, and acronyms with what they stand for."""

import pytest

from summarizer.core.text.lexicon import lexicon
from summarizer.core.text.range import Range
from summarizer.core.text.roster import acronyms, find_names


def names(
    text: str, language: str | None = "en", starts: frozenset[int] = frozenset()
) -> list[str]:
    return [n.text for n in find_names(text, starts, lexicon(language))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the barge hit Udo Kern at Velden", ["Udo Kern", "Velden"]),
        ("the Bank of Tarn and Ursula von der Lund", ["Bank of Tarn", "Ursula von der Lund"]),
        ("the Bank of the river", ["Bank"]),  # a joint at the end joins nothing
        ("they met The Coast Guard", ["Coast Guard"]),
        ("he told the US of us", ["US"]),
        ("we met Udo Kern’s son and Dehm's", ["Udo Kern", "Dehm"]),
        ("we met Udo,\u00a0Kern\u00a0Dehm", ["Udo", "Kern Dehm"]),
        ("we met Udo\n\nKern", ["Udo", "Kern"]),
        ("we met Jean-Luc O’Hara", ["Jean-Luc O’Hara"]),
        ("we met U. Kern, J.F. Dehm and Ada E. Holm", ["U. Kern", "J.F. Dehm", "Ada E. Holm"]),
        ("the U.S. Coast Guard", ["U.S. Coast Guard"]),
        ("nobody came", []),
        ("They said It", []),
    ],
)
def test_names_are_runs_of_words_with_capitals(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_capital_at_a_beginning_proves_nothing_by_itself() -> None:
    assert names("Barges sank", starts=frozenset({0})) == []
    assert names("Kern left. Udo Kern came", starts=frozenset({0, 11})) == ["Kern", "Udo Kern"]
    assert names("Tarn fell. We met Tarn", starts=frozenset({0, 11})) == ["Tarn"]


def test_a_name_ends_where_a_sentence_or_a_quotation_begins() -> None:
    assert names("we met Kern Dehm left", starts=frozenset({12})) == ["Kern"]
    assert names("we met plan B. Kern left", starts=frozenset({15})) == ["B"]


def test_a_name_has_all_its_places_in_order_of_first_mention() -> None:
    found = find_names("we met Kern and Dehm and Kern", frozenset(), lexicon("en"))
    assert [(n.text, n.ranges) for n in found] == [
        ("Kern", (Range(7, 11), Range(25, 29))),
        ("Dehm", (Range(16, 20),)),
    ]


def test_in_german_a_single_noun_is_no_name() -> None:
    text = "als Udo Kern im Rathaus die NATO traf und Kern ging"
    assert names(text, "de") == ["Udo Kern", "NATO", "Kern"]


def test_without_a_lexicon_capitals_are_enough() -> None:
    assert names("The Kern met 市长", None) == ["The Kern"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the North Sea Agency (NSA)", {"NSA": "North Sea Agency"}),
        ("the Harbour Authority of Tarn (HAT) said", {"HAT": "Harbour Authority of Tarn"}),
        ("the Ministry\nof Defence (MoD)", {"MoD": "Ministry of Defence"}),
        ("the Tarn Transport Union (T&TU)", {"T&TU": "Tarn Transport Union"}),
        ("the Tarn Transport Agency (TrA)", {"TrA": "Transport Agency"}),
        # the other way round
        ("NSA (North Sea Agency) said", {"NSA": "North Sea Agency"}),
        ("NSA (the North Sea Agency) said", {"NSA": "North Sea Agency"}),
        ("Kern (Kessel Energy and Rail Network) said", {}),
        ("世界卫生组织（世卫组织）说", {"世卫组织": "世界卫生组织"}),
        ("据世界卫生组织（世卫组织）说", {"世卫组织": "世界卫生组织"}),
        ("世卫组织（世界卫生组织）说", {"世卫组织": "世界卫生组织"}),
        ("l’Agence fluviale (AF)", {"AF": "Agence fluviale"}),
        ("der Dachverband der Reeder (DR)", {"DR": "Dachverband der Reeder"}),
        # the first one counts
        ("the Air Board (AB) and the Aid Bank (AB)", {"AB": "Air Board"}),
        # misses: letters that are not there, in the wrong order, or not at a word's beginning
        ("the North Sea Agency (XYZ)", {}),
        ("the Agency North (NA)", {}),
        ("the seaNorth Agency (NA)", {}),
        ("(NSA)", {}),
        ("the northern sea agency (NSA)", {}),  # nothing with a capital is introduced
        ("the North Sea Agency (nsa)", {}),
        ("the North Sea Agency (N)", {}),
        ("the North Sea Agency (NSA, since 1990)", {}),
    ],
)
def test_acronyms_are_learnt_from_their_brackets(text: str, found: dict[str, str]) -> None:
    assert acronyms(text) == found


def test_a_long_form_must_stand_near_its_bracket() -> None:
    assert acronyms(f"North {'x ' * 70}(NX)") == {}
