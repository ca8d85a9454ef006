"""Drafts: a story and its annotations as people write them, turned into exact spans."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from summarizer.schema import (
    Certainty,
    QuoteKind,
    SourceKind,
    SourceRole,
    Span,
    Stance,
    Status,
)

from .story import (
    Genre,
    GoldClaim,
    GoldPoint,
    GoldPosition,
    GoldQuote,
    GoldSource,
    Story,
)

__all__ = ["DraftError", "build", "parse_draft", "read_draft"]

_SKIP = " [...] "
_PLACE = re.compile(r"(?P<words>.*\S) #(?P<place>\d+)$", re.DOTALL)


class DraftError(ValueError):
    """A draft that cannot be built; says which item, and what to do."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


_Words = Annotated[list[str], BeforeValidator(_listed), Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Source(_Part):
    name: str
    aliases: list[str] = []
    kind: SourceKind
    naming: Literal["named", "described"]
    role: SourceRole = "other"
    affiliation: str | None = None
    expertise: str | None = None


class _Quote(_Part):
    words: _Words
    kind: QuoteKind
    speaker: str | None = None
    via: list[str] = []
    cue: str | None = None


class _Position(_Part):
    source: str
    via: list[str] = []
    stance: Stance
    certainty: Certainty | None = None
    cue: str | None = None
    evidence: _Words


class _Claim(_Part):
    text: str
    evidence: _Words
    status: Status
    positions: list[_Position] = []


class _Point(_Part):
    text: str
    claims: list[int]


class _Draft(_Part):
    id: str
    language: str
    genre: Genre
    split: Literal["dev", "test"]
    features: list[str] = []
    title: str
    furniture: list[str]
    text: str
    sources: dict[str, _Source]
    quotes: list[_Quote] = []
    claims: list[_Claim]
    synopsis: list[_Point]


def read_draft(path: Path) -> Story:
    """Read one draft and build it; raises what `parse_draft` raises."""
    return parse_draft(path.read_text(encoding="utf-8"), path.name)


def parse_draft(text: str, name: str) -> Story:
    """Build the story that a draft in YAML describes.

    Raises:
        DraftError: not YAML, a field is missing or wrong, or words are not in the text; begins
            with the name.
    """
    try:
        data: Any = yaml.safe_load(text)
        draft = _Draft.model_validate(data)
    except yaml.YAMLError as error:
        raise DraftError(f"{name}: not YAML: {error}") from error
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        raise DraftError(f"{name}: {wrong}") from error
    try:
        return build(draft)
    except DraftError as error:
        raise DraftError(f"{name}: {error}") from error


def build(draft: _Draft) -> Story:
    """Find all words of a draft in its text."""
    text = draft.text.strip("\n") + "\n"
    ids = {key: f"s{i}" for i, key in enumerate(draft.sources, 1)}
    return Story(
        id=draft.id,
        language=draft.language,
        genre=draft.genre,
        split=draft.split,
        features=tuple(draft.features),
        title=draft.title,
        text=text,
        furniture=tuple(_find(text, words, "furniture") for words in draft.furniture),
        sources=tuple(
            GoldSource(id=ids[key], **source.model_dump()) for key, source in draft.sources.items()
        ),
        quotes=tuple(
            sorted(
                (_quote(text, q, ids, f"quote {i}") for i, q in enumerate(draft.quotes, 1)),
                key=lambda q: q.spans[0].start,
            )
        ),
        claims=tuple(_claim(text, c, ids, f"claim {i}") for i, c in enumerate(draft.claims, 1)),
        synopsis=tuple(
            GoldPoint(text=p.text, claims=tuple(n - 1 for n in p.claims)) for p in draft.synopsis
        ),
    )


def _quote(text: str, quote: _Quote, ids: Mapping[str, str], where: str) -> GoldQuote:
    spans = tuple(_find(text, words, where) for words in quote.words)
    return GoldQuote(
        spans=spans,
        kind=quote.kind,
        speaker=_id(quote.speaker, ids, where) if quote.speaker else None,
        via=tuple(_id(key, ids, where) for key in quote.via),
        cue=_nearest(text, quote.cue, spans, where) if quote.cue else None,
    )


def _claim(text: str, claim: _Claim, ids: Mapping[str, str], where: str) -> GoldClaim:
    evidence = tuple(sorted((_find(text, w, where) for w in claim.evidence), key=_start))
    return GoldClaim(
        text=claim.text,
        evidence=evidence,
        positions=tuple(
            _position(text, p, ids, evidence, f"{where} position {i}")
            for i, p in enumerate(claim.positions, 1)
        ),
        status=claim.status,
    )


def _position(
    text: str, position: _Position, ids: Mapping[str, str], within: Sequence[Span], where: str
) -> GoldPosition:
    evidence = tuple(_find(text, w, where, within) for w in position.evidence)
    uncommitted = position.stance in ("has_not_confirmed", "declines_to_comment")
    return GoldPosition(
        source=_id(position.source, ids, where),
        via=tuple(_id(key, ids, where) for key in position.via),
        stance=position.stance,
        certainty=position.certainty or ("unstated" if uncommitted else "certain"),
        cue=_nearest(text, position.cue, evidence, where, within) if position.cue else None,
        evidence=tuple(sorted(evidence, key=_start)),
    )


def _start(span: Span) -> int:
    return span.start


def _id(key: str, ids: Mapping[str, str], where: str) -> str:
    if key not in ids:
        raise DraftError(f"{where}: no source has the key {key!r}")
    return ids[key]


def _find(text: str, words: str, where: str, within: Sequence[Span] = ()) -> Span:
    """Find words in the text, in the evidence of their claim where they have one."""
    numbered = _PLACE.fullmatch(words)
    wanted = numbered["words"] if numbered else words
    places = [p for p in _places(text, wanted) if not within or _inside(p, within)]
    if not places:
        there = "in the claim's evidence" if within else "in the text"
        raise DraftError(f"{where}: not {there}: {wanted!r}")
    place = int(numbered["place"]) if numbered else 1
    if (len(places) > 1 and not numbered) or not 1 <= place <= len(places):
        raise DraftError(
            f"{where}: stands {len(places)} times: {wanted!r}; lengthen it, or add ' #2'"
        )
    start, end = places[place - 1]
    return Span(start=start, end=end, text=text[start:end])


def _inside(place: tuple[int, int], within: Sequence[Span]) -> bool:
    return any(w.start <= place[0] and place[1] <= w.end for w in within)


def _is_whole(text: str, place: tuple[int, int]) -> bool:
    before, after = text[: place[0]][-1:], text[place[1] :][:1]
    return not (before.isalnum() or after.isalnum())


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Every place of words; of words with a gap each beginning with the next end."""
    head, gap, tail = words.partition(_SKIP)
    places: list[tuple[int, int]] = []
    for match in re.finditer(re.escape(head), text):
        end = text.find(tail, match.end()) + len(tail) if gap else match.end()
        if end >= match.end():
            places.append((match.start(), end))
    return places


def _nearest(
    text: str, cue: str, to: Sequence[Span], where: str, within: Sequence[Span] = ()
) -> Span:
    """The place of a cue that is nearest to the words it reports, outside of them."""
    found = [
        (m.start(), m.end())
        for m in re.finditer(re.escape(cue), text)
        if not within or _inside(m.span(), within)
    ]
    # whole words where the script parts words: "said", not the end of "aforesaid"
    places = [p for p in found if _is_whole(text, p)] or found
    if not places:
        raise DraftError(f"{where}: the cue is not there: {cue!r}")

    def distance(place: tuple[int, int]) -> tuple[bool, int]:
        meets = any(s.start < place[1] and place[0] < s.end for s in to)
        return meets, min(max(s.start - place[1], place[0] - s.end, 0) for s in to)

    start, end = min(places, key=distance)
    return Span(start=start, end=end, text=text[start:end])
