"""Claims in the model's own words: names, negations and hedges are the article's."""

from typing import Any

import pytest

from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import ArticleForm
from summarizer.core.ground.checks import check
from summarizer.core.ground.pointing import ground_article
from summarizer.core.text.reading import read
from summarizer.schema import Article

SAYS = "Udo Kern"


def position(sentence: int, stance: str = "asserts", certainty: str = "certain") -> dict[str, Any]:
    """A stand of Udo Kern's."""
    who = {"sentence": sentence, "source": SAYS, "via": []}
    return {**who, "stance": stance, "certainty": certainty}


def problems(
    text: str, wording: str, *positions: dict[str, Any], language: str = "en", title: str = ""
) -> list[tuple[str, str]]:
    """Check and reason of everything that is wrong with a claim on all sentences of a text."""
    reading = read(Article(text=text, language=language, title=title or None))
    (window,) = cut(reading, 500, 3)
    claim = {"sentences": list(window.numbers), "text": wording, "positions": positions}
    empty: dict[str, Any] = {"sources": [], "quotes": [], "synopsis": []}
    form = ArticleForm.model_validate({**empty, "claims": [claim]})
    grounded = ground_article(reading, window, form)
    return [(p.check, p.reason) for p in check(reading, grounded) if p.key.startswith("claim")]


def checks(*arguments: Any, **options: Any) -> list[str]:
    """The names of the checks that a claim fails."""
    return [name for name, _ in problems(*arguments, **options)]


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wording", "missing"),
    [
        ("The barge sank off Tarn.", "The barge sank off Tarn", None),
        ("The barge sank off Tarn.", "The barge sank off Harn", "Harn"),
        (
            "The barge sank off Tarn.",
            "The barge of Global Shipping sank off Tarn",
            "Global Shipping",
        ),
        # in the first word of a sentence or quotation a capital proves nothing, in others it does
        ("The barge sank.", "Boats sank. Ships sank; “Vessels sank”", None),
        ("The barge sank.", "Global Times: the barge sank", "Times"),
        # a capital is no other word
        ("The mayor, Ilse Brandt, left.", "The Mayor Ilse Brandt left", None),
        # other forms of a name, and short ones
        ("A ship of Ostara sank.", "An Ostaran ship sank", None),
        ("A Chinese ship sank.", "A ship of China sank", None),
        ("It sank on Nov. 12.", "It sank on 12 November", None),
        ("It sank on an off day.", "It sank in November", "November"),
        ("The European Union left.", "The EU left", None),
        ("The U.S. Navy left.", "The US Navy left", None),
        ("The navy left.", "The US navy left", "US"),
        ("Jan van Orten left.", "At noon J. van Orten left", None),
        ("The cafe\u0301 of Rene\u0301e left.", "At noon Ren\u00e9e left", None),
        ("Kern left.", "At noon Brandt left", "Brandt"),
        ("Bran left.", "At noon Brandenburger left", "Brandenburger"),
    ],
)
def test_the_names_of_a_claim_are_in_the_article(
    text: str, wording: str, missing: str | None
) -> None:
    reason = f"“{missing}” of a claim's text is not printed in the article"
    assert problems(text, wording) == ([("names_in_article", reason)] if missing else [])


def test_the_title_is_a_part_of_the_article() -> None:
    assert checks("The barge sank.", "The barge of Tarn sank") == ["names_in_article"]
    assert checks("The barge sank.", "The barge of Tarn sank", title="Tarn in mourning") == []


def test_where_nouns_have_capitals_only_the_last_words_of_longer_names_count() -> None:
    text = "Der Kahn von Karl Brandt sank am Abend."
    assert checks(text, "Das Schiff des Reeders Karl Brandt sank am Abend", language="de") == []
    assert checks(text, "Das Schiff sank in der Nacht", language="de") == []
    assert checks(text, "Das Schiff von Karl Gruber sank", language="de") == ["names_in_article"]


def test_names_are_looked_for_without_a_lexicon_too() -> None:
    text = "Баржа затонула у Тарна, сообщил Удо Керн."
    assert checks(text, "Баржа затонула в Тарне", language="ru") == []
    assert checks(text, "Баржа затонула в Харне", language="ru") == ["names_in_article"]


# --- negations ------------------------------------------------------------------------------------

NEGATED = (
    "the claim “{}” is negated, but what its sentences claim is not;"
    " a claim that is only denied is worded positively"
)
LOST = "the claim “{}” has lost the negation of its sentences"


