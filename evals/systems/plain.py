"""One plain instructor call with the schema that everybody writes first: the model copies."""

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from ..case import Case
from ..locate import Locator
from ..prediction import PredictedClaim, PredictedQuote, PredictedStand, Prediction

if TYPE_CHECKING:
    from summarizer.schema import Status

__all__ = ["predict"]

_PROMPT = (
    "You are a fact-checker. Read the news article and extract every claim it makes, with the "
    "verbatim evidence from the article, the source of the claim as named in the article, and "
    "whether it is confirmed, unconfirmed, disputed or denied. Also extract every direct quote, "
    "word for word, with its speaker."
)
_MAX_TOKENS = 3_000


class _Claim(BaseModel):
    claim: str = Field(description="The claim in one sentence")
    evidence: str = Field(description="Verbatim sentence from the article that supports it")
    source: str = Field(description="Who makes the claim, as named in the article")
    status: Literal["confirmed", "unconfirmed", "disputed", "denied"]


class _Quote(BaseModel):
    quote: str = Field(description="The exact words between the quotation marks")
    speaker: str = Field(description="Full name of the speaker")


class _Record(BaseModel):
    claims: list[_Claim]
    quotes: list[_Quote]


async def predict(case: Case, address: str) -> Prediction:
    """Ask once, and look up what comes back."""
    import instructor  # noqa: PLC0415 - heavy, and not every system needs it
    from openai import AsyncOpenAI  # noqa: PLC0415

    async with AsyncOpenAI(base_url=address, api_key="none", max_retries=0, timeout=1800) as openai:
        client = instructor.from_openai(openai, mode=instructor.Mode.JSON_SCHEMA)
        try:
            record = await client.chat.completions.create(
                model="local",
                response_model=_Record,
                max_retries=1,
                max_tokens=_MAX_TOKENS,
                temperature=0,
                messages=[
                    {"role": "system", "content": _PROMPT},
                    {"role": "user", "content": case.text},
                ],
            )
        except Exception as error:  # noqa: BLE001 - whatever went wrong is the system's result
            return Prediction(id=case.id, error=type(error).__name__)
    return _prediction(case, record)


def _prediction(case: Case, record: _Record) -> Prediction:
    locator = Locator(case.text)
    statuses: dict[str, Status] = {
        "confirmed": "confirmed",
        "unconfirmed": "unconfirmed",
        "disputed": "disputed",
        "denied": "denied",
    }
    found = [(c, locator.find(c.evidence)) for c in record.claims]
    spoken = [(q, Locator(case.text).find(q.quote)) for q in record.quotes]
    kept = [(c, ranges) for c, ranges in found if ranges]
    covered = [r for _, ranges in kept for r in ranges]
    stands = [
        PredictedStand(ranges=ranges, source=c.source, claim=i)
        for i, (c, ranges) in enumerate(kept)
    ]
    # a quotation that is in no claim's evidence is an attribution as well: the kinder reading
    stands += [
        PredictedStand(ranges=ranges, source=q.speaker)
        for q, ranges in spoken
        if ranges and not any(a < d and c < b for a, b in ranges for c, d in covered)
    ]
    return Prediction(
        id=case.id,
        quotes=tuple(
            PredictedQuote(ranges=ranges, speaker=q.speaker) for q, ranges in spoken if ranges
        ),
        stands=tuple(stands),
        claims=tuple(PredictedClaim(ranges=r, status=statuses[c.status]) for c, r in kept),
        n_texts=len(found) + len(spoken),
        n_lost=sum(r is None for _, r in found) + sum(r is None for _, r in spoken),
    )
