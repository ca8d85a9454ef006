"""How a summary's parts are said in words: the same on a terminal and in notes."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..schema import Check, Position, Quote, Source, Stance, Summary, Usage
from .plain import plain

__all__ = ["Failure", "Wording"]

_STANCES: dict[Stance, str] = {
    "asserts": "says so",
    "confirms": "confirms",
    "denies": "denies",
    "disputes": "disputes",
    "has_not_confirmed": "has not confirmed",
    "declines_to_comment": "declines to comment",
    "retracts": "takes it back",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that failed, and what it is about."""

    about: str
    """The id of a claim, source or quote; empty for the article as a whole."""
    check: str
    reason: str


class Wording:
    """Says the parts of one summary, whose sources it knows by id; what it returns is plain."""

    def __init__(self, summary: Summary) -> None:
        self._summary = summary
        self._names = {source.id: plain(source.name) for source in summary.sources}

    def title(self) -> str:
        """Say which article it is."""
        article = self._summary.article
        return plain(article.title or article.id)

    def imprint(self) -> str:
        """Say who published the article, and when; empty if that is not known."""
        article = self._summary.article
        parts = (article.publisher, article.byline, article.published, article.url)
        return ", ".join(plain(part) for part in parts if part)

    def names(self, ids: Iterable[str]) -> str:
        """Name sources, nearest the article first."""
        return ", ".join(self._names.get(i, plain(i)) for i in ids)

    def stand(self, position: Position) -> str:
        """Say who takes which stand: "two dockers (via Tarn Courier): says so"."""
        stance = _STANCES[position.stance]
        if position.certainty in {"probable", "possible"}:
            stance = f"{stance} ({position.certainty})"
        return f"{self.voice(position.source, position.via)}: {stance}"

    def voice(self, source: str, via: tuple[str, ...]) -> str:
        """Name a source and those who pass on what it says."""
        passed = f" (via {self.names(via)})" if via else ""
        return f"{self.names([source])}{passed}"

    def words(self, quote: Quote) -> str:
        """Show the words of a quotation, its pieces joined."""
        return f"“{' … '.join(plain(span.text) for span in quote.spans)}”"

    def speaker(self, quote: Quote) -> str:
        """Say whose words they are."""
        if quote.kind == "not_speech":
            return "not speech"
        return self.voice(quote.speaker, quote.via) if quote.speaker else "nobody found"

    def kind(self, source: Source) -> str:
        """Say what a source is, and in what capacity it speaks."""
        parts = (
            source.kind,
            source.role if source.role != "other" else None,
            "unnamed" if source.naming == "described" else None,
        )
        return ", ".join(part for part in parts if part)

    def background(self, source: Source) -> str:
        """Say what the article prints of a source: other names, affiliation, expertise."""
        aliases = f"also {', '.join(source.aliases)}" if source.aliases else None
        parts = (aliases, source.expertise, source.affiliation)
        return plain("; ".join(part for part in parts if part))

    def failures(self) -> tuple[Failure, ...]:
        """Return every check that failed, the article's own first."""
        summary = self._summary
        filed: list[tuple[str, tuple[Check, ...]]] = [("", summary.checks)]
        filed += [(item.id, item.checks) for item in summary.claims]
        filed += [(item.id, item.checks) for item in summary.sources]
        filed += [(item.id, item.checks) for item in summary.quotes]
        return tuple(
            Failure(about, plain(check.name).replace("_", " "), plain(check.reason))
            for about, checks in filed
            for check in checks
            if check.verdict == "failed"
        )

    def cost(self) -> str:
        """Say in one line what the summary cost, and what made it."""
        return f"{_usage(self._summary.usage)}; {plain(self._summary.provenance.model)}"


def _usage(usage: Usage) -> str:
    parts = [_count(usage.requests, "question")]
    if usage.cached:
        parts.append(f"{usage.cached:,} from the cache")
    if usage.attempts:
        parts.append(_count(usage.attempts, "HTTP request"))
    if usage.reasks:
        parts.append(f"{usage.reasks:,} after an unusable reply")
    if usage.repairs:
        parts.append(f"{usage.repairs:,} asked again")
    about = "about " if usage.is_estimated else ""
    if usage.input_tokens is None or usage.output_tokens is None:
        parts.append("tokens unknown")
    else:
        parts.append(f"{about}{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out")
    if usage.cost_usd:  # nothing: a cached answer, or the embedded model
        parts.append(f"{about}${usage.cost_usd:.4f}")
    return ", ".join(parts)


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