@pytest.mark.parametrize(
    ("text", "wording", "reason"),
    [
        # the article's own voice
        ("The bridge did not collapse.", "The bridge did not collapse", None),
        ("The bridge collapsed.", "The bridge did not collapse", NEGATED),
        ("The bridge did not collapse.", "The bridge collapsed", LOST),
        ("It had been cut.", "It was not cut", NEGATED),
        # clause by clause
        ("The bridge collapsed, but nobody was hurt.", "The bridge collapsed", None),
        ("The bridge collapsed, but nobody was hurt.", "The bridge did not collapse", NEGATED),
        ("The bridge collapsed and nobody was hurt.", "Nobody was hurt", None),
        ("The bridge, which is not old, collapsed at noon.", "The bridge collapsed at noon", None),
        ("The man who was not invited fell.", "The man fell", None),
        ("Nobody has asked her what she carried.", "Nobody has asked her, what she carried", None),
        # other words prove nothing
        ("The bid failed.", "The bid did not succeed", None),
        ("The mayor spoke of rain.", "No ferry sailed", None),
        ("— The mayor!", "No ferry sailed", None),
        # a verb that is a negation only in some
        ("The company failed to pay the fine.", "The company did not pay the fine", None),
        ("The company did not pay the fine.", "The company failed to pay the fine", None),
        # two sentences, of which one says so
        ("The bridge did not collapse. The bridge collapsed later.", "The bridge collapsed", None),
    ],
)
def test_a_claim_is_negated_where_the_article_s_own_words_are(
    text: str, wording: str, reason: str | None
) -> None:
    expected = [("polarity_agrees", reason.format(wording))] if reason else []
    assert problems(text, wording) == expected


@pytest.mark.parametrize(
    ("text", "stance", "wording", "is_right"),
    [
        ("The bridge is not shut, Udo Kern said.", "asserts", "The bridge is not shut", True),
        ("The bridge is not shut, Udo Kern said.", "asserts", "The bridge is shut", False),
        ("The bridge is shut, Udo Kern said.", "asserts", "The bridge is not shut", False),
        # what is only denied is worded positively
        ("“There is no leak,” Udo Kern said.", "denies", "There is a leak", True),
        ("“There is no leak,” Udo Kern said.", "denies", "There is no leak", False),
        ("“There is no leak,” Udo Kern said.", "disputes", "There is no leak", False),
        ("Udo Kern denied that there was a leak.", "denies", "There was a leak", True),
        ("Udo Kern denied that there was a leak.", "denies", "There was no leak", False),
        # a negation in what is denied may be of either
        ("Udo Kern denied that there was no leak.", "denies", "There was no leak", True),
        ("Udo Kern denied that there was no leak.", "denies", "There was a leak", True),
        # words without a negation do not tell what they deny
        ("“The hull is dry,” Udo Kern said.", "denies", "The hull is not dry", True),
        # what is not confirmed, and silence, are no evidence
        ("Udo Kern has not confirmed the leak.", "has_not_confirmed", "There is no leak", True),
    ],
)
def test_a_denial_turns_what_is_said(
    text: str, stance: str, wording: str, *, is_right: bool
) -> None:
    failed = [] if is_right else ["polarity_agrees"]
    assert checks(text, wording, position(1, stance)) == failed


def test_what_is_denied_and_asserted_is_worded_as_it_is_asserted() -> None:
    text = "The hull leaks, Ada Crisp said. “The hull does not leak,” Udo Kern said."
    stands = ({**position(1), "source": "Ada Crisp"}, position(2, "denies"))
    assert checks(text, "The hull leaks", *stands) == []
    assert checks(text, "The hull does not leak", *stands) == ["polarity_agrees"]


def test_a_quotation_without_a_tag_denies_by_its_words() -> None:
    text = "Udo Kern dived. “There is no leak.”"
    assert checks(text, "There is no leak", position(2, "denies")) == ["polarity_agrees"]
    assert checks(text, "There is a leak", position(2, "denies")) == []


def test_sentences_that_a_quotation_fills_are_not_the_article_s_own_voice() -> None:
    text = "“The hull does not leak,” Udo Kern said. “The hull leaks, some say.”"
    assert checks(text, "The hull leaks", position(1, "denies")) == []


def test_without_a_lexicon_nothing_is_negated_or_hedged() -> None:
    assert checks("Мост не рухнул.", "Мост рухнул", language="ru") == []


# --- hedges ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wording", "is_right"),
    [
        ("The bridge may be closed.", "The bridge may be closed", True),
        ("The bridge may be closed.", "The bridge is closed", False),
        ("The bridge has probably been closed.", "The bridge has been closed", False),
        ("The bridge is closed and may be sold.", "The bridge is closed", True),
        ("The bridge may be closed. The bridge is closed.", "The bridge is closed", True),
        ("It may rain. The bridge is closed.", "The bridge is closed", True),
        ("It may rain.", "The bridge is closed", True),
        ("The bridge shut on 3 May.", "The bridge shut on 3 May", True),
    ],
)
def test_hedges_of_the_article_are_kept(text: str, wording: str, *, is_right: bool) -> None:
    reason = (
        f"the claim “{wording}” is told as certain, its sentences are not:"
        " keep the hedge, or give the position its certainty"
    )
    assert problems(text, wording) == ([] if is_right else [("hedges_kept", reason)])


@pytest.mark.parametrize(
    ("certainty", "failed"),
    [
        ("certain", ["hedges_kept"]),
        ("unstated", ["hedges_kept"]),
        ("possible", []),
        ("probable", []),
    ],
)
def test_a_position_may_keep_the_hedge(certainty: str, failed: list[str]) -> None:
    text = "The bridge may be closed, Udo Kern said."
    stand = position(1, "asserts", certainty)
    assert checks(text, "The bridge is closed", stand) == failed


def test_what_is_denied_with_a_hedge_is_no_hedge_of_the_claim() -> None:
    text = "Udo Kern denied that the bridge may be closed."
    assert checks(text, "The bridge is closed", position(1, "denies")) == []
