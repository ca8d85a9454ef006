"""Grounding the small profile: names for tags become statements with exact places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering import SMALL, Script, assert_sound, reading_of, summarized
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import SpeakerForm, TagForm, TagsForm
from summarizer.core.ground.grounded import Grounded, Stand
from summarizer.core.ground.grounding import ground_tags
from summarizer.core.text.reading import Reading

NOBODY = TagsForm(tags=[], quotes=[])


def grounded(text: str, form: TagsForm = NOBODY, language: str = "en") -> tuple[Reading, Grounded]:
    """Ground an answer about a text of one window."""
    reading = reading_of(text, language)
    (window,) = cut(reading, 500, 3)
    return reading, ground_tags(reading, window, form)


def said(reading: Reading, stand: Stand) -> list[str]:
    """The words of a stand."""
    return [reading.text[r.start : r.end] for r in stand.content]


def stands(text: str, form: TagsForm = NOBODY) -> list[tuple[str, list[str], str, list[str]]]:
    """Source, via, stance and words of every stand."""
    reading, result = grounded(text, form)
    return [
        (s.source.name, [v.name for v in s.via], s.stance, said(reading, s))
        for statement in result.statements
        for s in statement.stands
    ]


def test_a_tag_that_names_its_source_needs_no_answer() -> None:
    text = "A barge sank, Udo Kern said."
    assert stands(text) == [("Udo Kern", [], "asserts", ["A barge sank"])]
    assert grounded(text)[1].problems == ()


def test_a_pronoun_is_whom_the_answer_names() -> None:
    form = TagsForm(tags=[TagForm(t=1, source="Udo Kern")], quotes=[])
    text = "Udo Kern dived. A barge sank, he said."
    assert stands(text, form) == [("Udo Kern", [], "asserts", ["A barge sank"])]


@pytest.mark.parametrize("nobody", [None, "", "  ", "—"])
def test_a_tag_that_names_nobody_leaves_the_article_s_own_voice(nobody: str | None) -> None:
    form = TagsForm(tags=[TagForm(t=1, source=nobody)], quotes=[])
    reading, result = grounded("A barge sank, she said.", form)
    (statement,) = result.statements
    assert statement.stands == ()
    assert statement.content == (reading.sentences[0].range,)
    assert result.problems == ()


def test_a_tag_without_an_answer_is_a_problem() -> None:
    reading, result = grounded("A barge sank, she said.")
    (problem,) = result.problems
    assert (problem.key, problem.check) == ("tag 1", "tags_answered")
    assert problem.reason == "T1 has no answer"
    assert problem.ranges == reading.tags[0].ranges
    assert len(result.statements) == 1  # and the sentence is not lost


def test_a_quotation_without_an_answer_is_a_problem() -> None:
    reading, result = grounded("“The exits were far too narrow.”")
    (problem,) = result.problems
    assert (problem.key, problem.check) == ("quote 1", "quotations_assigned")
    assert problem.ranges == reading.quotations[0].parts
    assert [s.kind for s in result.speeches] == ["not_speech"]


def test_answers_to_questions_that_were_not_asked_count_for_nothing() -> None:
    form = TagsForm(
        tags=[TagForm(t=n, source="Udo Kern") for n in (-1, 0, 2, 99)],
        quotes=[SpeakerForm(q=n, speaker="Udo Kern") for n in (-1, 0, 1)],
    )
    text = "Udo Kern dived. A barge sank."
    assert stands(text, form) == []
    assert grounded(text, form)[1].problems == ()


def test_who_was_told_passes_it_on_if_it_has_a_name() -> None:
    text = "A barge sank, Udo Kern told Radio Nord."
    assert stands(text) == [("Udo Kern", ["Radio Nord"], "asserts", ["A barge sank"])]
    assert stands("A barge sank, Udo Kern told reporters.")[0][1] == []


def test_who_quotes_and_who_cites_passes_it_on() -> None:
    text = "The Courier quoted an engineer, Udo Kern, as saying that a barge sank."
    assert stands(text) == [("Udo Kern", ["Courier"], "asserts", ["a barge sank"])]
    text = "A barge sank, the Courier reported, citing two dockers."
    assert stands(text) == [("two dockers", ["Courier"], "asserts", ["A barge sank"])]


def test_what_one_source_says_of_another_is_the_other_s_stand() -> None:
    text = "Udo Kern said that police denied that a barge sank."
    assert stands(text) == [("police", ["Udo Kern"], "denies", ["a barge sank"])]


def test_a_source_does_not_pass_on_its_own_words() -> None:
    text = "Udo Kern said that Udo Kern denied that a barge sank."
    assert [(s[0], s[1]) for s in stands(text)][-1] == ("Udo Kern", [])


def test_a_chain_of_three_is_kept_from_the_article_inwards() -> None:
    text = "The Courier reported that Udo Kern said that police denied that a barge sank."
    assert stands(text) == [("police", ["Courier", "Udo Kern"], "denies", ["a barge sank"])]


def test_an_outer_tag_without_a_source_passes_nothing_on() -> None:
    form = TagsForm(tags=[TagForm(t=1, source=None)], quotes=[])
    text = "She said that police denied that a barge sank."
    assert [(s[0], s[1]) for s in stands(text, form)] == [("police", [])]


def test_a_quotation_without_a_tag_is_its_speaker_s_stand() -> None:
    form = TagsForm(tags=[], quotes=[SpeakerForm(q=1, speaker="Udo Kern")])
    text = "Udo Kern dived.\n\n“The exits may be too narrow.”"
    reading, result = grounded(text, form)
    (stand,) = (t for s in result.statements for t in s.stands)
    assert said(reading, stand) == ["The exits may be too narrow."]
    assert (stand.certainty, stand.cue, stand.tag) == ("possible", None, None)
    (speech,) = result.speeches
    assert (speech.kind, speech.speaker) == ("direct", stand.source)


def test_a_speaker_of_blanks_is_nobody() -> None:
    form = TagsForm(tags=[], quotes=[SpeakerForm(q=1, speaker=" ")])
    _, result = grounded("“The exits were too narrow.”", form)
    assert [(s.kind, s.speaker) for s in result.speeches] == [("not_speech", None)]
    assert result.problems == ()


def test_a_quotation_that_goes_on_has_the_speaker_but_not_the_cue() -> None:
    _, result = grounded("“They left,” Udo Kern said. “None is here.”")
    assert [(s.speaker.name if s.speaker else None, bool(s.cue)) for s in result.speeches] == [
        ("Udo Kern", True),
        ("Udo Kern", False),
    ]
    # and its words belong to the one statement
    assert [s.key for s in result.statements] == ["tag 1"]
    assert result.statements[0].sentences == (1, 2)


def test_a_headline_is_not_a_statement() -> None:
    _, result = grounded("Barge sinks in Tarn\n\nA barge sank at noon.")
    assert [s.sentences for s in result.statements] == [(2,)]


def test_without_a_lexicon_each_sentence_is_a_tag() -> None:
    form = TagsForm(tags=[TagForm(t=1, source="市长")], quotes=[])
    reading, result = grounded("市长说：“桥关闭了。”", form, "ja")
    (stand,) = (t for s in result.statements for t in s.stands)
    assert stand.source.name == "市长"
    assert said(reading, stand) == ["桥关闭了。"]


def test_a_name_that_is_not_printed_has_no_place() -> None:
    form = TagsForm(tags=[TagForm(t=1, source="Global Times")], quotes=[])
    _, result = grounded("A barge sank, she said.", form)
    assert result.statements[0].stands[0].source.at is None


names = st.sampled_from(
    ["Udo Kern", "she", "police", "the mayor", "Nobody At All", "", " ", "—", "Kern", "’s", "a",
     "the", "statement", "{{ x }}", "\u2028", "report of the", "É", "0"]
)  # fmt: skip
pieces = st.sampled_from(
    ["Udo Kern", " said ", " denied that ", "“", "”", ", ", ". ", "\n\n", "the Post", "citing ",
     "police", "A barge sank", "— ", " told ", "The mayor", ": ", "…", "she", " according to ", "-",
     "\u2028", "👩‍🚒", "«", "»"]
)  # fmt: skip


@given(
    st.lists(pieces, min_size=1, max_size=30).map("".join).filter(str.strip),
    st.dictionaries(st.integers(-1, 5), names | st.none()),
    st.dictionaries(st.integers(-1, 5), names | st.none()),
    st.sampled_from(["en", "de", "fr", "zh", "ar", "ru", "ja"]),
)
def test_any_answer_to_any_text_gives_exact_places(
    text: str, tags: dict[int, str | None], quotes: dict[int, str | None], language: str
) -> None:
    form = TagsForm(
        tags=[TagForm(t=t, source=s) for t, s in tags.items()],
        quotes=[SpeakerForm(q=q, speaker=s) for q, s in quotes.items()],
    )
    _, result = grounded_anyhow(text, form, language)
    for statement in result.statements:
        assert statement.sentences == tuple(sorted(set(statement.sentences)))
        for stand in statement.stands:
            assert stand.content
            assert all(0 <= r.start < r.end <= len(text) for r in stand.content)
            assert list(stand.content) == sorted(stand.content)


def grounded_anyhow(text: str, form: TagsForm, language: str) -> tuple[Reading, Grounded]:
    """Ground an answer in the first window, if the text has any."""
    reading = reading_of(text, language)
    windows = cut(reading, 500, 3)
    return reading, ground_tags(reading, windows[0], form) if windows else Grounded()


@given(st.lists(pieces, min_size=1, max_size=30).map("".join).filter(str.strip), names | st.none())
def test_any_text_gives_a_sound_summary_whoever_is_named(text: str, name: str | None) -> None:
    assert_sound(summarized(text, SMALL, Script(who={"": name})))
