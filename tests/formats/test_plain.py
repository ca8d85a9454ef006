import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.formats.plain import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred\x1b[0m", "a[31mred[0m"),
        ("a\x9b31mred", "a31mred"),
        ("safe \u202egnp.exe\u202c", "safe gnp.exe"),
        ("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
        (" a\r\n\tb\u2028c\u2029d\x85e\x1cf ", "a b c d e f"),
        ("ring\a bell\b\x00\x7f", "ring bell"),
        ("\U000e0041hidden", "hidden"),
        ("می‌خواهم 👩‍🚒 “words” – ", "می‌خواهم 👩‍🚒 “words” –"),
    ],
)
def test_what_a_terminal_would_obey_goes_and_all_else_stays(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_no_control_character_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    shown = plain(text)
    assert not any(unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} for c in shown)
    assert not any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE"} for c in shown)
    assert plain(shown) == shown
