"""Paragraphs: which line breaks end them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.core.text.mark import MARKS
from summarizer.core.text.paragraph import paragraphs

NOISE = st.text(st.sampled_from(MARKS + "as5 x,.:?!\n你ש -"), max_size=60)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize(
    ("text", "n_paragraphs"),
    [
        ("", 0),
        (" \n\t\n", 0),
        ("A headline\nA first sentence.\n\nA second one.", 3),
        ("A first sentence that is long enough to be wrapped\nhere by hand.", 1),
        (
            (
                "A line that the author of the text has wrapped at a\n"
                "width of some fifty signs in the whole of the "
                "Old\nTown stands on the next line, as here.\nAnother paragraph starts."
            ),
            2,
        ),
        (
            (
                "One line of text that ends with its sentence here.\n"
                "One more line of text that ends just "
                "so.\nAnd another one that ends."
            ),
            3,
        ),
        (
            (
                "这是一行很长的文字，作者在这里换行，因为行宽只有四十个字左右，"
                "所以下一行继续写下去，没有\n"
                "句号，然后在第二行结束。"
            ),
            1,
        ),
        ("One\u2028line", 1),
        ("One\u2029paragraph\fmore", 3),
    ],
)
def test_line_breaks_end_paragraphs_unless_the_text_is_wrapped(
    text: str, n_paragraphs: int
) -> None:
    assert len(paragraphs(text)) == n_paragraphs


@given(NOISE | TEXTS)
def test_paragraphs_cover_all_but_white_space(text: str) -> None:
    found = paragraphs(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    rest = text
    for start, end in reversed(found):
        assert text[start:end] == text[start:end].strip() != ""
        rest = rest[:start] + rest[end:]
    assert not rest.strip()
