"""What a batch would send and take: measured on rows that are there, or else assumed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...batch import articles_at_once
from ...clients.endpoint import Endpoint
from ...core.ask.tokens import estimated_tokens
from ...core.flow import Flow, Plan
from ...formats.fields import Row
from ...schema import Article
from ...settings import Settings
from .measured import Measured
from .sample import drawn

__all__ = ["Estimate", "assumed", "measured"]

_N_LOOKED_AT = 200
"""Articles whose requests are built: a few seconds, where a million would take hours."""
_TOKENS_OF_AN_ANSWER = 25  # small: a number and a name
_TOKENS_FOR_A_TOKEN = 3  # large: the record of an article is three times as long as the article


@dataclass(frozen=True, slots=True)
class Estimate:
    """What all articles come to that are to be done."""

    requests: float
    tokens_in: float
    tokens_out: float
    seconds: tuple[float, float]
    """The least and the most that is likely, if no limit for a minute makes it longer."""
    basis: str
    """What it rests on, for the user."""

    def seconds_within(self, settings: Settings) -> tuple[float, float]:
        """Return the least and the most time that is likely with these limits for a minute."""
        limits = (
            (self.requests, settings.requests_per_minute),
            (self.tokens_in + self.tokens_out, settings.tokens_per_minute),
        )
        least = max((60 * amount / limit for amount, limit in limits if limit), default=0.0)
        low, high = self.seconds
        return max(low, least), max(high, least)


@dataclass(frozen=True, slots=True)
class _Pace:
    """How fast requests are answered."""

    wait_s: float
    tokens_in_per_s: float
    tokens_out_per_s: float
    at_once: int

    def seconds(self, requests: float, tokens_in: float, tokens_out: float) -> float:
        speaking = tokens_in / self.tokens_in_per_s + tokens_out / self.tokens_out_per_s
        return (self.wait_s * requests + speaking) / max(min(self.at_once, requests), 1)


def measured(articles: Iterable[Article], by: Measured, settings: Settings, plan: Plan) -> Estimate:
    """Estimate by what other articles of the same settings took.

    Args:
        articles: what is to be done; read to its end.
        by: the articles that are done.
        settings: how many go at once.
        plan: how articles are asked about.
    """
    n = sum(1 for _ in articles)
    at_once = max(min(articles_at_once(settings, plan), n), 1)
    low, high = by.seconds
    return Estimate(
        requests=n * by.requests,
        tokens_in=n * by.tokens_in,
        tokens_out=n * by.tokens_out,
        seconds=(n * low / at_once, n * high / at_once),
        basis=f"measured on {by.n:,} articles that are done with the same settings",
    )


def assumed(
    articles: Iterable[Article], settings: Settings, plan: Plan, endpoint: Endpoint
) -> Estimate:
    """Estimate by the first requests of some articles, and by how fast models mostly are.

    Args:
        articles: what is to be done; read to its end.
        settings: how many requests go at once.
        plan: how articles are asked about.
        endpoint: whom they are sent to.
    """
    lengths: list[int] = [0, 0]  # articles, code points
    looked_at = drawn(_counted(articles, lengths), _N_LOOKED_AT)
    found = [row.article for row in looked_at if isinstance(row.article, Article)]
    scale = lengths[1] / max(sum(len(article.text) for article in found), 1)
    requests, tokens_in, tokens_out = (scale * n for n in _first_round(found, plan))
    fast, slow = _paces(settings.concurrency, endpoint)
    part = f"; requests counted on {len(found):,} articles" if len(found) < lengths[0] else ""
    return Estimate(
        requests=requests,
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        seconds=(
            fast.seconds(requests, tokens_in, tokens_out),
            slow.seconds(requests, tokens_in, tokens_out),
        ),
        basis=f"assumed: {_words(fast, slow, plan)}{part}",
    )


def _counted(articles: Iterable[Article], lengths: list[int]) -> Iterator[Row]:
    for article in articles:
        lengths[0] += 1
        lengths[1] += len(article.text)
        yield Row("", article)


def _first_round(articles: Iterable[Article], plan: Plan) -> tuple[int, int, int]:
    """Count requests, tokens in and tokens out."""
    n_requests = n_in = n_out = 0
    for article in articles:
        requests = Flow(article, plan).requests
        n_requests += len(requests)
        n_in += sum(estimated_tokens(m.content) for r in requests for m in r.messages)
        if plan.profile == "small":
            n_out += len(requests) * _TOKENS_OF_AN_ANSWER
        else:
            n_out += estimated_tokens(article.text) * _TOKENS_FOR_A_TOKEN
    return n_requests, n_in, n_out


def _paces(concurrency: int, endpoint: Endpoint) -> tuple[_Pace, _Pace]:
    """Return how fast it is at best and at worst, as far as one can tell without asking."""
    if not endpoint.is_loopback:
        return _Pace(0.5, 10_000, 150, concurrency), _Pace(3.0, 1_000, 30, concurrency)
    # a server here may answer several at once; the embedded engine does not
    at_once = 1 if endpoint.base_url is None else concurrency
    return _Pace(0.0, 500, 50, at_once), _Pace(0.1, 50, 5, 1)


def _words(fast: _Pace, slow: _Pace, plan: Plan) -> str:
    answer = (
        f"{_TOKENS_OF_AN_ANSWER} tokens an answer"
        if plan.profile == "small"
        else f"{_TOKENS_FOR_A_TOKEN} tokens out for each of an article, none for thinking"
    )
    speed = f"{slow.tokens_out_per_s:g} to {fast.tokens_out_per_s:g} tokens a second each"
    at_once = " to ".join(f"{n}" for n in sorted({slow.at_once, fast.at_once}))
    return f"{answer}; {at_once} requests at once, {speed}"
