"""All rows, and the docs that are printed from them."""

from pathlib import Path

from . import bodies, replies, statuses
from .scenario import GOOD, Scenario

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"

SCENARIOS = (
    Scenario("well", "a good reply", (GOOD,), "–"),
    *statuses.ROWS,
    *bodies.ROWS,
    *replies.ROWS,
)
