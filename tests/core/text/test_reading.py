"""Reading: all that code finds in an article, for any text."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.core.text.range import Range
from summarizer.core.text.reading import Reading, read
from summarizer.schema import Article

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "zh", "ru", "ar", "ja", None)
_PIECES = [
    *[
        "Finn",
        "Udo Kern",
        "Velia",
        "US",
        "the ministry",
        "a nurse",
        "nobody came",
        "Le maire",
        "市长",
    ],
    *[
        "said",
        "told",
        "denied",
        "confirmed",
        "has not confirmed",
        "declined to comment",
        "told the",
    ],
    *["according to", "citing", "quoted", "as saying", "adding that", "who", "that", "but", "and"],
    *[
        "sagte",
        "laut",
        "teilte",
        "mit",
        "bestätigte",
        "nicht",
        "zitierte",
        "mit den Worten",
        "dass",
    ],
    *["a déclaré", "selon", "ne confirme", "pas", "dijo", "según", "ha detto", "disse", "قال"],
    *["“", "”", "„", "«", "»", '"', "'", "‘", "’", ",", ".", ":", ";", "—", " - ", "(", ")", "…"],
    *["\n", "\n\n", "\r\n", "\u2028", "\t", "\u00a0", "\u200f", "\u00ad", "\ufffc", "\ufffb", "\0"],
    *["😀", "👩‍🚀", "e\u0301", "İ", "ﷺ", "1,500", "12 May", "on Monday", "am Montag", "(NSA)", "-"],
]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(_PIECES).map(lambda p: p + " "),
        st.sampled_from(_PIECES),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
).map("".join)


def reading(text: str, language: str | None = "en") -> Reading:
    return read(Article(text=text, language=language))


def assert_ordered(pieces: Sequence[Range], within: Range) -> None:
    assert pieces
    end = within.start
    for piece in pieces:
        assert end <= piece.start < piece.end <= within.end
        end = piece.end


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_any_text_is_read_and_every_tag_lies_in_its_sentence(
    text: str, language: str | None
) -> None:
    found = reading(text, language)
    assert [t.number for t in found.tags] == list(range(1, len(found.tags) + 1))
    for tag in found.tags:
        sentence = found.sentence(tag.sentence).range
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert_ordered(tag.ranges, sentence)
        assert_ordered(tag.content, sentence)
        assert sentence.covers(tag.voice)
        assert tag.voice.start <= tag.voice.end
        assert tag.passer is None or sentence.covers(tag.passer)
        assert tag.cue is None or any(r.covers(tag.cue) for r in tag.ranges)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_what_was_said_is_free_of_its_tag_unless_nothing_else_is_left(
    text: str, language: str | None
) -> None:
    for tag in reading(text, language).tags:
        met = [c for c in tag.content if any(r.meets(c) for r in tag.ranges)]
        if tag.stance != "declines_to_comment" and met:
            assert len(tag.content) == 1 or tag.cue is None


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_nesting_points_to_another_tag_of_the_sentence_and_never_in_a_circle(
    text: str, language: str | None
) -> None:
    tags = {t.number: t for t in reading(text, language).tags}
    for tag in tags.values():
        seen = {tag.number}
        outer = tag.inside
        while outer is not None:
            assert tags[outer].sentence == tag.sentence
            assert outer not in seen
            seen.add(outer)
            outer = tags[outer].inside


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_what_is_shown_is_one_line_and_what_is_found_is_printed(
    text: str, language: str | None
) -> None:
    found = reading(text, language)
    for sentence in found.sentences:
        assert "\n" not in found.line(sentence.range)
        assert found.span(sentence.range).text in text
        assert sentence in found.sentences_of(sentence.range)
    assert found.body in range(len(text))
    assert set(found.speech_tags) <= {q.number for q in found.quotations}
    assert set(found.stated) <= {t.number for t in found.tags}
    for name in found.names:
        for at in name.ranges:
            assert " ".join(text[at.start : at.end].split()) == name.text


def test_a_reading_has_all_that_stands_in_the_article() -> None:
    text = (
        "Barge sinks in Tarn\n\n"
        "The North Sea Agency (NSA) said nobody was hurt. “We are lucky,” said Udo Kern.\n\n"
        "Kern left."
    )
    found = reading(text)
    assert found.text == text
    assert found.body == text.index("\n")
    assert found.acronyms == {"NSA": "North Sea Agency"}
    assert [n.text for n in found.names if " " in n.text] == ["North Sea Agency", "Udo Kern"]
    assert found.stated == {1: "The North Sea Agency", 2: "Udo Kern"}
    assert {q: t.number for q, t in found.speech_tags.items()} == {1: 2}
    assert [q.number for q in found.quotations] == [1]
    assert found.folded.find_all("udo kern", case=False)
    assert found.line(Range(0, 30)) == "Barge sinks in Tarn The North"


def test_only_the_outermost_quotations_are_numbered() -> None:
    found = reading("“He said ‘no’ twice,” said Kern. “Yes.”")
    assert [(q.number, q.depth) for q in found.quotations] == [(1, 0), (2, 0)]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Barge sinks\n\nNobody came.", 11),
        ("A barge sank.\n\nNobody came.", 0),  # a sentence is no headline
        ("A barge sank. Nobody came.", 0),
        ("Barge sinks", 0),  # nothing follows it
        (" \n", 0),
    ],
)
def test_the_body_begins_behind_a_headline(text: str, body: int) -> None:
    assert reading(text).body == body


def test_the_language_is_recognised_when_nobody_tells_it() -> None:
    text = "Der Bürgermeister sagte, dass die Brücke nicht mit dem Auto zu erreichen ist."
    found = reading(text, None)
    assert found.lexicon is not None
    assert found.lexicon.language == "de"


def test_a_language_without_a_lexicon_states_no_source() -> None:
    found = reading("市长说：“我们走了。”", "ja")
    assert found.lexicon is None
    assert found.stated == {}


def test_names_in_a_tag_are_found_among_many() -> None:
    text = "Dehm met Lund. A nurse, Ada Finn, told Udo Kern nobody came. Ada Finn left with Lund."
    assert reading(text).stated == {1: "Ada Finn"}
