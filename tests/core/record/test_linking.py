"""Linking: statements that are about one another become one."""

from dataclasses import replace

import pytest

from answering import SMALL, Script, reading_of, summarized
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import LinkForm, TagsForm
from summarizer.core.flow import Plan
from summarizer.core.ground.grounded import Stand, Statement
from summarizer.core.ground.grounding import ground_tags
from summarizer.core.ground.mention import find_voice
from summarizer.core.record.answers import answered
from summarizer.core.record.linking import Link, chosen_by, find_links, request_links
from summarizer.core.text.range import Range
from summarizer.core.text.reading import Reading
from summarizer.schema import Article

TEXT = (
    "The hall was built in 1911. Fire destroyed the market hall in Velden on Monday, police said. "
    "The mayor, Ilse Brandt, confirmed that fire destroyed the hall. Alba denied "
    "that the hall was insured. Losses may reach 4 million crowns, Udo Kern said."
)


def statements_of(text: str, language: str = "en") -> tuple[Reading, list[Statement]]:
    """What code alone reads out of a text."""
    reading = reading_of(text, language)
    (window,) = cut(reading, 500, 0)
    grounded = ground_tags(reading, window, TagsForm(tags=[], quotes=[]))
    return reading, list(grounded.statements)


def test_a_stand_on_something_is_linked_to_what_has_its_words() -> None:
    reading, statements = statements_of(TEXT)
    links = find_links(reading, statements)
    assert [(link.item, link.choices[0], link.is_sure) for link in links] == [
        (2, 1, True),
        (3, 1, True),
    ]


def test_another_form_of_a_word_counts_too_but_less() -> None:
    text = (
        "A storm brought heavy rain, Kern said. Warnings reached every house, Holm said. "
        "Brandt denied warning."
    )
    (link,) = find_links(*statements_of(text))
    assert (link.item, link.choices[0], link.is_sure) == (2, 1, True)


def test_it_is_what_stands_right_before() -> None:
    text = "A barge sank at noon, Kern said. A ferry burned all night, Holm said. Brandt denied it."
    (link,) = find_links(*statements_of(text))
    assert (link.item, link.choices[0], link.is_sure) == (2, 1, True)


def test_what_is_taken_up_again_is_what_was_taken_up_before() -> None:
    text = (
        "A barge sank at noon, Kern said. A ferry burned all night, Holm said. "
        "Brandt denied it. Alba confirmed it."
    )
    links = find_links(*statements_of(text))
    assert [link.choices[0] for link in links] == [1, 1]


def test_a_stand_on_something_that_nobody_said_is_not_sure() -> None:
    text = (
        "A barge sank at noon, Kern said. Brandt denied that arson and bribes were common in Tarn."
    )
    (link,) = find_links(*statements_of(text))
    assert not link.is_sure


def test_where_all_statements_depend_on_others_nothing_is_linked() -> None:
    assert find_links(*statements_of("Brandt denied it. Alba confirmed it.")) == ()


def test_a_language_without_lexicon_has_no_words_that_point_back() -> None:
    reading, statements = statements_of("市长说桥关闭了。", "ja")
    assert find_links(reading, statements) == ()


def test_nor_is_anything_linked_unasked_there_but_by_its_words() -> None:
    text = "De oude boot zonk heel snel in Tarn. Brand nu."
    summary = summarized(Article(text=text, language="nl"), SMALL, Script(who={"": "Tarn"}))
    assert [len(c.positions) for c in summary.claims] == [1, 1]


def test_a_confirmation_of_a_part_is_told_apart() -> None:
    text = "Masked men robbed the bank in Velden, shot two guards and fled by boat, Kern said. "
    (part,) = find_links(*statements_of(text + "Holm confirmed that two guards were injured."))
    (whole,) = find_links(*statements_of(text + "Holm confirmed the robbery of the bank."))
    assert (part.is_sure, part.is_part) == (True, True)
    assert (whole.is_sure, whole.is_part) == (True, True)
    (said,) = find_links(
        *statements_of("Two guards died, Kern said. Holm confirmed that two guards died.")
    )
    assert (said.is_sure, said.is_part) == (True, False)


