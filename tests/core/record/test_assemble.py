"""Assembly: pieces get their ids, their order and their words."""

import json
from typing import Any

from answering import LARGE, SMALL, Script, assert_sound, summarized
from summarizer.schema import Article, Summary


def large(text: str, **lists: Any) -> Summary:
    """The summary of a text that a large model answers so."""
    empty: dict[str, Any] = {"sources": [], "claims": [], "quotes": [], "synopsis": []}
    return summarized(text, LARGE, Script(article=json.dumps({**empty, **lists})))


def claim(text: str, *sentences: int, **changes: Any) -> dict[str, Any]:
    """A claim nobody takes a stand on."""
    return {"sentences": list(sentences), "text": text, "positions": [], **changes}


def test_claims_come_in_reading_order_whatever_the_order_of_the_answer() -> None:
    text = "A barge sank. A ferry burned. Night came."
    summary = large(text, claims=[claim("Night", 3), claim("Barge", 1), claim("Ferry", 2)])
    assert [(c.id, c.text) for c in summary.claims] == [
        ("c1", "Barge"),
        ("c2", "Ferry"),
        ("c3", "Night"),
    ]


def test_wording_is_verbatim_only_inside_one_sentence_of_the_evidence() -> None:
    text = "A barge\u00a0sank. A ferry burned."
    claims = [
        claim("barge sank", 1),
        claim("Barge sank", 1),  # another capital
        claim("barge sank. A ferry", 1, 2),
        claim("", 2),
    ]
    summary = large(text, claims=claims)
    assert [(c.text, c.wording) for c in summary.claims] == [
        ("barge sank", "verbatim"),
        ("Barge sank", "rewritten"),
        ("barge sank. A ferry", "rewritten"),
        ("A ferry burned.", "verbatim"),  # of an empty wording nothing is lost
    ]


def test_a_claim_of_too_few_words_is_told_in_whole_sentences() -> None:
    summary = summarized("The mayor, Ilse Brandt, confirmed it.", SMALL, Script())
    assert [c.text for c in summary.claims] == ["The mayor, Ilse Brandt, confirmed it."]
    assert [p.evidence[0].text for p in summary.claims[0].positions] == ["it"]


def test_asides_are_left_out_of_a_claim_s_words_and_datelines_too() -> None:
    text = "TARN (Meridian) — In a separate action, Udo Kern said, the barge was sold off to Alba."
    summary = summarized(text, SMALL, Script())
    assert [c.text for c in summary.claims] == ["the barge was sold off to Alba"]
    assert len(summary.claims[0].positions[0].evidence) == 2


def test_pieces_of_a_claim_are_joined_by_dots() -> None:
    text = "“The old barge sank very fast,” Kern said, “and nobody on board was hurt at all.”"
    (claim_,) = summarized(text, SMALL, Script()).claims
    assert claim_.text == "The old barge sank very fast … and nobody on board was hurt at all."


def test_the_synopsis_keeps_sentences_that_cite_claims_and_no_others() -> None:
    text = "A barge sank. A ferry burned."
    points = [{"text": "Two\n ships  lost.", "claims": [1, 2, 2]}, {"text": "Why?", "claims": []}]
    summary = large(text, claims=[claim("Barge", 1), claim("Ferry", 2)], synopsis=points)
    assert [(s.text, s.claims) for s in summary.synopsis] == [("Two ships lost.", ("c1", "c2"))]


def test_without_a_synopsis_the_main_claims_stand_for_it() -> None:
    summary = large("A barge sank. A ferry burned.", claims=[claim("Barge", 1), claim("Ferry", 2)])
    assert [s.text for s in summary.synopsis] == ["Barge", "Ferry"]


def test_positions_are_numbered_through_the_article() -> None:
    text = "It sank, Kern said. It burned, Holm said, citing Brandt. Alba denied that it burned."
    assert_sound(summarized(text, SMALL, Script()))


def test_what_is_known_of_the_article_is_kept_with_its_text_and_hash() -> None:
    article = Article(text="A barge sank.", id="a1", title="Barge", url="u", publisher="Courier")
    info = summarized(article, SMALL, Script()).article
    assert (info.id, info.title, info.url, info.publisher) == ("a1", "Barge", "u", "Courier")
    assert (info.text, info.sha256) == (article.text, article.sha256)


def test_equal_claims_of_an_answer_are_both_kept() -> None:
    summary = large("A barge sank.", claims=[claim("Barge", 1), claim("Barge", 1)])
    assert [c.text for c in summary.claims] == ["Barge", "Barge"]
    assert_sound(summary)
