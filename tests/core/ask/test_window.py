"""Windows: every sentence is asked about once, with what stands before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering import SMALL, Script, reading_of, summarized
from summarizer.core.ask.window import cut
from summarizer.core.flow import Flow
from summarizer.core.text.reading import Reading
from summarizer.schema import Article

SENTENCES = [
    "The barge sank at noon.",
    "“Nobody was hurt,” Dana Wirth said.",
    "She denied that it had burned.",
    "“It was old.",
    "The pier, the mayor said, is closed.",
    "“The crew had gone ashore. We looked twice.”",
    "The so-called “Safe home” sailed on.",
    "© 2026 Norland News Agency",
    "KESSEL, 12 November",
]
articles = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n", "\n\n"])), min_size=1
).map(lambda pieces: "".join(sentence + gap for sentence, gap in pieces))


@given(articles, st.integers(1, 6), st.integers(0, 4))
def test_every_prose_sentence_is_in_exactly_one_window(text: str, size: int, context: int) -> None:
    reading = reading_of(text)
    windows = cut(reading, size, context)
    prose = [s for s in reading.sentences if s.kind == "prose"]
    assert [s for w in windows for s in w.sentences] == prose
    assert all(w.sentences for w in windows)
    for window in windows:
        before = [s for s in prose if s.number < window.numbers[0]]
        assert list(window.before) == (before[-context:] if context else [])
    assert [t for w in windows for t in w.tags] == list(reading.tags)
    begun = [q for w in windows for q in w.quotations]
    assert begun == [
        q for q in reading.quotations if reading.sentences_of(q.parts[0])[0].kind == "prose"
    ]


def speeches(reading: Reading) -> list[range]:
    """The sentences of each quotation, from the one whose tag it goes on with."""
    found: list[range] = []
    for quotation in reading.quotations:
        numbers = [s.number for p in quotation.parts for s in reading.sentences_of(p)]
        tag = reading.speech_tags.get(quotation.number)
        numbers += [tag.sentence] if tag else []
        found.append(range(min(numbers), max(numbers) + 1))
    return found


@given(articles, st.integers(1, 6))
def test_a_window_is_longer_than_asked_only_where_it_would_cut_a_speech(
    text: str, size: int
) -> None:
    reading = reading_of(text)
    spoken = speeches(reading)
    windows = cut(reading, size, 0)
    for speech in spoken:
        assert len([w for w in windows if set(w.numbers) & set(speech)]) <= 1
    for window in windows:
        for number in window.numbers[size:]:
            assert any(s.start < number < s.stop for s in spoken)


@given(articles)
def test_only_tags_and_quotations_that_code_cannot_tell_are_asked_about(text: str) -> None:
    reading = reading_of(text)
    for window in cut(reading, 3, 1):
        assert set(window.unstated) == {t for t in window.tags if t.number not in reading.sources}
        assert set(window.untagged) <= set(window.quotations)
        told = reading.speech_tags.keys() | reading.speakers.keys()
        assert not {q.number for q in window.untagged} & told


def test_what_code_can_tell_is_not_asked_and_what_it_cannot_is() -> None:
    text = (
        "It was loud, he said. Dana Wirth came. It was late, she said. “Nobody was hurt at all.” "
        "Signs read “All that the valley grows” there."
    )
    (window,) = cut(reading_of(text), 9, 0)
    assert [t.sentence for t in window.unstated] == [1]
    assert [(len(window.quotations), q.number) for q in window.untagged] == [(2, 2)]


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("It rained. Kern came. Holm left.", [(1,), (2,), (3,)]),
        ("“It rained at noon,” Kern said. “It snowed at night.” Holm left.", [(1, 2), (3,)]),
        ("“It rained at 8,” Kern said. “It snowed.\n\n“It froze.” He left.", [(1, 2, 3), (4,)]),
        ("It rained, Kern said. “It snowed at night.” Holm left.", [(1,), (2,), (3,)]),
    ],
)  # fmt: skip
def test_a_speech_stays_in_the_window_in_which_its_tag_stands(
    text: str, windows: list[tuple[int, ...]]
) -> None:
    assert [w.numbers for w in cut(reading_of(text), 1, 0)] == windows


def test_short_quotations_outside_of_tags_are_names_and_scare_quotes() -> None:
    text = "The pub “Old Lantern” shut. “No.” Its motto, “All that the valley grows”, stayed."
    reading = reading_of(text)
    (window,) = cut(reading, 9, 0)
    asked = [reading.line(q.parts[0]) for q in window.untagged]
    assert asked == ["No.", "All that the valley grows"]


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Her book “The Ferries of the Lower Tarn” sells.", "en", []),
        ("Her motto “We ferry all of Tarn” sells.", "en", ["We ferry all of Tarn"]),
        ("Her motto “All of it for the Tarn” sells.", "en", ["All of it for the Tarn"]),
        ("Ihr Lied „Komm Hans Komm Udo Kern“ geht.", "de", ["Komm Hans Komm Udo Kern"]),
    ],
)  # fmt: skip
def test_a_title_is_not_asked_about(text: str, language: str, asked: list[str]) -> None:
    reading = reading_of(text, language)
    (window,) = cut(reading, 9, 0)
    assert [reading.line(q.parts[0]) for q in window.untagged] == asked


def test_a_window_holds_no_more_than_a_safe_part_of_a_model_s_context() -> None:
    sentence = f"{'The long night went on and on ' * 12}until noon. "
    reading = reading_of(sentence * 150)
    windows = cut(reading, 1000, 0)
    assert len(windows) > 1
    lengths = [sum(s.range.end - s.range.start for s in w.sentences) for w in windows]
    assert max(lengths) <= 24_000
    assert min(lengths[:-1]) > 23_000


def test_where_code_finds_nothing_to_ask_no_request_is_made() -> None:
    flow = Flow(Article(text="The barge sank at noon. The pier is closed."), SMALL)
    assert flow.requests == ()
    assert [c.status for c in flow.summary.claims] == ["reported", "reported"]
    assert flow.summary.usage.requests == flow.summary.usage.rounds == 0


def test_an_article_without_prose_has_an_empty_record() -> None:
    summary = summarized("© 2026 Norland News Agency", SMALL, Script())
    assert (summary.claims, summary.quotes, summary.sources, summary.synopsis) == ((), (), (), ())