def linked(text: str) -> list[tuple[int, int | None]]:
    """Each statement that depends on another, and which it is surely about."""
    reading, statements = statements_of(text)
    links = find_links(reading, answered(reading, statements))
    return [(link.item, link.choices[0] if link.is_sure else None) for link in links]


FUEL = "The barge leaked fuel for a week, Udo Kern said. "
RAIN = "It rained hard that night, Ida Lund said. "


@pytest.mark.parametrize(
    ("text", "links"),
    [
        # what only points is about what was last said
        (FUEL + "Ada Holm denied it.", [(1, 0)]),
        (RAIN + FUEL + "Ada Holm rejected the allegation.", [(2, 1)]),
        (RAIN + FUEL + "“That is false,” Ada Holm said.", [(2, 1)]),
        (RAIN + FUEL + "Ada Holm declined to comment.", [(2, 1)]),
        (RAIN + FUEL + "Ada Holm said that.", [(2, 1)]),
        (RAIN + FUEL + "Ada Holm denied both charges throughout the trial.", [(2, 1)]),
        # not so if it names something in other words
        (RAIN + FUEL + "Ada Holm denied the spill.", [(2, None)]),
        # nor is a confirmation in one word, which may be of a part
        (RAIN + FUEL + "Ada Holm confirmed the leak.", [(2, None)]),
        (RAIN + FUEL + "Ada Holm denied the charge that she had slept.", [(2, None)]),
        # but not too far back, nor what nobody said
        (FUEL + "Night fell. " * 5 + "Ada Holm denied it.", [(6, None)]),
        (FUEL + "Night fell. Ada Holm denied it.", [(2, None)]),
        # nobody denies or confirms what is its own
        (RAIN + FUEL + "Kern denied it.", [(2, 0)]),
        (FUEL + "Kern denied it.", []),
        # everybody takes back only what is
        (FUEL + RAIN * 6 + "“That was an error,” Kern said.", [(7, 0)]),
        # what stands near must share a word
        (RAIN + FUEL + "Ada Holm denied that anybody had stolen fuel from barns.", [(2, 1)]),
        (RAIN + FUEL + "Ada Holm denied that anybody had stolen cattle here.", [(2, None)]),
        # a confirmation of a part of what was not said last is not
        (
            ("Masked men robbed the bank in Velden, shot two guards and fled by boat, Kern said. "
            + RAIN + "Holm confirmed that two guards were injured."),
            [(2, None)],
        ),
        (
            "Two guards were shot, Kern said. Holm confirmed that two guards were injured.",
            [(1, 0)],
        ),
        # "declined to comment on the fuel" is about the fuel
        (RAIN + FUEL + "Holm declined to comment on the fuel.", [(2, 1)]),
        (FUEL + RAIN + "Holm declined to comment on the fuel.", [(2, None)]),
        (RAIN + FUEL + "Holm declined to discuss private contracts.", [(2, None)]),
        # but about a question of its own it is, and so after words of its own
        (RAIN + FUEL + "Holm declined to say whether the mill would close.", [(2, None)]),
        (RAIN + FUEL + "Asked whether mills would close, Holm declined to comment.", [(2, None)]),
        (FUEL + "The river fell, Holm said. Holm declined to comment.", [(2, None)]),
        # other figures are of something else, but when they are disputed
        (
            "Four barges sank, 12 men drowned, Kern said. " + RAIN
            + "Holm confirmed that 15 men drowned.",
            [(2, None)],
        ),
        (
            "Four barges sank, 12 men drowned, Kern said. " + RAIN
            + "Holm disputed that 12 men drowned.",
            [(2, 0)],
        ),
        # what is told later is not taken up
        (
            "Holm confirmed the fire in the silk mill. Fire gutted the silk mill, Kern said.",
            [(0, None)],
        ),
        # what nobody says must have half of the words
        ("A fire gutted the old mill. Holm confirmed the fire in the mill.", [(1, 0)]),
    ],
)  # fmt: skip
def test_a_stand_is_about_what_it_points_to_or_shares_words_with(
    text: str, links: list[tuple[int, int | None]]
) -> None:
    assert linked(text) == links


