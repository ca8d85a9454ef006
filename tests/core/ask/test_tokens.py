"""Tokens, estimated by script."""

import pytest

from summarizer.core.ask.tokens import estimated_tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a", 1),
        ("The harbour stays closed.", 7),
        ("港口仍然关闭", 6),
        ("Гавань закрыта", 9),
        ("\ud83d", 1),  # half a character is one, and no error
    ],
)
def test_a_text_has_about_so_many_tokens(text: str, expected: int) -> None:
    assert estimated_tokens(text) == expected
