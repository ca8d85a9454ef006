import pytest

from evals.scoring.names import same_source


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Dana Wirth", "Dana Wirth"),
        ("Wirth", "Dana Wirth"),
        ("Mayor Dana Wirth", "Dana Wirth"),
        ("the Harbour Authority’s", "Harbour Authority"),
        ("Harbour Authority of Tarn", "Harbour Authority"),
        ("harbour authority", "Harbour Authority"),
        ("Frau Anke Sölter", "Anke Sölter"),
        ("Ministry of Defence of Norland", "Norland Ministry of Defence"),
        ("The President", "President"),  # a title is all there is
    ],
)
def test_these_are_one_source(name: str, known: str) -> None:
    assert same_source(name, ["Nobody Else", known])


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Dana Wirth", ["Ilse Brandt"]),
        ("Mayor Brandt", ["Mayor Wirth"]),
        ("Tarn Zephyr", ["Tarn police force"]),
        ("", ["Wirth"]),
        (None, ["Wirth"]),
        ("Wirth", []),
    ],
)
def test_these_are_not(name: str | None, known: list[str]) -> None:
    assert not same_source(name, known)
