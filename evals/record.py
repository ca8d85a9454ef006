"""Recording: stories of ours read with a model, each reply kept for `replay`."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from summarizer import ReplyError, Settings
from summarizer.clients.connect import connect
from summarizer.clients.local.store import default_model, file_sha256, model_path
from summarizer.core.ask.request import Client

from .case import Case
from .replay import RecordingClient, settings, summary_of
from .replies import REPLIES, Origin, Recorded, ReplyFile, ReplyFileError

__all__ = ["Recorder", "origin_of", "recorded_ids"]

_PATIENCE_S = 7_200.0

Told = Callable[[str], None]
"""Told each line of progress."""


def recorded_ids(folder: Path = REPLIES) -> tuple[str, ...]:
    """Return the stories that have recorded replies."""
    return tuple(sorted(path.stem for path in folder.glob("*.jsonl")))


def origin_of(model: Path | None, server: str | None) -> Origin:
    """Describe what is going to answer.

    Args:
        model: the model's file; None: the local model's.
        server: name and version of what serves it; None: our embedded engine.

    Raises:
        ModelMissingError: the file is not there.
        ReplyFileError: the embedded engine is not installed, so its version is not known.
    """
    file = model or model_path(Settings().model_dir, default_model())
    if server is None:
        try:
            server = f"xllamacpp {version('xllamacpp')}"
        except PackageNotFoundError as error:
            raise ReplyFileError(
                "The embedded engine is not installed.",
                hint="pip install 'summarizer[local]', or name another server with --server",
            ) from error
    return Origin(
        model=file.name,
        sha256=file_sha256(file),
        server=server,
        recorded=datetime.now(UTC).date(),
    )


@dataclass(frozen=True)
class Recorder:
    """Asks the questions about stories and keeps the replies; those that are known stay."""

    origin: Origin
    told: Told
    folder: Path = REPLIES
    asks_again: bool = False
    """Whether what is known is asked again."""

    async def record(
        self, cases: Sequence[Case], *, model: Path | None = None, address: str | None = None
    ) -> None:
        """Record stories one after the other with a model that is started when it is needed.

        Raises:
            SummarizerError: the model cannot be asked, or a file is another model's.
        """
        if address is None:
            asked = {"model": f"local:{model}" if model else "local"}
        else:  # a preset that asks exactly as `local` does
            asked = {"model": f"llamacpp/{self.origin.model}", "base_url": address}
        ours = settings(**asked, concurrency=1, timeout_s=_PATIENCE_S)
        async with connect(ours) as client:
            for case in cases:
                await self.story(case, client)

    async def story(self, case: Case, client: Client) -> None:
        """Record one story.

        Raises:
            SummarizerError: as `record`. What was answered before is kept.
        """
        file = ReplyFile.read(case.id, self.folder)
        if self.asks_again:
            file = ReplyFile(file.path)
        elif file.origin is not None and not file.origin.agrees_with(self.origin):
            raise ReplyFileError(
                f"{file.path.name} was recorded with {file.origin.model} ({file.origin.sha256[:8]})"
                f" behind {file.origin.server}, not with {self.origin.model}"
                f" ({self.origin.sha256[:8]}) behind {self.origin.server}.",
                hint="--again asks everything anew",
            )
        n_known = len(file.rows)
        n_new = 0

        def keep(row: Recorded) -> None:
            nonlocal n_new
            file.append(row, self.origin)
            n_new += 1
            cost = f"{row.input_tokens} in {row.output_tokens} out"
            self.told(f"{case.id}: reply {n_new} ({row.task}) {row.error or cost}")

        recording = RecordingClient(client, file.rows, keep)
        with suppress(ReplyError):  # the model failed at every question: recorded so
            await summary_of(case, recording)
        stale = file.rows.keys() - recording.asked.keys()
        if n_new or stale:
            file.origin = self.origin
            file.write(recording.asked)
        n_kept = n_known - len(stale)
        self.told(f"{case.id}: {n_kept} replies kept, {n_new} new, {len(stale)} dropped")
