"""The six example stories, their gold records and their perfect answers fit together.

Nothing of the library but its nouns and wire models is used here: a gold record is the measure of
the code, so it must not be checked by that code.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from summarizer.core.ask.wire import ArticleForm
from summarizer.schema import (
    Article,
    Certainty,
    Claim,
    Position,
    QuoteKind,
    Source,
    SourceKind,
    SourceRole,
    Span,
    Stance,
    Status,
    Summary,
)

EXAMPLES = Path(__file__).parent.parent / "examples"
STORIES = ("blackout", "brewery", "bruecke", "harbour", "mina", "usine")
NOT_COMPARED = {"usage", "provenance"}
OPENING, CLOSING = "“„«", "”“»"
NON_BREAKING = "\u00a0"

every_story = pytest.mark.parametrize("story", STORIES)


@cache
def text_of(story: str) -> str:
    # bytes, because text mode would hide a stray carriage return
    return (EXAMPLES / f"{story}.txt").read_bytes().decode("utf-8")


def json_of(story: str, kind: str) -> dict[str, object]:
    value: dict[str, object] = json.loads((EXAMPLES / f"{story}.{kind}.json").read_text("utf-8"))
    return value


@cache
def gold_of(story: str) -> Summary:
    made_by = {"model": "by hand", "prompts": [], "version": "0", "settings": ""}
    return Summary.model_validate({**json_of(story, "gold"), "usage": {}, "provenance": made_by})


@cache
def pointing_of(story: str) -> ArticleForm:
    return ArticleForm.model_validate(json_of(story, "pointing"))


def positions_of(summary: Summary) -> Iterator[Position]:
    return chain.from_iterable(claim.positions for claim in summary.claims)


def spans_in(value: object) -> Iterator[Span]:
    """Every span of a dumped record, however deep."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield Span.model_validate(value)
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


def sentences_of(story: str) -> list[tuple[int, int]]:
    """All sentences by their ends, numbered as the pointing does.

    A gold record gives every sentence of its body as evidence; a paragraph that is never evidence
    is a headline, byline, dateline or footer, which is one sentence.
    """
    known = {(span.start, span.end) for claim in gold_of(story).claims for span in claim.evidence}
    found: list[tuple[int, int]] = []
    for paragraph in re.finditer(r"[^\n]+", text_of(story)):
        start, end = paragraph.span()
        inside = sorted(span for span in known if start <= span[0] < end)
        found += inside or [(start, end)]
    return found


def expected_status(claim: Claim, sources: dict[str, Source]) -> tuple[str, tuple[str, ...]]:
    """The status that the definition gives and the positions that decide it: first that fits."""

    def ids(*stances: Stance) -> tuple[str, ...]:
        return tuple(p.id for p in claim.positions if p.stance in stances)

    by_name = tuple(
        p.id
        for p in claim.positions
        if p.stance == "asserts" and sources[p.source].naming == "named"
    )
    against, behind = ids("denies", "disputes"), ids("asserts", "confirms")
    withheld = ids("has_not_confirmed", "declines_to_comment")
    rules = (
        (bool(ids("retracts")), "retracted", ids("retracts")),
        (
            bool(against and behind),
            "disputed",
            ids("denies", "disputes", "asserts", "confirms"),
        ),
        (bool(against), "denied", against),
        (bool(ids("confirms")), "confirmed", ids("confirms")),
        (bool(withheld), "unconfirmed", withheld),
        (bool(behind) and not by_name, "unconfirmed", behind),
        (bool(by_name), "attributed", by_name),
        (not claim.positions, "reported", ()),
    )
    return next((status, because) for fits, status, because in rules if fits)


def test_the_folder_holds_these_stories_and_nothing_else() -> None:
    kinds = (".txt", ".gold.json", ".pointing.json")
    expected = {f"{story}{kind}" for story in STORIES for kind in kinds} | {"README.md"}
    assert {path.name for path in EXAMPLES.iterdir()} == expected


@every_story
def test_a_story_is_plain_paragraphs_under_a_headline(story: str) -> None:
    text = text_of(story)
    assert "\r" not in text
    assert "\t" not in text
    assert text.endswith("\n")
    for paragraph in text[:-1].split("\n\n"):
        assert paragraph
        assert paragraph == paragraph.strip()
        assert "\n" not in paragraph
    assert 200 <= len(text.split()) <= 900


@every_story
def test_a_gold_record_has_the_shape_of_a_summary(story: str) -> None:
    gold = json_of(story, "gold")
    assert gold == gold_of(story).model_dump(mode="json", exclude=NOT_COMPARED)
    assert gold_of(story).article.id == story
    assert gold_of(story).article.text is None
    assert gold_of(story).article.sha256 == Article(text=text_of(story)).sha256


