"""Checks of the gold set: exact offsets, known ids, full coverage, every feature somewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from pydantic import BaseModel

from summarizer.schema import Span

from .story import GoldClaim, Story

__all__ = ["FEATURES", "faults", "set_faults"]

FEATURES = frozenset(
    """
    pronoun_speaker far_speaker same_surname spokesperson_for officials_said denial_of_other
    partial_confirmation two_outlets retraction no_comment not_verified negated_report
    numbers_differ nested_quotes quote_over_paragraphs scare_quotes titles_in_quotes expert witness
    document_source acronym described_later_named inverted_tag mid_tag long_tag no_cue_quote
    single_quotes straight_quotes hedged conditional speech_in_subjunctive planted_instruction
    """.split()  # noqa: SIM905 - a list would take a line a word
)
_UNCOMMITTED = ("has_not_confirmed", "declines_to_comment")
_OPENING = re.compile("[“„«「『]")
_WORD = re.compile(r"\w+")
_SYNOPSIS = range(2, 4)


def faults(story: Story) -> list[str]:
    """Return everything that is wrong with one story, each in a line that names the place."""
    return [f"{story.id}: {fault}" for fault in (*_of_spans(story), *_of_ids(story), *_of(story))]


def set_faults(stories: Sequence[Story]) -> list[str]:
    """Return what is wrong with the stories as a set."""
    found = [fault for story in stories for fault in faults(story)]
    ids = [s.id for s in stories]
    found += [f"{i}: stands {ids.count(i)} times" for i in sorted(set(ids)) if ids.count(i) > 1]
    missing = FEATURES - {f for s in stories for f in s.features}
    found += [f"no story has the feature {feature}" for feature in sorted(missing)]
    return found


def _of_spans(story: Story) -> Iterator[str]:
    for span in _spans(story):
        if story.text[span.start : span.end] != span.text:
            yield f"the span {span.start}-{span.end} is not the text's"
        if span.text != span.text.strip():
            yield f"white space at an end of {span.text[:60]!r}"


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _spans(getattr(value, name))
    elif isinstance(value, tuple):
        for part in cast("tuple[object, ...]", value):
            yield from _spans(part)


def _of_ids(story: Story) -> Iterator[str]:
    known = {s.id: s.name for s in story.sources}
    used = {p for c in story.claims for each in c.positions for p in (each.source, *each.via)}
    used |= {p for q in story.quotes for p in (q.speaker, *q.via) if p}
    for unused in sorted(known.keys() - used):
        yield f"the source {known[unused]!r} says nothing"
    for source in story.sources:
        for name in (source.name, *source.aliases):
            if name not in story.text:
                yield f"the name {name!r} is not printed"
        for field in (source.affiliation, source.expertise):
            if field and field not in story.text:
                yield f"{field!r} of {source.name!r} is not printed"
        if source.expertise and source.role != "expert":
            yield f"only experts have expertise: {source.name!r}"
    for point in story.synopsis:
        if not point.claims or not all(0 <= n < len(story.claims) for n in point.claims):
            yield f"the synopsis sentence {point.text[:40]!r} cites no claim or an unknown one"


def _of(story: Story) -> Iterator[str]:
    yield from (f"unknown feature {f!r}" for f in story.features if f not in FEATURES)
    if len(story.synopsis) not in _SYNOPSIS:
        yield "the synopsis has not two or three sentences"
    if not story.text.startswith(story.title):
        yield "the text does not begin with the title"
    for number, claim in enumerate(story.claims, 1):
        yield from (f"claim {number}: {fault}" for fault in _of_claim(claim))
    covered = [*story.furniture, *(e for c in story.claims for e in c.evidence)]
    for line in _outside(story.text, covered):
        yield f"in no claim's evidence: {line[:80]!r}"
    quoted = [s for q in story.quotes for s in q.spans]
    for mark in _OPENING.finditer(story.text):
        at = mark.end()
        # a German or » « closing mark looks like an opening one
        known = any(s.start - 1 <= at <= s.end + 1 for s in quoted)
        if not known and not any(f.start <= at <= f.end for f in story.furniture):
            yield f"no quote is annotated at {story.text[at - 1 : at + 40]!r}"


def _of_claim(claim: GoldClaim) -> Iterator[str]:
    if bool(claim.positions) == (claim.status == "reported"):
        yield f"status {claim.status} with {len(claim.positions)} positions"
    for position in claim.positions:
        if (position.certainty == "unstated") != (position.stance in _UNCOMMITTED):
            yield f"certainty {position.certainty} of a source that {position.stance}"
        for span in (*position.evidence, *([position.cue] if position.cue else [])):
            if not any(e.start <= span.start and span.end <= e.end for e in claim.evidence):
                yield f"not in the claim's evidence: {span.text[:60]!r}"
        if position.source in position.via:
            yield f"{position.source} passes on its own words"


def _outside(text: str, covered: Iterable[Span]) -> Iterator[str]:
    """The words of the text that no span covers, in runs."""
    bare = list(text)
    for span in covered:
        bare[span.start : span.end] = " " * (span.end - span.start)
    for run in re.split(r"\s{3,}|\n", "".join(bare)):
        if _WORD.search(run):
            yield run.strip()
