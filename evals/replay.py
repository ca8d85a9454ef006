"""Stories of ours read with recorded replies: the library at work, without a model.

What is replayed goes the whole way of `summarize`, so a figure that changes was changed by code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from summarizer import Article, AsyncSummarizer, ReplyError, Settings, SummarizerError, Summary
from summarizer.core.ask.request import Client, Reply, Request, Result

from .case import Case
from .prediction import Cost, Prediction
from .replies import Recorded, ReplyFile, digest_of
from .systems.ours import prediction_of

__all__ = [
    "RecordingClient",
    "ReplayClient",
    "Replayed",
    "StaleError",
    "UnansweredError",
    "UnrecordedError",
    "replay",
    "settings",
    "summary_of",
]

AGAIN = "record again with `python -m evals record`"
_SHAPING = ("window_sentences", "context_sentences", "max_output_tokens", "max_chars", "max_tries")
_DEADLINE_S = 86_400.0  # a busy machine records slowly


class UnrecordedError(SummarizerError):
    """The library asks something that it did not ask when replies were recorded."""

    dooms_run = True  # else the library would file it as one failed question, and go on


class UnansweredError(SummarizerError):
    """The endpoint gave no answer while recording, which is no doing of the model's."""

    dooms_run = True  # a recording with a hole would measure the endpoint


class StaleError(SummarizerError):
    """Replies are recorded that the library no longer asks for."""


@dataclass
class ReplayClient:
    """Answers from a file, in no time."""

    rows: Mapping[str, Recorded]
    asked: dict[str, None] = field(default_factory=dict[str, None])
    """Digests of what was asked for, in order."""

    async def complete(self, request: Request) -> Reply:
        """Answer as the model did.

        Raises:
            UnrecordedError: this was never asked.
            SummarizerError: as the model failed.
        """
        digest = digest_of(request)
        self.asked[digest] = None
        row = self.rows.get(digest)
        if row is None:
            raise UnrecordedError(
                f"No reply is recorded for a question of {request.task}:"
                " a prompt or a question changed.",
                hint=AGAIN,
            )
        return _given(row.outcome)

    @property
    def stale(self) -> tuple[Recorded, ...]:
        """The replies that nobody asked for."""
        return tuple(row for digest, row in self.rows.items() if digest not in self.asked)


@dataclass
class RecordingClient:
    """Asks another client what is not known yet, and keeps each reply, and each of its failures."""

    inner: Client
    rows: Mapping[str, Recorded]
    """What is known; `keep` adds to it."""
    keep: Callable[[Recorded], None]
    asked: dict[str, None] = field(default_factory=dict[str, None])
    """Digests of what was asked for, in order."""

    async def complete(self, request: Request) -> Reply:
        """Answer from what is known, or ask.

        Raises:
            UnansweredError: the endpoint's doing, which is not kept.
            SummarizerError: as the model failed.
        """
        digest = digest_of(request)
        self.asked[digest] = None
        if digest not in self.rows:
            outcome = await _outcome(self.inner, request)
            row = Recorded.of(request, outcome)
            if row is None:
                raise UnansweredError(f"A question got no answer: {outcome}")
            if digest not in self.rows:  # else the same question was under way twice
                self.keep(row)
        return _given(self.rows[digest].outcome)


async def _outcome(client: Client, request: Request) -> Result:
    try:
        return await client.complete(request)
    except SummarizerError as error:
        return error


def _given(outcome: Result) -> Reply:
    if isinstance(outcome, SummarizerError):
        raise outcome
    return outcome


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of one story."""

    found: Prediction
    prompts: Mapping[str, str]
    """Digests of the prompts that were used, by name."""


async def replay(case: Case, file: ReplyFile) -> Replayed:
    """Read one story with its recorded replies.

    Raises:
        UnrecordedError: something else is asked now.
        StaleError: a reply is no longer asked for.
    """
    client = ReplayClient(file.rows)
    try:
        read = _replayed(await summary_of(case, client))
    except ReplyError as error:  # the model failed at every question, when recorded as well
        read = Replayed(Prediction(id=case.id, error=type(error).__name__), {})
    if client.stale:
        tasks = ", ".join(sorted({row.task for row in client.stale}))
        raise StaleError(
            f"{len(client.stale)} recorded replies ({tasks}) are never asked for:"
            " a prompt or a question changed.",
            hint=AGAIN,
        )
    return read


def _replayed(summary: Summary) -> Replayed:
    cost = Cost(
        requests=summary.usage.attempts,
        input_tokens=summary.usage.input_tokens or 0,
        output_tokens=summary.usage.output_tokens or 0,
    )
    found = prediction_of(summary).model_copy(update={"cost": cost})
    return Replayed(found, {p.name: p.sha256 for p in summary.provenance.prompts})


async def summary_of(case: Case, client: Client) -> Summary:
    """Summarize a case as a user of a small model does, whoever answers."""
    article = Article(text=case.text, id=case.id, language=case.language)
    async with AsyncSummarizer(settings(), client=client) as summarizer:
        return await summarizer.summarize(article)


def settings(**others: object) -> Settings:
    """Return settings for the small profile that ask alike whatever the environment says."""
    fixed: dict[str, Any] = {name: Settings.model_fields[name].default for name in _SHAPING}
    fixed |= {"profile": "small", "cache": False, "deadline_s": _DEADLINE_S}
    return Settings.model_validate(fixed | others)
