"""Grounding the large profile: sentence numbers and names become statements with exact places."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from answering import (
    EXAMPLES,
    LARGE,
    Script,
    assert_sound,
    pointing,
    reading_of,
    story,
    summarized,
)
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import ArticleForm, ClaimForm, PositionForm, QuoteForm
from summarizer.core.flow import Plan
from summarizer.core.ground.grounded import Grounded, Speech
from summarizer.core.ground.pointing import ground_article

TEXT = (
    "A barge sank, Udo Kern told Radio Nord. “No one was hurt,” he said.\n\n"
    "“We looked twice.”\n\n—\n\nIts motto is “Safe home”."
)


def position(sentence: int, source: str, **changes: Any) -> PositionForm:
    """A position, asserting unless told otherwise."""
    fields = {"via": [], "stance": "asserts", "certainty": "certain", **changes}
    return PositionForm.model_validate({"sentence": sentence, "source": source, **fields})


def grounded(text: str = TEXT, size: int = 500, window: int = 0, **lists: Any) -> Grounded:
    """Ground an answer that has these lists."""
    empty: dict[str, Any] = {"sources": [], "claims": [], "quotes": [], "synopsis": []}
    form = ArticleForm.model_validate(
        {k: [e if isinstance(e, dict) else e.model_dump() for e in v] for k, v in lists.items()}
        | {k: v for k, v in empty.items() if k not in lists}
    )
    reading = reading_of(text)
    return ground_article(reading, cut(reading, size, 1)[window], form)


def claim(*positions: PositionForm, sentences: tuple[int, ...] = (), text: str = "A") -> ClaimForm:
    """A claim with its positions."""
    return ClaimForm(sentences=list(sentences), text=text, positions=list(positions))


def reasons(result: Grounded, check: str) -> list[str]:
    """Why a check failed."""
    return [p.reason for p in result.problems if p.check == check]


def test_a_claim_points_at_its_sentences_and_at_those_of_its_positions() -> None:
    result = grounded(claims=[claim(position(2, "Udo Kern"), sentences=(1,), text="A \n barge")])
    (statement,) = result.statements
    assert statement.sentences == (1, 2)
    assert statement.text == "A barge"
    (stand,) = statement.stands
    assert [TEXT[r.start : r.end] for r in stand.content] == ["No one was hurt,"]
    assert stand.cue
    assert TEXT[stand.cue.start : stand.cue.end] == "said"


def test_numbers_that_point_nowhere_are_told_and_the_others_kept() -> None:
    given_claim = claim(position(99, "Udo Kern"), sentences=(1, 0, -3))
    result = grounded(claims=[given_claim])
    assert [s.sentences for s in result.statements] == [(1,)]
    assert result.statements[0].stands == ()
    assert reasons(result, "sentences_exist") == [
        f"there is no sentence [{n}] in this part" for n in (-3, 0, 99)
    ]
    assert {p.key for p in result.problems if p.check == "sentences_exist"} == {"claim 1: A"}


def test_a_claim_that_points_at_no_sentence_is_told_with_its_words() -> None:
    result = grounded(claims=[claim(text="The moon fell"), claim(sentences=(77,), text="It rose")])
    assert result.statements == ()
    assert reasons(result, "sentences_exist") == [
        "“The moon fell” points at no sentence of this part",
        "there is no sentence [77] in this part",
        "“It rose” points at no sentence of this part",
    ]


def test_a_position_without_a_name_is_told_and_taken_by_nobody() -> None:
    result = grounded(claims=[claim(position(1, " "), position(1, "Udo Kern", via=["", "—"]))])
    (stand,) = result.statements[0].stands
    assert (stand.source.name, stand.via) == ("Udo Kern", ())
    assert reasons(result, "source_in_article") == ["a position in sentence [1] names no source"]


def test_sentences_of_the_context_may_carry_a_claim_but_no_others() -> None:
    result = grounded(size=1, window=2, claims=[claim(sentences=(1, 2, 3, 4))])
    assert result.statements[0].sentences == (2, 3)
    assert len(reasons(result, "sentences_exist")) == 2


def test_in_a_sentence_without_tag_a_source_says_its_quotations_or_all_of_it() -> None:
    def said(text: str, sentence: int) -> list[str]:
        result = grounded(text, claims=[claim(position(sentence, "Udo Kern"))])
        (stand,) = result.statements[0].stands
        assert stand.tag is None
        return [text[r.start : r.end] for r in stand.content]

    assert said("Udo Kern dived. He was “sure of it” and calm.", 2) == ["sure of it"]
    assert said("Udo Kern dived. The barge sank; all was lost.", 2) == [
        "The barge sank; all was lost"
    ]
    assert said("Udo Kern dived.\n\n— –\n\nThen he left.", 2) == ["— –"]  # nothing is left of it


def speeches(result: Grounded) -> list[tuple[int, str, str | None]]:
    """Number, kind and speaker of every quotation."""

    def brief(speech: Speech) -> tuple[int, str, str | None]:
        return speech.quotation, speech.kind, speech.speaker.name if speech.speaker else None

    return [brief(s) for s in result.speeches]


def quote(number: int, speaker: str | None, *, speech: bool = True) -> QuoteForm:
    """An answer about a quotation."""
    return QuoteForm(q=number, speech=speech, speaker=speaker, via=[])


def test_each_quotation_is_what_the_answer_says_it_is() -> None:
    result = grounded(quotes=[quote(1, "Udo Kern"), quote(2, None), quote(3, None, speech=False)])
    assert speeches(result) == [
        (1, "direct", "Udo Kern"),
        (2, "direct", None),
        (3, "not_speech", None),
    ]
    assert result.problems == ()


def test_a_quotation_without_an_answer_stays_in_the_record_and_is_told() -> None:
    result = grounded(quotes=[quote(1, "Udo Kern"), quote(3, " ")])
    assert speeches(result) == [(1, "direct", "Udo Kern"), (2, "direct", None), (3, "direct", None)]
    assert reasons(result, "quotations_assigned") == ["Q2 has no answer"]
    assert [p.key for p in result.problems] == ["quote 2"]


def test_of_two_answers_about_one_quotation_the_first_counts() -> None:
    answers = [quote(1, "Udo Kern"), quote(1, "Radio Nord"), quote(2, None), quote(3, None)]
    assert [s[2] for s in speeches(grounded(quotes=answers))] == ["Udo Kern", None, None]


def test_answers_about_quotations_that_are_not_there_are_told() -> None:
    answers = [quote(n, "Udo Kern") for n in (1, 2, 3, 4, 0)]
    result = grounded(quotes=answers)
    assert len(result.speeches) == 3
    assert reasons(result, "quotations_exist") == [
        "there is no quotation Q0 in this part",
        "there is no quotation Q4 in this part",
    ]


def test_a_window_s_answer_about_another_window_s_quotation_does_not_count_twice() -> None:
    result = grounded(size=1, window=1, quotes=[quote(1, "Udo Kern"), quote(2, "Udo Kern")])
    assert speeches(result) == [(1, "direct", "Udo Kern")]
    assert reasons(result, "quotations_exist") == ["there is no quotation Q2 in this part"]


def test_who_passes_a_quotation_on_is_kept() -> None:
    answer = {"q": 1, "speech": True, "speaker": "Udo Kern", "via": ["Radio Nord", ""]}
    result = grounded(quotes=[answer])
    assert [v.name for v in result.speeches[0].via] == ["Radio Nord"]


def test_sources_without_a_name_describe_nobody() -> None:
    about = {"kind": "person", "role": "expert", "affiliation": None, "expertise": "diver"}
    result = grounded(sources=[{"name": "", **about}, {"name": "udo kern", **about}])
    assert [(d.name, d.role) for d in result.descriptions] == [("Udo Kern", "expert")]


def test_the_synopsis_cites_claims_by_their_place_and_no_others() -> None:
    claims = [claim(sentences=(99,), text="B"), claim(sentences=(1,), text="C")]
    points = [{"text": "All of it", "claims": [0, 1, 2, 3, -1]}]
    (point,) = grounded(claims=claims, synopsis=points).synopsis
    assert point.statements == ("claim 1: C",)


numbers = st.integers(-2, 9)
names = st.sampled_from(
    ["Udo Kern", "Kern", "Radio Nord", "he", "", " ", "—", "Nobody", "the", "É"]
)
positions = st.builds(
    lambda **fields: fields,
    sentence=numbers,
    source=names,
    via=st.lists(names, max_size=3),
    stance=st.sampled_from(["asserts", "denies", "confirms", "retracts", "declines_to_comment"]),
    certainty=st.sampled_from(["certain", "unstated"]),
)
answers = st.builds(
    lambda **fields: fields,
    sources=st.lists(
        st.builds(
            lambda **fields: fields,
            name=names,
            kind=st.sampled_from(["person", "media", "group"]),
            role=st.sampled_from(["expert", "other"]),
            affiliation=names | st.none(),
            expertise=names | st.none(),
        ),
        max_size=3,
    ),
    claims=st.lists(
        st.builds(
            lambda **fields: fields,
            sentences=st.lists(numbers, max_size=4),
            text=names,
            positions=st.lists(positions, max_size=3),
        ),
        max_size=5,
    ),
    quotes=st.lists(
        st.builds(
            lambda **fields: fields,
            q=numbers,
            speech=st.booleans(),
            speaker=names | st.none(),
            via=st.lists(names, max_size=2),
        ),
        max_size=5,
    ),
    synopsis=st.lists(
        st.builds(lambda **fields: fields, text=names, claims=st.lists(numbers, max_size=3)),
        max_size=2,
    ),
)


@given(answers, st.integers(1, 6))
def test_any_answer_gives_a_sound_summary_in_which_nothing_is_lost(
    answer: dict[str, Any], size: int
) -> None:
    plan = Plan(model="scripted", profile="large", window_sentences=size)
    summary = summarized(TEXT, plan, Script(article=json.dumps(answer)))
    assert_sound(summary)
    assert len(summary.quotes) == 3


def test_perfect_pointing_in_parts_finds_the_same_quotations() -> None:
    for path in sorted(EXAMPLES.glob("*.pointing.json")):
        name = path.name.removesuffix(".pointing.json")
        whole = summarized(story(name), LARGE, Script(article=pointing(name)))
        parts = Plan(model="scripted", profile="large", window_sentences=5)
        cut_up = summarized(story(name), parts, Script(article=pointing(name)))
        assert [q.spans for q in whole.quotes] == [q.spans for q in cut_up.quotes]
        assert [q.kind for q in whole.quotes] == [q.kind for q in cut_up.quotes]
        assert_sound(cut_up)
