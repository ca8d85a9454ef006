"""The status table, row by row, and what holds of every claim."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.core.record.status import status_of
from summarizer.schema import Position, Source, Stance, Status

SOURCES = {
    "official": Source(id="s1", name="HAT", kind="government", naming="named", mentions=()),
    "company": Source(id="s2", name="Albrecht", kind="organization", naming="named", mentions=()),
    "party": Source(
        id="s3", name="Crane", kind="person", naming="named", role="subject", mentions=()
    ),
    "spokesman": Source(
        id="s4", name="Wirth", kind="person", naming="named", role="spokesperson", mentions=()
    ),
    "person": Source(id="s5", name="Kern", kind="person", naming="named", mentions=()),
    "media": Source(id="s6", name="Courier", kind="media", naming="named", mentions=()),
    "anonymous": Source(
        id="s7", name="two dockers", kind="group", naming="described", mentions=()
    ),
    "insider": Source(
        id="s8", name="an official", kind="government", naming="described", mentions=()
    ),
}  # fmt: skip
BY_ID = {s.id: s for s in SOURCES.values()}
STANCES: tuple[Stance, ...] = (
    "asserts",
    "confirms",
    "denies",
    "disputes",
    "has_not_confirmed",
    "declines_to_comment",
    "retracts",
)


def positions(*stands: tuple[str, Stance]) -> list[Position]:
    """Positions p1, p2 … of these sources."""
    return [
        Position(
            id=f"p{i}",
            source=SOURCES[who].id,
            stance=stance,
            certainty="certain",
            evidence=(),
        )
        for i, (who, stance) in enumerate(stands, 1)
    ]


@pytest.mark.parametrize(
    ("stands", "status", "because"),
    [
        ([], "reported", ()),
        ([("person", "asserts")], "attributed", ("p1",)),
        ([("media", "asserts"), ("anonymous", "asserts")], "attributed", ("p1",)),
        ([("anonymous", "asserts")], "unconfirmed", ("p1",)),
        ([("anonymous", "asserts"), ("insider", "asserts")], "unconfirmed", ("p1", "p2")),
        ([("person", "asserts"), ("official", "has_not_confirmed")], "unconfirmed", ("p2",)),
        ([("person", "asserts"), ("company", "declines_to_comment")], "unconfirmed", ("p2",)),
        ([("official", "has_not_confirmed")], "unconfirmed", ("p1",)),
        ([("person", "asserts"), ("official", "confirms")], "confirmed", ("p2",)),
        ([("company", "confirms")], "confirmed", ("p1",)),
        ([("party", "confirms")], "confirmed", ("p1",)),
        ([("spokesman", "confirms")], "confirmed", ("p1",)),
        # a confirmation by somebody else confirms nothing, it only says so again
        ([("person", "confirms")], "attributed", ("p1",)),
        ([("media", "asserts"), ("person", "confirms")], "attributed", ("p1",)),
        # two that do not hang on one another confirm it
        ([("person", "confirms"), ("media", "confirms")], "confirmed", ("p1", "p2")),
        ([("person", "confirms"), ("person", "confirms")], "attributed", ("p1", "p2")),
        ([("person", "confirms"), ("anonymous", "confirms")], "attributed", ("p1", "p2")),
        (
            [("person", "confirms"), ("media", "confirms"), ("official", "confirms")],
            "confirmed",
            ("p3",),
        ),
        # nor does an anonymous official's
        ([("insider", "confirms")], "attributed", ("p1",)),
        # confirmed by one official, not confirmed by another
        ([("official", "confirms"), ("company", "has_not_confirmed")], "confirmed", ("p1",)),
        ([("official", "denies")], "denied", ("p1",)),
        ([("official", "denies"), ("person", "disputes")], "denied", ("p1", "p2")),
        ([("official", "denies"), ("company", "has_not_confirmed")], "denied", ("p1",)),
        ([("person", "asserts"), ("official", "denies")], "disputed", ("p1", "p2")),
        ([("official", "confirms"), ("person", "disputes")], "disputed", ("p1", "p2")),
        ([("anonymous", "asserts"), ("official", "denies")], "disputed", ("p1", "p2")),
        ([("company", "asserts"), ("company", "retracts")], "retracted", ("p2",)),
        ([("official", "denies"), ("company", "retracts")], "retracted", ("p2",)),
    ],
)
def test_the_first_row_that_fits_is_the_status(
    stands: Sequence[tuple[str, Stance]], status: Status, because: tuple[str, ...]
) -> None:
    assert status_of(positions(*stands), BY_ID) == (status, because)


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ((), (), "confirmed"),
        (("s7",), ("s7",), "confirmed"),
        (("s6",), (), "attributed"),  # the second source passed the first one on
        ((), ("s5",), "attributed"),
    ],
)
def test_a_source_does_not_confirm_what_it_only_passes_on(
    first: tuple[str, ...], second: tuple[str, ...], status: Status
) -> None:
    person, media = positions(("person", "confirms"), ("media", "confirms"))
    given_positions = [
        person.model_copy(update={"via": first}),
        media.model_copy(update={"via": second}),
    ]
    assert status_of(given_positions, BY_ID)[0] == status


def test_deciding_positions_are_told_in_their_order_not_in_that_of_the_alphabet() -> None:
    stands: list[tuple[str, Stance]] = [("person", "asserts")] * 11
    _, because = status_of(positions(*stands), BY_ID)
    assert because == tuple(f"p{i}" for i in range(1, 12))


claims = st.lists(st.tuples(st.sampled_from(sorted(SOURCES)), st.sampled_from(STANCES)), max_size=6)


@given(claims)
def test_because_names_positions_of_the_claim_and_only_the_article_itself_has_none(
    stands: list[tuple[str, Stance]],
) -> None:
    given_positions = positions(*stands)
    status, because = status_of(given_positions, BY_ID)
    assert set(because) <= {p.id for p in given_positions}
    assert (status == "reported") == (not because) == (not stands)


@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_the_positions_decides_nothing(
    stands: list[tuple[str, Stance]], random: "st.DataObject"
) -> None:
    given_positions = positions(*stands)
    shuffled = list(given_positions)
    random.shuffle(shuffled)
    assert status_of(shuffled, BY_ID) == status_of(given_positions, BY_ID)


@given(claims)
def test_only_deciding_positions_matter(stands: list[tuple[str, Stance]]) -> None:
    given_positions = positions(*stands)
    status, because = status_of(given_positions, BY_ID)
    deciding = [p for p in given_positions if p.id in because]
    assert status_of(deciding, BY_ID) == (status, because)
