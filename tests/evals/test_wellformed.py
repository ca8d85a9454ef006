from typing import Any

import pytest
import yaml
from annotating import DRAFT, story

from evals.wellformed import faults, set_faults
from summarizer.schema import Span


def part(name: str) -> Any:
    return yaml.safe_load(DRAFT)[name]


def first(name: str, **fields: object) -> dict[str, object]:
    """A part of the draft whose first item has other fields."""
    items = part(name)
    items[0] |= fields
    return {name: items}


def test_the_tiny_story_is_well_formed() -> None:
    assert faults(story()) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"features": ["dragons"]}, "unknown feature 'dragons'"),
        ({"title": "Pier hits barge"}, "the text does not begin with the title"),
        ({"synopsis": part("synopsis")[:1]}, "the synopsis has not two or three sentences"),
        (
            first("synopsis", claims=[5]),
            "the synopsis sentence 'A barge hit a pier and nobody was hurt.' cites no claim",
        ),
        ({"claims": part("claims")[:3]}, "in no claim's evidence: 'The pier opened in 1921.'"),
        ({"quotes": part("quotes")[:1]}, "no quote is annotated at '“There is no leak"),
        (first("claims", status="reported"), "claim 1: status reported with 1 positions"),
        (
            {
                "sources": part("sources")
                | {"duke": {"name": "Monday", "kind": "person", "naming": "named"}}
            },
            "the source 'Monday' says nothing",
        ),
        (
            {"sources": part("sources") | {"zephyr": part("sources")["zephyr"] | {"name": "Post"}}},
            "the name 'Post' is not printed",
        ),
        (
            {
                "sources": part("sources")
                | {"zephyr": part("sources")["zephyr"] | {"expertise": "pier"}}
            },
            "only experts have expertise: 'Zephyr'",
        ),
    ],
)
def test_a_fault_is_told(changes: dict[str, Any], fault: str) -> None:
    found = faults(story(**changes))
    assert any(line.startswith(f"en-agency-tiny: {fault}") for line in found), found


def test_spans_that_are_not_the_texts_are_told() -> None:
    tiny = story()
    wrong = tiny.model_copy(update={"furniture": (Span(start=1, end=5, text="arge"),)})
    assert faults(wrong) == [
        f"en-agency-tiny: in no claim's evidence: {words!r}" for words in ("B", "hits pier")
    ]
    wrong = tiny.model_copy(update={"furniture": (Span(start=0, end=5, text="Sarge"),)})
    assert "en-agency-tiny: the span 0-5 is not the text's" in faults(wrong)
    wrong = tiny.model_copy(update={"furniture": (Span(start=0, end=6, text="Barge "),)})
    assert "en-agency-tiny: white space at an end of 'Barge '" in faults(wrong)


def test_a_position_must_stand_in_its_claims_evidence() -> None:
    tiny = story()
    moved = tiny.claims[0].model_copy(update={"evidence": tiny.claims[1].evidence})
    wrong = tiny.model_copy(update={"claims": (moved, *tiny.claims[1:])})
    assert (
        "en-agency-tiny: claim 1: not in the claim's evidence: 'A fuel barge hit the ferry pier'"
        in faults(wrong)
    )


def test_a_source_does_not_pass_on_its_own_words_and_unstated_is_for_no_stand() -> None:
    tiny = story()
    claim = tiny.claims[0]
    odd = claim.positions[0].model_copy(update={"via": ("s1",), "certainty": "unstated"})
    wrong = tiny.model_copy(
        update={"claims": (claim.model_copy(update={"positions": (odd,)}), *tiny.claims[1:])}
    )
    assert faults(wrong) == [
        "en-agency-tiny: claim 1: certainty unstated of a source that asserts",
        "en-agency-tiny: claim 1: s1 passes on its own words",
    ]


def test_an_id_stands_once() -> None:
    assert "en-agency-tiny: stands 2 times" in set_faults([story(), story()])
