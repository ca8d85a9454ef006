"""The record's nouns: frozen pydantic models, from claims and sources up to the summary.

Terms are the field's own: source, cue and content from PARC 3.0 and PolNeAR, certainty "relative to
a source" from FactBank, roles after the Global Media Monitoring Project. Offsets: see `article`.
"""

from typing import Literal

from .article import Article, ArticleInfo, Noun, Span

__all__ = [
    "Article",
    "ArticleInfo",
    "Certainty",
    "Check",
    "Claim",
    "Expert",
    "Noun",
    "Position",
    "PromptInfo",
    "Provenance",
    "Quote",
    "QuoteKind",
    "Source",
    "SourceKind",
    "SourceRole",
    "Span",
    "Stance",
    "Status",
    "Summary",
    "SynopsisSentence",
    "Usage",
    "Verdict",
]

SourceKind = Literal["person", "organization", "government", "media", "document", "group"]
SourceRole = Literal["spokesperson", "expert", "witness", "subject", "other"]
QuoteKind = Literal["direct", "mixed", "not_speech"]
Stance = Literal[
    "asserts",
    "confirms",
    "denies",
    "disputes",
    "has_not_confirmed",
    "declines_to_comment",
    "retracts",
]
Certainty = Literal["certain", "probable", "possible", "unstated"]
Status = Literal[
    "retracted", "disputed", "denied", "confirmed", "unconfirmed", "attributed", "reported"
]
Verdict = Literal["passed", "repaired", "failed"]


class Check(Noun):
    """One test of the result against the article, and how it came out."""

    name: str
    """What was tested, such as `source_in_article` or `numbers_in_evidence`."""
    verdict: Verdict
    """`repaired`: failed at first, passed after the model was asked again."""
    reason: str
    """Why, in one sentence; empty when there is nothing to explain."""
    spans: tuple[Span, ...] = ()
    """The places in the article that the check is about."""


class Source(Noun):
    """Someone or something cited by the article."""

    id: str
    """`s1`, `s2` … in order of first mention."""
    name: str
    """The fullest name that the article prints for it."""
    aliases: tuple[str, ...] = ()
    """Other names the article prints for the same source."""
    kind: SourceKind
    """What it is."""
    naming: Literal["named", "described"]
    """`described`: anonymous, known only by a description such as "a senior official"."""
    role: SourceRole = "other"
    """In what capacity it speaks here."""
    affiliation: str | None = None
    """Whom it belongs to, as printed in the article."""
    expertise: str | None = None
    """What makes it an expert, as printed in the article."""
    mentions: tuple[Span, ...]
    """Where the article names it (not its pronouns)."""
    checks: tuple[Check, ...] = ()
    """Tests of this source that failed or were repaired."""


class Quote(Noun):
    """Words between quotation marks."""

    id: str
    """`q1`, `q2` … in reading order."""
    spans: tuple[Span, ...]
    """The words between the marks; several for a quote split by its tag or re-opened."""
    kind: QuoteKind
    """`direct`: whole sentences; `mixed`: part of a reported sentence; `not_speech`: scare quotes,
    titles, mottos."""
    speaker: str | None = None
    """Id of the source whose words these are; null if it is not speech or nobody could be found."""
    via: tuple[str, ...] = ()
    """Ids of the sources that pass the words on, nearest the article first."""
    cue: Span | None = None
    """The words that mark it as speech, such as "said"."""
    checks: tuple[Check, ...] = ()
    """Tests of this quote that failed or were repaired."""


class Position(Noun):
    """One source's stand on one claim, as the article tells it."""

    id: str
    """`p1`, `p2` … in reading order."""
    source: str
    """Id of the innermost voice: whose stand it is."""
    stance: Stance
    """What the source does with the claim."""
    certainty: Certainty
    """How sure the source is said to be; `unstated` where it takes no stand."""
    via: tuple[str, ...] = ()
    """Ids of the sources that pass it on, nearest the article first."""
    cue: Span | None = None
    """The words that report it, such as "according to"."""
    evidence: tuple[Span, ...]
    """What was said: the sentence without its attribution, in two pieces if that stood inside."""


