"""Discourse: who is likeliest meant at a place."""

import pytest

from answering import reading_of
from summarizer.core.text.discourse import Discourse, Known
from summarizer.core.text.kind import Gender
from summarizer.core.text.lexicon import lexicon
from summarizer.schema import SourceKind


def discourse_of(text: str) -> Discourse:
    english = lexicon("en")
    assert english is not None
    return Discourse(reading_of(text), english)


def meant(text: str, gender: Gender | None = None) -> str | None:
    """Who is meant by a pronoun at the end of a text."""
    discourse = discourse_of(text)
    known = discourse.person(discourse.reading.sentences[-1].number, len(text), gender)
    return known.name if known else None


@pytest.mark.parametrize(
    ("text", "gender", "name"),
    [
        ("It rained.", None, None),
        ("Udo Kern dived. Later", None, "Udo Kern"),
        # who is near
        ("Udo Kern dived. Ada Holm swam. Later", None, "Ada Holm"),
        # the subject before who is only named
        ("Udo Kern dived for a long time in the cold river with Ada Holm. Later", None, "Udo Kern"),
        # an owner is not who the sentence is about
        ("Udo Kern dived. Ada Holm’s boat sank. Later", None, "Udo Kern"),
        # what is known of a gender
        ("Mr Udo Kern met Ms Ada Holm. Later", "masculine", "Udo Kern"),
        ("Mr Udo Kern dived. Later", "feminine", None),
        ("Mr Udo Kern met Lou Holm. Later", "feminine", "Lou Holm"),
        # who is named often
        ("Udo Kern dived. Kern swam. Ada Holm met Lou Lund. Kern sat. Later", None, "Udo Kern"),
        # too far
        (f"Udo Kern dived. {'It rained. ' * 13}Later", None, None),
        # no person
        ("Tarn Police came. Later", None, None),
    ],
)  # fmt: skip
def test_the_likeliest_person_is_near_the_subject_and_of_the_gender(
    text: str, gender: Gender | None, name: str | None
) -> None:
    assert meant(text, gender) == name


def test_whoever_spoke_before_a_place_is_as_likely_as_a_subject() -> None:
    text = "A docker came. Later somebody left. It rained."
    discourse = discourse_of(text)
    docker = Known("a docker", "person", None)
    discourse.speaks(docker, 1, 0)
    discourse.speaks(Known("Tarn Courier", "media", None), 2, 15)
    assert discourse.person(2, 20, "feminine") == docker
    assert discourse.person(1, 0, None) is None  # that is where it speaks
    assert list(discourse.speakers(1)) == [docker]
    assert [k.name for k in discourse.speakers(3)] == ["Tarn Courier", "a docker"]
    assert list(discourse.speakers(14)) == [Known("Tarn Courier", "media", None)]  # one is too far


@pytest.mark.parametrize(
    ("name", "words", "known"),
    [
        ("Kern", "Mr Kern", Known("Udo Kern", "person", "masculine")),
        ("the Tarn Courier", "the Tarn Courier", Known("Tarn Courier", "media", None)),
        ("Ada Holm", "said Ada Holm", Known("Ada Holm", "person", "feminine")),
        ("Alba", "a spokeswoman, Alba", Known("Alba", "person", "feminine")),
        ("Alba", "Alba", Known("Alba", None, None)),
    ],
)
def test_a_source_is_known_by_its_name_and_by_the_words_of_its_tag(
    name: str, words: str, known: Known
) -> None:
    assert discourse_of("Udo Kern dived.").describe(name, words) == known


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Udo Kern met Ada Holm. Holm swam.", "Ada Holm"),
        ("Udo Kern met Ada Holm.", "Udo Kern"),
        ("Tarn Police came. It rained.", None),
    ],
)
def test_an_article_is_about_who_is_named_most_often(text: str, name: str | None) -> None:
    known = discourse_of(text).protagonist()
    assert (known.name if known else None) == name


@pytest.mark.parametrize(
    ("text", "wanted", "name"),
    [
        ("Tarn Police came. It", None, "Tarn Police"),
        ("Tarn Police met the Velden Courier. It", None, "Velden Courier"),
        ("Tarn Police met the Velden Courier. It", "government", "Tarn Police"),
        ("Tarn Police met the Velden Courier. It", "organization", None),
        ("Tarn Police came. It rained. It", None, None),  # too far
        ("Udo Kern came. It", None, None),
    ],
)
def test_a_body_is_meant_that_was_named_right_before(
    text: str, wanted: SourceKind | None, name: str | None
) -> None:
    discourse = discourse_of(text)
    known = discourse.body(discourse.reading.sentences[-1].number, len(text), wanted)
    assert (known.name if known else None) == name


def test_of_the_bearers_of_a_noun_the_last_one_before_a_place_is_meant() -> None:
    text = "We met mayor Ilse Brandt and Tarn Police. Udo Kern, the mayor of Velden, left."
    discourse = discourse_of(text)
    assert discourse.bearer("mayor", 5, is_person=True) is None
    assert discourse.bearer("mayor", 40, is_person=True) == Known(
        "Ilse Brandt", "person", "feminine"
    )
    assert discourse.bearer("mayor", 80, is_person=True) == Known("Udo Kern", "person", "masculine")
    assert discourse.bearer("police", 80, is_person=False) == Known(
        "Tarn Police", "government", None
    )
    assert discourse.bearer("court", 80, is_person=False) is None
