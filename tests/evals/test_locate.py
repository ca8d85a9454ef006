import pytest

from evals.locate import Locator

TEXT = "“We will re-build it,” she said. The harbour—old and deep—is shut. It is shut."


def found(words: str) -> list[str] | None:
    ranges = Locator(TEXT).find(words)
    return None if ranges is None else [TEXT[a:b] for a, b in ranges]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("We will re-build it", ["We will re-build it"]),
        ("we will rebuild it.", ["We will re-build it"]),  # marks, blanks and case
        ('"The harbour - old', ["The harbour—old"]),
        ("The harbour … is shut", ["The harbour", "is shut"]),
        ("The harbour [...] is shut", ["The harbour", "is shut"]),
        ("We will build it", None),
        ("", None),
        ("…", None),
    ],
)
def test_words_are_found_whatever_the_marks(words: str, places: list[str] | None) -> None:
    assert found(words) == places


def test_all_pieces_around_an_elision_must_stand_there() -> None:
    assert found("The harbour … is open") is None


def test_words_found_before_are_looked_for_further_on() -> None:
    locator = Locator(TEXT)
    first, second = TEXT.index("is shut"), TEXT.rindex("is shut")
    starts = [r[0][0] for _ in range(3) if (r := locator.find("is shut"))]
    assert starts == [first, second, first]


def test_a_ligature_is_its_letters() -> None:
    assert Locator("The ﬂood rose").find("flood") == ((4, 8),)