@pytest.mark.parametrize(("words", "is_sure"), [("Boot brandt", True), ("Auto rijdt", False)])
def test_without_a_lexicon_only_shared_words_make_a_link_sure(
    words: str,
    is_sure: bool,  # noqa: FBT001 - a table's column
) -> None:
    text = f"Boot zonk snel. {words}."
    reading, (first, second) = statements_of(text, "nl")
    voice = find_voice(reading, "Tarn", Range(0, len(text)))
    stand = Stand(2, voice, (), "denies", "certain", None, (Range(16, len(text)),), None)
    (link,) = find_links(reading, [first, replace(second, stands=(stand,))])
    assert (link.choices, link.is_sure) == ((0,), is_sure)


def test_a_request_asks_which_of_the_numbered_statements_an_item_is_about() -> None:
    reading, statements = statements_of(TEXT)
    (first, _) = request_links(reading, statements, find_links(reading, statements))
    assert first.messages[-1].content == (
        "Item: Ilse Brandt confirmed: fire destroyed the hall\n"
        "Statements:\n"
        "1. The hall was built in 1911.\n"
        "2. Fire destroyed the market hall in Velden on Monday\n"
        "3. Losses may reach 4 million crowns"
    )


LINK = Link(item=5, choices=(3, 0, 2), is_sure=True)


@pytest.mark.parametrize(
    ("about", "chosen"), [(1, [0]), (2, [2]), (3, [3]), (0, []), (4, []), (None, [])]
)
def test_an_answer_chooses_by_the_place_in_the_article(
    about: int | None, chosen: list[int]
) -> None:
    links = chosen_by([LinkForm(about=about)], [LINK])
    assert [(link.item, link.choices) for link in links] == [(5, (place,)) for place in chosen]


def test_no_answer_chooses_nothing() -> None:
    assert chosen_by([None], [LINK]) == ()


def test_small_models_are_not_asked_the_best_is_taken() -> None:
    summary = summarized(TEXT, SMALL, Script(about=1))
    fire = next(c for c in summary.claims if c.text.startswith("Fire"))
    assert [p.stance for p in fire.positions] == ["asserts", "confirms", "denies"]
    assert fire.status == "disputed"
    assert "link.v1" not in [p.name for p in summary.provenance.prompts]


LARGE_IN_PARTS = Plan("scripted", "large", window_sentences=2, context_sentences=0)
ANSWER = """{"sources":[],"quotes":[],"synopsis":[],"claims":[
 {"sentences":[1],"text":"A barge sank","positions":[]},
 {"sentences":[3],"text":"That it sank","positions":[{"sentence":3,"source":"Brandt","via":[],
  "stance":"denies","certainty":"certain"}]}]}"""


@pytest.mark.parametrize(("about", "claims"), [(1, 1), (None, 2), (9, 2)])
def test_large_models_that_read_in_parts_are_asked(about: int | None, claims: int) -> None:
    text = "A barge sank. All was calm. Brandt denied that it sank."
    script = Script(article=ANSWER, about=about)
    summary = summarized(text, LARGE_IN_PARTS, script)
    assert "link.v1" in [p.name for p in summary.provenance.prompts]
    assert len(summary.claims) == claims
    assert summary.claims[-1].status == "denied"


def test_a_stand_without_a_cue_is_shown_by_its_stance() -> None:
    text = "A barge sank. All was calm. “Never,” and Brandt left. Then night came."
    answer = ANSWER.replace('"stance":"denies"', '"stance":"has_not_confirmed"')
    asked: list[str] = []
    script = Script(article=answer, about=1)

    class Recording(Script):
        def __call__(self, request: object) -> object:
            asked.append(request.messages[-1].content)
            return script(request)

    summarized(text, LARGE_IN_PARTS, Recording())
    assert any(a.startswith("Item: Brandt has not confirmed: That it sank") for a in asked)
