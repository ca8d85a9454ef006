"""The docs are what the table says."""

from .table import _PARTS, PAGE, SCENARIOS, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make faults`"


def test_every_row_is_in_one_part_of_the_page() -> None:
    assert [row.name for rows in _PARTS.values() for row in rows] == [s.name for s in SCENARIOS]
