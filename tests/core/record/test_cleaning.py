"""Cleaning: the record's own strings hold nothing that a screen would obey."""

from summarizer.core.record.cleaning import cleaned


def test_controls_and_brackets_of_direction_are_gone() -> None:
    assert cleaned("a\x1b[31m\u202eb\u2066c\u2069\x07\x9f\U000e0041", 99) == "a[31mbc"


def test_line_breaks_become_blanks() -> None:
    assert cleaned(" a\r\nb\u2028c\td ", 99) == "a b c d"


def test_letters_keep_their_own_marks() -> None:
    words = "ab\u200dc\u200cd\u200ee\u00a0f 👩\u200d👧 é"
    assert cleaned(words, 99) == words


def test_what_is_too_long_is_cut_where_one_sees_it() -> None:
    assert cleaned("a" * 10, 10) == "a" * 10
    assert cleaned("aaa bbb", 5) == "aaa…"