@every_story
def test_every_span_is_exact(story: str) -> None:
    text = text_of(story)
    spans = list(spans_in(json_of(story, "gold")))
    assert spans
    for span in spans:
        assert text[span.start : span.end] == span.text
        assert span.text == span.text.strip()


@every_story
def test_ids_count_up_in_the_order_of_the_text(story: str) -> None:
    gold = gold_of(story)
    for prefix, items in (
        ("c", gold.claims),
        ("p", tuple(positions_of(gold))),
        ("s", gold.sources),
        ("q", gold.quotes),
    ):
        assert [item.id for item in items] == [f"{prefix}{n}" for n in range(1, len(items) + 1)]
    firsts = (
        [claim.evidence[0].start for claim in gold.claims],
        [source.mentions[0].start for source in gold.sources],
        [quote.spans[0].start for quote in gold.quotes],
        *([p.evidence[0].start for p in claim.positions] for claim in gold.claims),
        *([span.start for span in claim.evidence] for claim in gold.claims),
    )
    for starts in firsts:
        assert starts == sorted(starts)


@every_story
def test_every_id_that_is_named_exists_and_every_source_is_used(story: str) -> None:
    gold = gold_of(story)
    used = {source for p in positions_of(gold) for source in (p.source, *p.via)}
    used |= {source for q in gold.quotes if q.speaker for source in (q.speaker, *q.via)}
    assert used == {source.id for source in gold.sources}
    for claim in gold.claims:
        assert set(claim.because) <= {p.id for p in claim.positions}
    cited = {claim for sentence in gold.synopsis for claim in sentence.claims}
    assert cited <= {claim.id for claim in gold.claims}
    assert 2 <= len(gold.synopsis) <= 3
    assert all(sentence.claims for sentence in gold.synopsis)


@every_story
def test_mentions_are_all_places_where_a_name_stands(story: str) -> None:
    for source in gold_of(story).sources:
        names = sorted((source.name, *source.aliases), key=len, reverse=True)
        anyone = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
        found = [match.span() for match in anyone.finditer(text_of(story))]
        assert [(span.start, span.end) for span in source.mentions] == found
        assert {span.text for span in source.mentions} == set(names)
        for printed in (source.affiliation, source.expertise):
            assert printed is None or printed in text_of(story)
        assert (source.expertise is not None) == (source.role == "expert")


@every_story
def test_narrowed_evidence_and_cues_lie_in_the_sentences_of_their_claim(story: str) -> None:
    for claim in gold_of(story).claims:
        sentences = [(span.start, span.end) for span in claim.evidence]
        for position in claim.positions:
            pieces = [*position.evidence, *filter(None, [position.cue])]
            for piece in pieces:
                assert any(start <= piece.start <= piece.end <= end for start, end in sentences)
            if position.cue and position.stance != "declines_to_comment":
                assert not any(
                    piece.start < position.cue.end and position.cue.start < piece.end
                    for piece in position.evidence
                )


@every_story
def test_wording_says_whether_a_claim_is_the_articles_own(story: str) -> None:
    for claim in gold_of(story).claims:
        is_verbatim = any(claim.text in span.text for span in claim.evidence)
        assert claim.wording == ("verbatim" if is_verbatim else "rewritten")


@every_story
def test_quotes_stand_between_quotation_marks(story: str) -> None:
    text = text_of(story)
    for quote in gold_of(story).quotes:
        first, last = quote.spans[0], quote.spans[-1]
        assert all(text[: s.start].rstrip(NON_BREAKING)[-1] in OPENING for s in quote.spans)
        assert text[first.start - 1] in OPENING + NON_BREAKING
        assert text[last.end :].lstrip(NON_BREAKING)[0] in CLOSING
    marks = sum(text.count(mark) for mark in ("„" if "„" in text else OPENING[0], "«"))
    assert marks == sum(len(quote.spans) for quote in gold_of(story).quotes)


@every_story
def test_speech_has_a_speaker_and_other_quotation_marks_have_none(story: str) -> None:
    for quote in gold_of(story).quotes:
        if quote.kind == "not_speech":
            assert (quote.speaker, quote.via, quote.cue) == (None, (), None)
        else:
            assert quote.speaker


@every_story
def test_speech_is_evidence_of_its_speakers_position(story: str) -> None:
    gold = gold_of(story)
    for quote in (q for q in gold.quotes if q.speaker):
        for span in quote.spans:
            assert any(
                piece.start <= span.start <= span.end <= piece.end
                for position in positions_of(gold)
                if (position.source, position.via) == (quote.speaker, quote.via)
                for piece in position.evidence
            )


