"""A tiny annotated story and predictions about it, for the tests of `evals`."""

from pathlib import Path
from typing import Any

import yaml

from evals.case import Case, read_cases
from evals.draft import parse_draft
from evals.prediction import (
    PredictedClaim,
    PredictedPoint,
    PredictedQuote,
    PredictedSource,
    PredictedStand,
    Prediction,
    Ranges,
)
from evals.story import Story
from summarizer.schema import Span

DRAFT = """\
id: en-agency-tiny
language: en
genre: agency
split: dev
features: [witness]
title: Barge hits pier
furniture: [Barge hits pier]
text: |
  Barge hits pier

  A fuel barge hit the ferry pier on Monday, the Harbour Authority said.

  “Nobody was hurt at all,” said Dana Wirth, its spokeswoman.

  Two dockers told the Zephyr that diesel had leaked into the basin. Wirth denied that report.

  “There is no leak at all,” the voice said, “and there was none.”

  The pier opened in 1921.
sources:
  harbour: {name: Harbour Authority, kind: government, naming: named, role: subject}
  wirth: {name: Dana Wirth, aliases: [Wirth], kind: person, naming: named, role: spokesperson}
  dockers: {name: Two dockers, kind: group, naming: described, role: witness}
  zephyr: {name: Zephyr, kind: media, naming: named}
quotes:
  - {words: "Nobody was hurt at all,", kind: direct, speaker: wirth, cue: said}
  - words: ["There is no leak at all,", and there was none.]
    kind: direct
    speaker: wirth
    cue: said
claims:
  - text: A fuel barge hit the ferry pier on Monday.
    evidence: A fuel barge [...] said.
    status: attributed
    positions:
      - {source: harbour, stance: asserts, cue: said, evidence: A fuel barge hit the ferry pier}
  - text: Nobody was hurt when the barge hit the pier.
    evidence: “Nobody was hurt [...] spokeswoman.
    status: attributed
    positions:
      - {source: wirth, stance: asserts, cue: said, evidence: "Nobody was hurt at all,"}
  - text: Diesel leaked into the basin.
    evidence: ["Two dockers [...] report.", "“There is [...] none.”"]
    status: disputed
    positions:
      - source: dockers
        via: [zephyr]
        stance: asserts
        cue: told
        evidence: diesel had leaked into the basin
      - {source: wirth, stance: denies, cue: denied, evidence: that report}
      - source: wirth
        stance: denies
        cue: said
        evidence: ["There is no leak at all,", and there was none.]
  - text: The pier opened in 1921.
    evidence: The pier opened in 1921.
    status: reported
synopsis:
  - {text: A barge hit a pier and nobody was hurt., claims: [1, 2]}
  - {text: A leak is disputed., claims: [3]}
"""


def drafted(**changes: object) -> str:
    """Return the draft with other parts at its top level, as YAML; None takes a part away."""
    draft: dict[str, Any] = yaml.safe_load(DRAFT) | changes
    kept = {key: value for key, value in draft.items() if value is not None}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)


def story(**changes: object) -> Story:
    """Return the story of the draft."""
    return parse_draft(drafted(**changes), "tiny.yaml")


def case_of(folder: Path, *stories: Story) -> Case:
    """Return the first of some stories (or the tiny one) as a case."""
    return cases_of(folder, *stories)[0]


def cases_of(folder: Path, *stories: Story) -> tuple[Case, ...]:
    """Return stories as cases, read from a gold file in the folder."""
    return read_cases(gold_file(folder, *stories))


def gold_file(folder: Path, *stories: Story) -> Path:
    """Write a gold file of some stories, or of the tiny one."""
    file = folder / "gold.jsonl"
    rows = [each.model_dump_json() + "\n" for each in stories or (story(),)]
    file.write_text("".join(rows), encoding="utf-8")
    return file


def ranges(*spans: Span) -> Ranges:
    """Return the offsets of spans."""
    return tuple((s.start, s.end) for s in spans)


def at(text: str, *words: str) -> Ranges:
    """Return where words stand first."""
    return tuple((text.index(w), text.index(w) + len(w)) for w in words)


def perfect(gold: Story) -> Prediction:
    """Return what a system finds that finds exactly the gold."""
    names = {s.id: s.name for s in gold.sources}
    stands = tuple(
        PredictedStand(
            ranges=ranges(*p.evidence),
            source=names[p.source],
            via=tuple(names[v] for v in p.via),
            stance=p.stance,
            certainty=p.certainty,
            claim=i,
        )
        for i, c in enumerate(gold.claims)
        for p in c.positions
    )
    return Prediction(
        id=gold.id,
        quotes=tuple(
            PredictedQuote(
                ranges=ranges(*q.spans),
                kind=q.kind,
                speaker=names[q.speaker] if q.speaker else None,
            )
            for q in gold.quotes
        ),
        stands=stands,
        claims=tuple(
            PredictedClaim(ranges=ranges(*c.evidence), status=c.status) for c in gold.claims
        ),
        sources=tuple(
            PredictedSource(
                name=s.name, aliases=s.aliases, kind=s.kind, naming=s.naming, role=s.role
            )
            for s in gold.sources
        ),
        synopsis=tuple(PredictedPoint(claims=p.claims, is_supported=True) for p in gold.synopsis),
        n_texts=len(stands) + len(gold.quotes),
    )


def changed(found: Prediction, part: str, place: int, **fields: object) -> Prediction:
    """Return a prediction in which one item of one part has other fields."""
    items = list(getattr(found, part))
    items[place] = items[place].model_copy(update=fields)
    return found.model_copy(update={part: tuple(items)})


def without(found: Prediction, part: str, *places: int) -> Prediction:
    """Return a prediction without some items of one part."""
    items = [x for i, x in enumerate(getattr(found, part)) if i not in places]
    return found.model_copy(update={part: tuple(items)})
