"""Checks: is what a reply says supported by the article?"""

from typing import Any

import pytest

from answering import reading_of
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import ArticleForm
from summarizer.core.ground.checks import check
from summarizer.core.ground.pointing import ground_article


def problems(text: str, language: str = "en", **lists: Any) -> list[tuple[str, str]]:
    """Check and reason of everything that an answer about a text gets wrong."""
    empty: dict[str, Any] = {"sources": [], "claims": [], "quotes": [], "synopsis": []}
    form = ArticleForm.model_validate({**empty, **lists})
    reading = reading_of(text, language)
    (window,) = cut(reading, 500, 3)
    return [(p.check, p.reason) for p in check(reading, ground_article(reading, window, form))]


def claim(text: str, sentence: int, source: str | None = None, *via: str) -> dict[str, Any]:
    """A claim that at most one source asserts."""
    position = {"sentence": sentence, "source": source, "via": via}
    stand = {**position, "stance": "asserts", "certainty": "certain"}
    return {"sentences": [sentence], "text": text, "positions": [stand] if source else []}


def test_what_the_article_supports_passes() -> None:
    text = "Udo Kern dived. A barge sank in 2011, he said."
    assert problems(text, claims=[claim("A barge sank in 2011", 2, "Udo Kern")]) == []


def test_a_source_must_be_named_in_the_article() -> None:
    claims = [claim("A barge sank", 1, "Global Times", "Radio Nord")]
    assert problems("A barge sank, police said.", claims=claims) == [
        ("source_in_article", "the source “Global Times” is not named in the article"),
        ("source_in_article", "the source “Radio Nord” is not named in the article"),
    ]


def test_a_speaker_must_be_named_in_the_article() -> None:
    quotes = [{"q": 1, "speech": True, "speaker": "Nobody", "via": ["No Courier"]}]
    assert problems("“A barge sank,” police said.", quotes=quotes) == [
        ("source_in_article", "the source “Nobody” is not named in the article"),
        ("source_in_article", "the source “No Courier” is not named in the article"),
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "Kern said",  # a part of the name
        "he said",  # a pronoun
        "the diver said",  # words that point back
        "HAT said",  # an acronym of the name
    ],
)
def test_a_tag_may_name_its_source_shortly_or_point_back_to_it(tag: str) -> None:
    text = f"Udo Kern dived for the Harbour Authority of Tarn (HAT). A barge sank, {tag}."
    source = "Harbour Authority of Tarn" if tag.startswith("HAT") else "Udo Kern"
    assert problems(text, claims=[claim("A barge sank", 2, source)]) == []


def test_a_tag_that_names_somebody_else_fails() -> None:
    text = "Udo Kern dived. A barge sank, Tarn police said."
    assert problems(text, claims=[claim("A barge sank", 2, "Udo Kern")]) == [
        ("source_in_evidence", "“Tarn police” does not name “Udo Kern”")
    ]


def test_a_sentence_without_a_tag_may_belong_to_anyone_named_in_the_article() -> None:
    text = "Udo Kern dived. “A barge has sunk.”"
    assert problems(text, claims=[claim("A barge has sunk", 2, "Udo Kern")])[0][0] != (
        "source_in_evidence"
    )


def test_without_a_lexicon_no_tag_names_the_wrong_source() -> None:
    text = "乌多是潜水员。市长说桥关闭了。"
    assert problems(text, "zh", claims=[claim("桥关闭了", 2, "乌多")]) == []


@pytest.mark.parametrize(
    ("evidence", "wording", "missing"),
    [
        ("300 tonnes leaked.", "300 tonnes leaked", []),
        ("1,300 tonnes leaked.", "1300 tonnes leaked", []),
        ("1 300 tonnes leaked.", "1,300 tonnes leaked", []),
        ("2.1 million crowns.", "2,1 million crowns", []),
        ("300 tonnes leaked.", "400 tonnes leaked in 2011", ["400", "2011"]),
        ("A few tonnes leaked.", "30 tonnes leaked", ["30"]),
    ],
)
def test_numbers_of_a_claim_are_in_its_evidence(
    evidence: str, wording: str, missing: list[str]
) -> None:
    found = problems(f"All was calm. {evidence}", claims=[claim(wording, 2)])
    assert found == [
        ("numbers_in_evidence", f"the number {n} is not in the sentences that carry the claim")
        for n in missing
    ]


