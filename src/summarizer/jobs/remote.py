"""What jobs need of a provider: upload, create, look, fetch; each tried again if that may help."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import httpx2
import openai
from openai.types import Batch

from ..clients.endpoint import Endpoint
from ..clients.fault import judge, translate
from ..clients.retry import Transient, policy
from ..clients.transport import open_sdk
from ..errors import ConfigurationError, SummarizerError
from ..settings import Settings
from .files import open_private
from .lines import PATH

__all__ = ["Remote", "RemoteJob"]

_T = TypeVar("_T")

_MAX_BYTES = 8 * 1024**3  # of a file that is fetched; a job's answers stay far below
_OVER = frozenset({"completed", "expired", "cancelled", "failed"})
_QUEUE_FULL = "token_limit_exceeded"
_WINDOW: Final = "24h"


@dataclass(frozen=True, slots=True)
class RemoteJob:
    """How a batch stands at the provider."""

    id: str
    is_over: bool
    """Whether nothing more will come of it."""
    status: str
    """The provider's word, such as `in_progress`."""
    n_done: int
    """Questions answered so far, or failed."""
    files: tuple[str, ...]
    """Ids of the files that answers and errors are in."""
    refusal: SummarizerError | None
    """Why the provider never began it."""
    is_queue_full: bool
    """Whether it did not since other jobs hold all that the account may queue."""


class Remote:
    """The batches and files of one endpoint, in the event loop that it is made and used in."""

    def __init__(self, endpoint: Endpoint, settings: Settings) -> None:
        self._host = endpoint.host
        self._max_tries = settings.max_tries
        self._sdk = open_sdk(endpoint, settings, max_bytes=_MAX_BYTES)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._sdk.close()

    async def upload(self, path: Path) -> str:
        """Upload the file of a job; returns the provider's id of it.

        Raises:
            SummarizerError: after all tries.
        """

        async def send() -> str:
            with path.open("rb") as file:  # read as it is sent, however large it is
                return (await self._sdk.files.create(file=file, purpose="batch")).id

        return self._id(await self._tried(send))

    async def create(self, file_id: str) -> str:
        """Begin a batch of an uploaded file; returns its id.

        Of requests whose answer got lost the first may have begun it: it is looked for before
        another is sent.

        Raises:
            SummarizerError: after all tries.
        """
        is_first = True

        async def send() -> str:
            nonlocal is_first
            if not is_first and (found := await self._find(file_id)):
                return found
            is_first = False
            created = await self._sdk.batches.create(
                input_file_id=file_id, endpoint=PATH, completion_window=_WINDOW
            )
            return created.id

        return self._id(await self._tried(send))

    async def find(self, file_id: str) -> str | None:
        """Look for the batch of an uploaded file; returns its id, or None.

        Raises:
            SummarizerError: after all tries.
        """
        return await self._tried(lambda: self._find(file_id))

    async def look(self, batch_id: str) -> RemoteJob:
        """Ask how a batch stands.

        Raises:
            SummarizerError: after all tries.
        """
        batch = await self._tried(lambda: self._sdk.batches.retrieve(batch_id))
        counts = batch.request_counts
        refusal = self._refusal(batch) if batch.status == "failed" else None
        return RemoteJob(
            id=batch_id,
            is_over=batch.status in _OVER,
            status=batch.status,
            n_done=(counts.completed or 0) + (counts.failed or 0) if counts else 0,
            files=tuple(f for f in (batch.output_file_id, batch.error_file_id) if f),
            refusal=refusal,
            is_queue_full=refusal is not None and _QUEUE_FULL in _codes(batch),
        )

    async def fetch(self, file_id: str, path: Path) -> None:
        """Fetch a file of answers.

        Raises:
            SummarizerError: after all tries, or it cannot be written.
        """

        async def read() -> None:
            request = self._sdk.files.with_streaming_response.content(file_id)
            async with request as response:
                await _write(path, response.iter_bytes())

        await self._tried(read)

    async def _find(self, file_id: str) -> str | None:
        async for batch in self._sdk.batches.list(limit=100):
            if batch.input_file_id == file_id:
                return batch.id
        return None

    async def _tried(self, work: Callable[[], Awaitable[_T]]) -> _T:
        """Do something; again, as often as it may help.

        Raises:
            SummarizerError: with no foreign exception behind it.
        """

        async def once() -> _T:
            fault: Exception
            try:
                return await work()
            except (openai.OpenAIError, httpx2.HTTPError, RuntimeError, ValueError) as error:
                fault = translate(error, self._host)
            raise fault  # here: a foreign exception holds the key and what was sent

        failure: SummarizerError
        try:
            return await policy(self._max_tries)(once)
        except Transient as error:
            failure = error.error
        except SummarizerError as error:
            failure = error
        failure.__cause__ = failure.__context__ = None
        raise failure.with_traceback(None)

    def _id(self, given: object) -> str:
        if isinstance(given, str) and given:
            return given
        raise ConfigurationError(
            f"{self._host} answers like no provider of batches.",
            hint="not every OpenAI-compatible server has /v1/files and /v1/batches",
        )

    def _refusal(self, batch: Batch) -> SummarizerError:
        if _QUEUE_FULL in _codes(batch):
            return ConfigurationError(
                f"{self._host} does not queue as many tokens as the job {batch.id} has.",
                hint="put fewer questions into a job",
            )
        for error in (batch.errors and batch.errors.data) or ():
            verdict = judge(400, {"code": error.code, "message": error.message}, self._host)
            if not isinstance(verdict, Transient) and verdict.dooms_run:
                return verdict
        return ConfigurationError(
            f"{self._host} refused the job {batch.id}.",
            hint="its reason stands in the provider's list of batches",
        )


def _codes(batch: Batch) -> list[str | None]:
    return [error.code for error in (batch.errors and batch.errors.data) or ()]


async def _write(path: Path, chunks: AsyncIterator[bytes]) -> None:
    """Write what comes in.

    Raises:
        ConfigurationError: the disk does not take it.
    """
    fault: OSError | None = None
    try:
        with open_private(path) as file:
            async for chunk in chunks:
                file.write(chunk)
    except OSError as error:
        fault = error
    if fault is not None:
        raise ConfigurationError(
            f"{path} cannot be written: {fault.strerror}.", hint="make room, and run the same again"
        )
