"""What was seen of a million articles, in tens of megabytes: fingerprints by fingerprint."""

from array import array
from collections.abc import Iterator, Mapping

__all__ = ["Seen"]

_LEAST = 1 << 10  # places; a power of two
_FULL = 2 / 3  # of the places; beyond, looking takes too many steps


class Seen(Mapping[int, int | None]):
    """Maps fingerprints to fingerprints or None; what is in stays in.

    A dictionary takes over a hundred bytes for each; this takes 24 to 48. Keys and values are above
    0 and have eight bytes. Keys are spread evenly, as digests are: each goes to the place that its
    last bits name, or the next that is free. To be written by one thread at a time.
    """

    def __init__(self) -> None:
        self._n = 0
        self._keys = _zeros(_LEAST)
        """0: a place that is free."""
        self._values = _zeros(_LEAST)
        """0: None."""

    def __len__(self) -> int:
        return self._n

    def __getitem__(self, key: int) -> int | None:
        place = self._place(key)
        if not self._keys[place]:
            raise KeyError(key)
        return self._values[place] or None

    def __setitem__(self, key: int, value: int | None) -> None:
        place = self._place(key)
        is_new = not self._keys[place]
        self._keys[place], self._values[place] = key, value or 0
        self._n += is_new
        if self._n > _FULL * len(self._keys):
            self._grow()

    @property
    def n_values(self) -> int:
        """How many keys have a value that is not None."""
        return len(self._values) - self._values.count(0)

    def __iter__(self) -> Iterator[int]:
        return filter(None, self._keys)

    def _place(self, key: int) -> int:
        """Where a key is, or would go."""
        keys, last = self._keys, len(self._keys) - 1
        place = key & last
        while keys[place] and keys[place] != key:
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._keys, self._values = _zeros(2 * len(keys)), _zeros(2 * len(keys))
        for key, value in zip(keys, values, strict=True):
            if key:
                place = self._place(key)
                self._keys[place], self._values[place] = key, value


def _zeros(n: int) -> "array[int]":
    return array("Q", bytes(8 * n))
