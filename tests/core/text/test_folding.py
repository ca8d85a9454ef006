"""Folded copies: what is found, where exactly, and what is not."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.core.text.folding import Folded, fold, is_unspaced, n_unspaced
from summarizer.core.text.range import Range

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TYPED = st.text(
    st.sampled_from("aBß ﬁé\u0301\u0308\xad\u200d\ufe0f“'-…½Ａ你\u1112\u1161\t"), max_size=30
)


def found(text: str, words: str, *, case: bool = False) -> list[str]:
    return [text[start:end] for start, end in Folded(text).find_all(words, case=case)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Frau Müller kam.", "Mu\u0308ller", ["Müller"]),
        ("Frau Mu\u0308ller kam.", "müller", ["Mu\u0308ller"]),
        ("Der Ver\xadein und der Verein.", "Verein", ["Ver\xadein", "Verein"]),
        ("Große GROSSE", "große", ["Große", "GROSSE"]),
        ("the ‘old’ — new", "'old' - new", ["‘old’ — new"]),
        ("ein\u00a0 \r\n\tTag", "ein Tag", ["ein\u00a0 \r\n\tTag"]),
        ("a \u200b b", "a b", ["a \u200b b"]),
        ("well… yes", "well... yes", ["well… yes"]),
        ("Ｎａｔｏ und oﬃce", "nato", ["Ｎａｔｏ"]),
        ("Ｎａｔｏ und oﬃce", "office", ["oﬃce"]),
        ("the U.S. army", "U.S.", ["U.S."]),
        ("na na na", "na na", ["na na"]),
        ("OpenAI公司说", "openai", ["OpenAI"]),
        ("习近平说", "近平", ["近平"]),
        ("김정은은", "김정은", ["김정은"]),
        ("\u1112\u1161\u11ab국", "한국", ["\u1112\u1161\u11ab국"]),
        ("Он — Путин.", "путин", ["Путин"]),
        ("قال ﷺ نعم", "نعم", ["نعم"]),
        ("½ 1", "1", ["1"]),
        ("ﷺ a", "ﷺ", ["ﷺ"]),
    ],
)
def test_words_are_found_however_they_are_typed(text: str, words: str, expected: list[str]) -> None:
    assert found(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Müllers Haus", "Müller"),
        ("Obermüller", "müller"),
        ("Zeppelin 2000", "200"),
        ("Cafe\u0301", "cafe"),
        ("e\u200d\u0301", "e"),
        ("Ver\xadein", "Ver"),
        ("½", "1"),
        ("Zhang", ""),
        ("“ — ”", "—"),
        ("a \u0301", "\u0301"),
        ("x", "longer than x"),
    ],
)
def test_parts_of_words_and_mere_marks_are_not_found(text: str, words: str) -> None:
    assert found(text, words) == []


def test_capitals_count_only_when_asked() -> None:
    folded = Folded("Bill paid the bill.")
    assert folded.find_all("Bill", case=True) == [Range(0, 4)]
    assert folded.find_all("bill") == [Range(0, 4), Range(14, 18)]


def test_search_within_a_range_finds_nothing_that_its_edges_cut() -> None:
    folded = Folded("Kim met Kim and Kime\u0301")
    assert folded.find_all("Kim", Range(4, 11)) == [Range(8, 11)]
    assert folded.find_all("Kim", Range(4, 10)) == []
    assert folded.find_all("Kim", within=Range(1, 7)) == []
    assert folded.find_all("Kimé", Range(16, 20)) == []
    assert folded.find_all("Kimé", Range(16, 21)) == [Range(16, 21)]


def test_long_words_that_repeat_themselves_are_found_once_per_place() -> None:
    words = "na " * 99 + "nab"
    text = "na " * 120 + "nab nac"
    assert [text[a:b] for a, b in Folded(text).find_all(words)] == [words]
    text = ("ab ab ac " * 60) * 2
    assert len(Folded(text).find_all("ab ab ac " * 40)) == 3
    assert Folded("ab " * 400).find_all("ab " * 90 + "ac") == []


def test_names_fold_alike_with_or_without_capitals() -> None:
    assert fold(" “Straße”\n") == fold('"STRASSE"')
    assert fold("ABC ß", case=True) == "ABC ß"
    assert fold("Ａe\u0301", case=True) == "Aé"


def test_a_letter_under_countless_marks_takes_no_longer_than_as_many_letters() -> None:
    text = "Ilse a" + "\u0301\u0323" * 50_000 + " Brandt"
    start = time.perf_counter()
    assert found(text, "Brandt") == ["Brandt"]
    assert time.perf_counter() - start < 3  # squared, these marks take three times as long
    assert found(text, "a") == []


def test_scripts_without_blanks_are_known() -> None:
    assert all(map(is_unspaced, "你のกក한"))
    assert not any(map(is_unspaced, "aж ع1."))


@given(TEXTS)
def test_characters_of_such_scripts_are_counted_one_by_one(text: str) -> None:
    assert n_unspaced(text) == sum(map(is_unspaced, text))
    assert n_unspaced(f"{text}你のก") == n_unspaced(text) + 3


@given(TEXTS | TYPED, TEXTS | TYPED)
def test_every_place_folds_to_the_words(text: str, words: str) -> None:
    for case in (True, False):
        places = Folded(text + words + text).find_all(words, case=case)
        for start, end in places:
            assert fold((text + words + text)[start:end], case=case) == fold(words, case=case)
        assert all(one.end <= two.start for one, two in pairwise(places))


@given(TEXTS, st.from_regex(r"[A-Za-zé]{1,5}( [A-Za-z]{1,5})?", fullmatch=True))
def test_words_between_blanks_are_always_found(text: str, words: str) -> None:
    whole = f"{text} . {words} . {text}"
    start = len(text) + 3
    assert any(r.meets(Range(start, start + len(words))) for r in Folded(whole).find_all(words))
