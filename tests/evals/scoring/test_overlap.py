import pytest

from evals.scoring.overlap import Match, letters, overlap, pair

TEXT = "“abcde fghij,” klmno"


def of(*ranges: tuple[int, int]) -> frozenset[int]:
    return frozenset(i for a, b in ranges for i in range(a, b))


def test_only_letters_and_digits_are_compared() -> None:
    words = TEXT.index("a"), TEXT.index(",")
    assert letters(TEXT, (words,)) == letters(TEXT, ((0, TEXT.index("k")),))
    assert len(letters(TEXT, (words,))) == 10


def test_overlap_is_intersection_over_union_of_groups() -> None:
    assert overlap([of((0, 4))], [of((2, 6))]) == pytest.approx(2 / 6)
    assert overlap([of((0, 2)), of((2, 4))], [of((0, 4))]) == 1.0
    assert overlap([], []) == 0.0


@pytest.mark.parametrize(
    ("end", "matches"),
    [
        (10, [Match((0,), (0,), 1.0)]),
        (5, [Match((0,), (0,), 0.5)]),  # half is enough
        (4, []),
    ],
)
def test_half_of_the_union_is_a_match(end: int, matches: list[Match]) -> None:
    assert pair([of((0, 10))], [of((0, end))], ["x"]) == matches


def test_a_split_unit_on_either_side_is_one_match() -> None:
    whole, halves = [of((0, 10))], [of((0, 5)), of((5, 10))]
    assert pair(whole, halves, ["x"]) == [Match((0,), (0, 1), 1.0)]
    assert pair(halves, whole, ["x", "x"]) == [Match((0, 1), (0,), 1.0)]


def test_units_of_two_voices_match_one_to_one() -> None:
    whole, parts = [of((0, 10))], [of((0, 6)), of((6, 10))]
    assert pair(parts, whole, ["x", "y"]) == [Match((0,), (0,), 0.6)]


def test_a_touch_is_no_component() -> None:
    # four letters in common of ten each: two components, and no match
    assert pair([of((0, 10))], [of((6, 16))], ["x"]) == []