def test_the_sentence_before_may_tell_the_year() -> None:
    text = "It opened in 2011. Since then 40 people have left."
    assert problems(text, claims=[claim("40 people have left since 2011", 2)]) == []
    assert problems(f"Once, in 1999. {text}", claims=[claim("Left in 1999", 3)]) != []


def test_affiliation_and_expertise_are_printed_in_the_article() -> None:
    about = {"name": "Udo Kern", "kind": "person", "role": "expert"}
    text = "Udo Kern, a fire expert at the Tarn Institute, left."
    printed = {**about, "affiliation": "Tarn Institute", "expertise": "Fire expert"}
    assert problems(text, sources=[printed]) == []
    invented = {**about, "affiliation": "Harn Institute", "expertise": "diver"}
    assert problems(text, sources=[invented]) == [
        (f"{field}_in_article", f"the {field} “{words}” of Udo Kern is not printed in the article")
        for field, words in (("affiliation", "Harn Institute"), ("expertise", "diver"))
    ]


@pytest.mark.parametrize(
    ("text", "stance", "meant"),
    [
        ("Udo Kern denied that a barge sank.", "asserts", "denies"),
        ("Udo Kern denied that a barge sank.", "confirms", "denies"),
        ("Udo Kern denied that a barge sank.", "disputes", None),
        ("Udo Kern disputed the figure.", "asserts", "disputes"),
        ("Udo Kern confirmed that a barge sank.", "asserts", "confirms"),
        ("Udo Kern confirmed that a barge sank.", "confirms", None),
        ("Udo Kern has not confirmed that a barge sank.", "asserts", "has_not_confirmed"),
        ("Udo Kern declined to comment on the barge.", "asserts", "declines_to_comment"),
        ("Udo Kern retracted the claim that a barge sank.", "asserts", "retracts"),
        ("A barge sank, Udo Kern said.", "confirms", "asserts"),
        ("A barge sank, Udo Kern said.", "has_not_confirmed", "asserts"),
        ("A barge sank, Udo Kern said.", "declines_to_comment", "asserts"),
        # the words that are said may do what their cue does not
        ("“A barge sank,” Udo Kern said.", "denies", None),
        ("“A barge sank,” Udo Kern said.", "retracts", None),
        ("“I confirm that a barge sank,” Udo Kern said.", "confirms", None),
        ("“I will not speak of the barge,” Udo Kern said.", "declines_to_comment", None),
        ("“We have yet to find the barge,” Udo Kern said.", "has_not_confirmed", None),
        # a tag of somebody else's is told otherwise
        ("Tarn police denied that a barge sank. Udo Kern dived.", "asserts", None),
        # no tag, no cue
        ("“A barge sank.” Udo Kern dived.", "confirms", None),
    ],
)
def test_a_stance_agrees_with_its_cue(text: str, stance: str, meant: str | None) -> None:
    given = claim("A barge sank", 1, "Udo Kern")
    given["positions"][0]["stance"] = stance
    found = [r for c, r in problems(text, claims=[given]) if c == "stance_agrees_with_cue"]
    assert [r.split(" in ")[1] for r in found] == (
        [f"sentence [1] means {meant}, not {stance}"] if meant else []
    )


def test_a_sentence_with_two_cues_may_take_two_stands() -> None:
    def stances(text: str, *claims: tuple[str, str]) -> list[str]:
        given = [claim(words, 1, "Udo Kern") for words, _ in claims]
        for each, (_, stance) in zip(given, claims, strict=True):
            each["positions"][0]["stance"] = stance
        return [c for c, _ in problems(text, claims=given) if c == "stance_agrees_with_cue"]

    # another tag of the same voice bears it out
    assert stances("Udo Kern denied a leak, but said the barge sank.", ("It sank", "asserts")) == []
    # another position takes the cue at its word
    text = "Udo Kern confirmed the leak and that the barge sank."
    assert stances(text, ("It leaked", "confirms"), ("It sank", "asserts")) == []
    assert stances(text, ("It leaked", "asserts")) == ["stance_agrees_with_cue"]


def test_without_a_lexicon_no_cue_means_anything() -> None:
    given = claim("桥关闭了", 1, "市长")
    given["positions"][0]["stance"] = "confirms"
    assert problems("市长说桥关闭了。", "zh", claims=[given]) == []
