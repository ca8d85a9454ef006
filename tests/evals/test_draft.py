import re

import pytest
from annotating import DRAFT, drafted, story

from evals.draft import DraftError, parse_draft

TEXT = "Barge hits pier\n\nThe mayor said yes. The mayor said no, she never said maybe.\n"
SOURCES = {"mayor": {"name": "mayor", "kind": "person", "naming": "described"}}


def one_claim(within: object, **position: object) -> dict[str, object]:
    """A draft with one claim that the mayor makes."""
    stand = {"source": "mayor", "stance": "asserts", "evidence": "yes"} | position
    return {
        "text": TEXT,
        "sources": SOURCES,
        "quotes": [],
        "claims": [{"text": "x", "evidence": within, "status": "attributed", "positions": [stand]}],
        "synopsis": [{"text": "x", "claims": [1]}],
    }


def span(**parts: object) -> tuple[str, ...]:
    (claim,) = story(**parts).claims
    return tuple(s.text for s in claim.evidence)


def test_all_words_get_exact_spans() -> None:
    tiny = story()
    spans = [s for c in tiny.claims for s in c.evidence]
    spans += [s for q in tiny.quotes for s in q.spans]
    assert all(tiny.text[s.start : s.end] == s.text for s in spans)
    assert [s.text for s in tiny.quotes[1].spans] == [
        "There is no leak at all,",
        "and there was none.",
    ]


def test_a_gap_skips_to_the_next_place_of_the_end() -> None:
    assert span(**one_claim("The mayor [...] yes.")) == ("The mayor said yes.",)


def test_words_that_stand_twice_are_told_by_number() -> None:
    parts = one_claim("The mayor said #2", evidence="said")
    assert span(**parts) == ("The mayor said",)
    (claim,) = story(**parts).claims
    assert claim.evidence[0].start == TEXT.index("The mayor said no")


def test_evidence_of_a_position_is_looked_for_in_its_claim() -> None:
    parts = one_claim("The mayor said no, she never said maybe.", evidence="mayor")
    (position,) = story(**parts).claims[0].positions
    assert position.evidence[0].start == TEXT.rindex("mayor")


def test_the_cue_is_the_nearest_one_as_a_whole_word() -> None:
    text = "Barge hits pier\n\nThe aforesaid mayor said yes. He said so.\n"
    parts = one_claim("The aforesaid mayor said yes.", cue="said") | {"text": text}
    (position,) = story(**parts).claims[0].positions
    assert position.cue is not None
    assert position.cue.start == text.index(" said yes") + 1


def test_certainty_is_certain_or_unstated_unless_given() -> None:
    evidence = "The mayor said yes."

    def certainty(**position: object) -> str:
        return story(**one_claim(evidence, **position)).claims[0].positions[0].certainty

    assert certainty() == "certain"
    assert certainty(stance="has_not_confirmed") == "unstated"
    assert certainty(stance="declines_to_comment") == "unstated"
    assert certainty(certainty="possible") == "possible"


def test_synopsis_numbers_become_places() -> None:
    assert [p.claims for p in story().synopsis] == [(0, 1), (2,)]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"title": None}, "tiny.yaml: title: Field required"),
        ({"colour": "red"}, "tiny.yaml: colour: Extra inputs are not permitted"),
        ({"genre": "novel"}, "tiny.yaml: genre: Input should be 'agency', 'local'"),
        ({"furniture": ["By Nobody"]}, "tiny.yaml: furniture: not in the text: 'By Nobody'"),
        (
            {"quotes": [{"words": "Nobody", "kind": "direct", "speaker": "mayor"}]},
            "tiny.yaml: quote 1: no source has the key 'mayor'",
        ),
        (
            {"quotes": [{"words": "Nobody", "kind": "direct", "cue": "muttered"}]},
            "tiny.yaml: quote 1: the cue is not there: 'muttered'",
        ),
        (
            one_claim("The mayor said"),
            "tiny.yaml: claim 1: stands 2 times: 'The mayor said'; lengthen it, or add ' #2'",
        ),
        (one_claim("The mayor said #3"), "tiny.yaml: claim 1: stands 2 times: 'The mayor said'"),
        (
            one_claim("The mayor said yes.", evidence="maybe"),
            "tiny.yaml: claim 1 position 1: not in the claim's evidence: 'maybe'",
        ),
        (
            one_claim("The mayor said yes.", source="duke"),
            "tiny.yaml: claim 1 position 1: no source has the key 'duke'",
        ),
        (one_claim([]), "tiny.yaml: claims.0.evidence: Value should have at least 1 item"),
    ],
)
def test_an_error_names_the_file_the_item_and_what_to_do(
    parts: dict[str, object], message: str
) -> None:
    with pytest.raises(DraftError, match=f"^{re.escape(message)}"):
        parse_draft(drafted(**parts), "tiny.yaml")


def test_what_is_no_yaml_is_told() -> None:
    with pytest.raises(DraftError, match=r"^tiny\.yaml: not YAML: "):
        parse_draft(DRAFT.replace("language: en", "language: [en"), "tiny.yaml")