@every_story
def test_a_status_is_what_the_definition_gives(story: str) -> None:
    sources = {source.id: source for source in gold_of(story).sources}
    for claim in gold_of(story).claims:
        assert (claim.status, claim.because) == expected_status(claim, sources)


@every_story
def test_certainty_is_unstated_only_where_no_stand_is_taken(story: str) -> None:
    silent = {"has_not_confirmed", "declines_to_comment"}
    for position in positions_of(gold_of(story)):
        assert (position.certainty == "unstated") == (position.stance in silent)
        assert position.certainty == "certain" or position.stance in silent | {"asserts"}


@every_story
def test_sentences_fill_their_paragraphs(story: str) -> None:
    ends = [0, *(end for _, end in sentences_of(story))]
    starts = [*(start for start, _ in sentences_of(story)), len(text_of(story))]
    for end, start in zip(ends, starts, strict=True):
        assert text_of(story)[end:start].strip() == ""
        assert end <= start


@every_story
def test_a_perfect_answer_points_at_what_the_gold_record_holds(story: str) -> None:
    gold, pointing = gold_of(story), pointing_of(story)
    sentences = sentences_of(story)
    name = {source.id: source.name for source in gold.sources}

    def number(place: int) -> int:
        return next(n for n, (start, end) in enumerate(sentences, 1) if start <= place < end)

    assert [form.model_dump() for form in pointing.sources] == [
        source.model_dump(include={"name", "kind", "role", "affiliation", "expertise"})
        for source in gold.sources
    ]
    assert [form.model_dump() for form in pointing.claims] == [
        {
            "sentences": [number(span.start) for span in claim.evidence],
            "text": claim.text,
            "positions": [
                {
                    "sentence": number(position.evidence[0].start),
                    "source": name[position.source],
                    "via": [name[source] for source in position.via],
                    "stance": position.stance,
                    "certainty": position.certainty,
                }
                for position in claim.positions
            ],
        }
        for claim in gold.claims
    ]
    assert [form.model_dump() for form in pointing.quotes] == [
        {
            "q": n,
            "speech": quote.kind != "not_speech",
            "speaker": name[quote.speaker] if quote.speaker else None,
            "via": [name[source] for source in quote.via],
        }
        for n, quote in enumerate(gold.quotes, 1)
    ]
    assert [(form.text, [f"c{n}" for n in form.claims]) for form in pointing.synopsis] == [
        (sentence.text, list(sentence.claims)) for sentence in gold.synopsis
    ]


def test_the_demo_story_is_short() -> None:
    assert 250 <= len(text_of("harbour").split()) <= 330


def test_the_stories_together_show_everything_that_the_record_can_say() -> None:
    golds = [gold_of(story) for story in STORIES]
    claims = [claim for gold in golds for claim in gold.claims]
    positions = [position for gold in golds for position in positions_of(gold)]
    sources = [source for gold in golds for source in gold.sources]
    quotes = [quote for gold in golds for quote in gold.quotes]
    seen = {
        "language": {gold.article.language for gold in golds},
        "status": {claim.status for claim in claims},
        "wording": {claim.wording for claim in claims},
        "stance": {position.stance for position in positions},
        "certainty": {position.certainty for position in positions},
        "kind of quote": {quote.kind for quote in quotes},
        "kind of source": {source.kind for source in sources},
        "naming": {source.naming for source in sources},
        "role": {source.role for source in sources},
    }
    assert seen == {
        "language": {"en", "de", "fr", "es"},
        "status": set(get_args(Status)),
        "wording": {"verbatim", "rewritten"},
        "stance": set(get_args(Stance)),
        "certainty": set(get_args(Certainty)),
        "kind of quote": set(get_args(QuoteKind)),
        "kind of source": set(get_args(SourceKind)),
        "naming": {"named", "described"},
        "role": set(get_args(SourceRole)),
    }
    assert {len(position.via) for position in positions} == {0, 1, 2}


def test_the_stories_together_show_every_form_of_quotation() -> None:
    between = [
        text_of(story)[first.end : second.start]
        for story in STORIES
        for quote in gold_of(story).quotes
        for first, second in zip(quote.spans, quote.spans[1:], strict=False)
    ]
    assert any("\n\n" in gap for gap in between), "re-opened in a new paragraph"
    assert any("\n\n" not in gap for gap in between), "split by its tag"
    quotes = [quote for story in STORIES for quote in gold_of(story).quotes]
    assert any(re.search(r"[.!?] \S", q.spans[0].text) for q in quotes), "two sentences"
    assert any(q.via for q in quotes), "passed on by somebody else"
    assert any(q.speaker and q.cue is None for q in quotes), "goes on without a tag"
