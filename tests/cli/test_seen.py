"""Fingerprints in little room: the same answers as a dictionary's."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from summarizer.cli.batch.seen import Seen

# few low bits: many keys want the same place
KEYS = st.builds(lambda high, low: high << 56 | low or 1, st.integers(0, 255), st.integers(0, 3))
VALUES = st.none() | st.integers(1, 2**64 - 1)


@given(st.lists(st.tuples(KEYS, VALUES)))
def test_it_answers_as_a_dictionary_does(pairs: list[tuple[int, int | None]]) -> None:
    seen, known = Seen(), dict[int, int | None]()
    for key, value in pairs:
        assert (key in seen, seen.get(key)) == (key in known, known.get(key))
        seen[key] = known[key] = value
    assert dict(seen) == known
    assert len(seen) == len(known)


def test_it_grows_and_loses_nothing() -> None:
    seen = Seen()
    keys = [
        int.from_bytes(hashlib.sha256(str(number).encode()).digest()[:8])
        for number in range(20_000)
    ]
    for number, key in enumerate(keys, 1):
        seen[key] = number
    assert [seen[key] for key in keys] == list(range(1, 20_001))
    assert len(seen) == 20_000


def test_each_takes_less_than_fifty_bytes() -> None:
    seen = Seen()
    for number in range(1, 50_001):
        seen[number * 0x9E3779B97F4A7C15 % 2**64] = number
    assert seen._keys.itemsize * 2 * len(seen._keys) < 50 * len(seen)
