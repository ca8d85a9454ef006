"""What a user would write instead: instructor over openai, `gather` and a semaphore."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Literal

import instructor
from openai import AsyncOpenAI
from pydantic import BaseModel, Field

__all__ = ["run"]

_PROMPT = (
    "You are a fact-checker. Read the news article and extract every claim it makes, with the "
    "verbatim evidence from the article, the source of the claim as named in the article, and "
    "whether it is confirmed, unconfirmed, disputed or denied. Also extract every direct quote, "
    "word for word, with its speaker. "
).ljust(3_400, ".")
"""With as much behind it as our instructions have, so that both send the same."""


class Claim(BaseModel):
    """A statement of the article."""

    claim: str = Field(description="The claim in one sentence")
    evidence: str = Field(description="Verbatim sentence from the article that supports it")
    source: str = Field(description="Who makes the claim, as named in the article")
    status: Literal["confirmed", "unconfirmed", "disputed", "denied"]


class Quote(BaseModel):
    """Somebody's own words."""

    quote: str = Field(description="The exact words between the quotation marks")
    speaker: str = Field(description="Full name of the speaker")


class Record(BaseModel):
    """Everything that is asked for."""

    claims: list[Claim]
    quotes: list[Quote]


async def run(texts: Iterable[str], url: str, *, concurrency: int) -> int:
    """Ask about all texts; returns how many were answered.

    Args:
        texts: of the articles.
        url: of the server.
        concurrency: requests at once.
    """
    logging.getLogger("instructor").setLevel(logging.CRITICAL)  # it tells each refusal twice
    gate = asyncio.Semaphore(concurrency)
    async with AsyncOpenAI(base_url=url, api_key="none") as openai:
        client = instructor.from_openai(openai, mode=instructor.Mode.JSON_SCHEMA)

        async def one(text: str) -> Record:
            async with gate:
                return await client.chat.completions.create(
                    model="bench",
                    response_model=Record,
                    temperature=0,
                    max_tokens=16_000,
                    messages=[
                        {"role": "system", "content": _PROMPT},
                        {"role": "user", "content": text},
                    ],
                )

        records = await asyncio.gather(*map(one, texts), return_exceptions=True)
    return sum(isinstance(record, Record) for record in records)