class Claim(Noun):
    """A statement that stands alone, with everything that shows who makes it."""

    id: str
    """`c1`, `c2` … in reading order."""
    text: str
    """The statement."""
    wording: Literal["verbatim", "rewritten"]
    """`verbatim`: the article's own words; `rewritten`: the model's, checked against `evidence`."""
    evidence: tuple[Span, ...]
    """The whole sentences that carry it."""
    positions: tuple[Position, ...] = ()
    """Who takes which stand on it; empty if only the article itself says so."""
    status: Status
    """How far it is confirmed, computed from `positions` by fixed rules."""
    because: tuple[str, ...] = ()
    """Ids of the positions that decided `status`."""
    checks: tuple[Check, ...] = ()
    """Tests of this claim that failed or were repaired."""


class SynopsisSentence(Noun):
    """One sentence of the synopsis, with the claims it rests on."""

    text: str
    """The sentence."""
    claims: tuple[str, ...]
    """Ids of the claims it states."""


class Usage(Noun):
    """What the summary cost. Unknown figures are null, never 0."""

    rounds: int = 0
    """Rounds of requests, at most four: extract, repair, link, synopsis."""
    requests: int = 0
    """Questions put to the model or the cache."""
    cached: int = 0
    """Of these, answered from the cache."""
    attempts: int = 0
    """HTTP requests sent, with retries and re-asks."""
    reasks: int = 0
    """Of the attempts, those after a reply that could not be used: it broke its form, or was cut
    off. The other repeats followed a fault of the server or the network."""
    repairs: int = 0
    """Questions asked again because an answer failed a check."""
    input_tokens: int | None = None
    """Tokens sent, as the server counts them."""
    output_tokens: int | None = None
    """Tokens received, as the server counts them."""
    cost_usd: float | None = None
    """Price in US dollars; null: no price is known for the model."""
    is_estimated: bool = False
    """Whether tokens and price are partly our estimate, since the server did not tell them: of a
    request that broke off, what was sent."""


class PromptInfo(Noun):
    """A prompt that was used, pinned by its digest."""

    name: str
    """File name without its ending, such as `tags.v1`."""
    sha256: str
    """Hex SHA-256 of the file."""


class Provenance(Noun):
    """What made the summary, so that it can be made again."""

    model: str
    """The model's name as it was asked for."""
    prompts: tuple[PromptInfo, ...]
    """The prompts that were used."""
    version: str
    """Version of this library."""
    settings: str
    """Hex SHA-256 of the settings that shape a result."""


class Expert(Noun):
    """A source that speaks as an expert, with its words and claims (`Summary.experts`)."""

    source: Source
    """The expert."""
    quotes: tuple[Quote, ...]
    """Its words between quotation marks."""
    claims: tuple[Claim, ...]
    """The claims it takes a stand on."""


class Summary(Noun):
    """The record of one article: what it says, who says so, and how far that is confirmed."""

    article: ArticleInfo
    """What was read."""
    synopsis: tuple[SynopsisSentence, ...]
    """The main points, each citing its claims."""
    claims: tuple[Claim, ...]
    """All statements, in reading order."""
    sources: tuple[Source, ...]
    """Everyone cited, in order of first mention."""
    quotes: tuple[Quote, ...]
    """Everything between quotation marks, in reading order."""
    checks: tuple[Check, ...]
    """Tests of the article as a whole, such as sentences that could not be read."""
    usage: Usage
    """What it cost."""
    provenance: Provenance
    """What made it."""

    @property
    def experts(self) -> tuple[Expert, ...]:
        """The sources with role `expert`, each with its quotes and claims."""
        return tuple(
            Expert(
                source=source,
                quotes=tuple(q for q in self.quotes if q.speaker == source.id),
                claims=tuple(
                    c for c in self.claims if any(p.source == source.id for p in c.positions)
                ),
            )
            for source in self.sources
            if source.role == "expert"
        )
