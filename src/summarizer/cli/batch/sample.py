"""A few of many, drawn evenly: the same of the same input, whatever its order."""

import hashlib
import heapq
from collections.abc import Iterable
from itertools import count

from ...formats.fields import Row
from ...schema import Article

__all__ = ["drawn"]


def drawn(rows: Iterable[Row], size: int) -> list[Row]:
    """Read all rows and return a sample; in memory there are never more rows than it has.

    Drawn are the rows with the smallest digests of id and text (for a line that is no article: of
    its place). So each has the same chance, a larger sample holds every smaller one, and a run that
    is ended can go on with the same sample.

    Args:
        rows: each article once.
        size: how many rows.
    """
    kept: list[tuple[int, int, Row]] = []  # the largest digest comes first
    numbers = count()  # rows themselves have no order
    for row in rows:
        entry = (-_lot(row), next(numbers), row)
        if len(kept) < size:
            heapq.heappush(kept, entry)
        elif entry > kept[0]:
            heapq.heapreplace(kept, entry)
    kept.sort(key=lambda entry: entry[1])  # as they were in the input
    return [row for _, _, row in kept]


def _lot(row: Row) -> int:
    found = row.article
    name = f"{found.sha256} {found.id}" if isinstance(found, Article) else row.place
    return int.from_bytes(hashlib.sha256(name.encode()).digest())
