"""Narrowing: from the sentence in which a source is cited to the words that are its own."""

import pytest

from answering import reading_of
from summarizer.core.ground.narrowing import (
    certainty_of,
    choose_tag,
    evidence_of,
    is_reported_by,
    kind_of_quote,
)
from summarizer.core.text.range import Range
from summarizer.schema import Certainty, QuoteKind, Stance


def evidence(
    text: str, language: str = "en", sentences: tuple[int, ...] | None = None
) -> list[str]:
    """The evidence that the first tag of a text gives."""
    reading = reading_of(text, language)
    tag = reading.tags[0]
    found = evidence_of(reading, tag.content, tag, sentences)
    return [text[r.start : r.end] for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The subs left, the navy said.", ["The subs left"]),
        ("“The subs left,” the navy said.", ["The subs left,"]),
        ("“The subs,” the navy said, “left.”", ["The subs,", "left."]),
        # the marks stay where other words stand beside them
        ("The navy called it “a routine” visit.", ["it “a routine” visit"]),
        # a quotation that goes on in the next paragraph is taken in whole
        ("The navy said: “The subs left.\n\n“None is here.”", ["The subs left.", "None is here."]),
        # so is one that fills the next sentence in the same voice
        ("“They left,” he said. “None is here.”", ["They left,", "None is here."]),
    ],
)
def test_evidence_is_what_was_said(text: str, expected: list[str]) -> None:
    assert evidence(text) == expected


def test_words_beside_a_quotation_that_goes_on_keep_it_whole() -> None:
    text = "The navy said that “the subs left.\n\n“None is here,” and that all was well."
    found = evidence(text)
    assert "None is here," in " ".join(found)
    assert found == sorted(found, key=text.index)


def test_a_quotation_that_goes_on_elsewhere_is_left_out_if_only_some_sentences_count() -> None:
    text = "“They left,” he said. “None is here.”"
    assert evidence(text, sentences=(1,)) == ["They left,"]
    assert evidence(text, sentences=(1, 2)) == ["They left,", "None is here."]


@pytest.mark.parametrize(
    ("names", "stance", "cue"),
    [
        (("Udo Kern",), "asserts", "said"),
        (("police",), "denies", "denied"),
        (("nobody printed",), "denies", "denied"),  # the cue that means the stance
        (("nobody printed",), "retracts", None),  # none fits: none is chosen
    ],
)
def test_the_tag_that_prints_the_name_is_chosen(
    names: tuple[str, ...], stance: Stance, cue: str | None
) -> None:
    text = "The pier is shut, Udo Kern said, but police denied that it had burned."
    reading = reading_of(text)
    assert len(reading.tags) == 2
    tag = choose_tag(reading, 1, names, stance)
    found = text[tag.cue.start : tag.cue.end] if tag and tag.cue else None
    assert found == cue


def test_a_sentence_s_only_tag_is_chosen_and_no_tag_is_none() -> None:
    reading = reading_of("She said the pier is shut. A barge sank.")
    assert choose_tag(reading, 1, ("Udo Kern",), "denies") == reading.tags[0]
    assert choose_tag(reading, 2, ("Udo Kern",), "denies") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The pier is shut,” she said.", "direct"),
        ("She said: “The pier is shut.”", "direct"),
        ("She called the pier “a museum piece”.", "mixed"),
        ("She said the “Old Lantern” would close.", "mixed"),
        ("“… 90 …” she said.", "direct"),
        ("“?!” she said.", "mixed"),
    ],
)
def test_whole_sentences_are_direct_and_parts_are_mixed(text: str, kind: QuoteKind) -> None:
    reading = reading_of(text)
    quotation = reading.quotations[0]
    assert kind_of_quote(reading, quotation, reading.speech_tags.get(1)) == kind


def test_a_quotation_without_a_tag_is_direct_if_it_begins_like_a_sentence() -> None:
    reading = reading_of("“The pier is shut.” “and the rest”")
    assert [kind_of_quote(reading, q, None) for q in reading.quotations] == ["direct", "mixed"]


def test_a_quotation_that_goes_on_in_the_voice_of_a_tag_is_not_what_it_reports() -> None:
    reading = reading_of("“They left,” he said. “None is here.”")
    (tag,) = reading.tags
    first, second = reading.quotations
    assert is_reported_by(first, tag)
    assert not is_reported_by(second, tag)
    assert kind_of_quote(reading, second, tag) == "direct"


@pytest.mark.parametrize(
    ("words", "stance", "certainty"),
    [
        ("The pier is shut", "asserts", "certain"),
        ("The pier may be shut", "asserts", "possible"),
        ("The pier was probably shut", "denies", "probable"),
        ("The pier may be shut", "has_not_confirmed", "unstated"),
        ("The pier may be shut", "declines_to_comment", "unstated"),
    ],
)
def test_hedges_tell_how_sure_a_source_is(words: str, stance: Stance, certainty: Certainty) -> None:
    reading = reading_of(f"{words}.")
    assert certainty_of(reading, stance, (Range(0, len(words)),)) == certainty


def test_without_a_lexicon_nothing_is_hedged() -> None:
    reading = reading_of("也许桥关闭了。", "ja")
    assert certainty_of(reading, "asserts", (Range(0, 6),)) == "certain"
