"""Long quotations: a large model, which reads them in full above, is shown their two ends."""

import pytest

from answering import reading_of
from summarizer.core.ask.question import ask_article, ask_tags
from summarizer.core.ask.window import cut


def shown(text: str, language: str = "en") -> str:
    """The line of the first quotation of a text, as a large model sees it, without its place."""
    reading = reading_of(text, language)
    (window,) = cut(reading, 120, 3)
    asked = ask_article(reading, window, whole=True, max_tokens=9).messages[-1].content
    return next(line for line in asked.split("\n") if line.startswith("Q1")).split(": ", 1)[1]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The pier is shut.", "The pier is shut."),
        (f"{'a' * 47}.", f"{'a' * 47}."),
        (f"{'a' * 48}.", f"{'a' * 31} … {'a' * 13}."),
        (
            "We count every plank of it, and every nail, and then we count the gulls as well.",
            "We count every plank of it, and … gulls as well.",
        ),
    ],
)
def test_a_long_quotation_is_shown_by_its_two_ends(said: str, expected: str) -> None:
    line = shown(f"Ada Crisp spoke. “{said}”")
    assert line == expected
    assert len(line) <= 48


def test_one_that_is_opened_again_is_shown_as_one() -> None:
    parts = "She said: “The pier is shut.\n\n“It stays shut.”"
    assert shown(parts) == "The pier is shut. … It stays shut."


def test_of_a_script_without_blanks_the_ends_are_shown_too() -> None:
    assert shown(f"市长说：“{'桥' * 60}。”", "zh") == f"{'桥' * 31} … {'桥' * 13}。"


def test_a_small_model_is_shown_more_of_it() -> None:
    reading = reading_of(f"“{'We walked on. ' * 30}”")
    (window,) = cut(reading, 1, 3)
    lines = ask_tags(reading, window).messages[-1].content.split("\n")
    (line,) = (q for q in lines if q.startswith("Q1: "))
    assert len(line) == len("Q1: ") + 200
