"""What jobs need of a provider: upload, create, look, fetch; each tried again if that may help.

Answers are read as JSON that may hold anything: nothing of it is trusted to have its type.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final, TypeVar, cast

import httpx2
import openai

from ..clients.endpoint import Endpoint
from ..clients.fault import UnreadableReplyError, translate
from ..clients.payload import get, parsed
from ..clients.quiet import quiet
from ..clients.retry import Transient, policy
from ..clients.transport import open_sdk
from ..errors import ConfigurationError, LLMUnavailableError, SummarizerError
from ..settings import Settings
from .files import open_private
from .lines import PATH
from .standing import Standing, id_of, standing_of

__all__ = ["Remote"]

_T = TypeVar("_T")

_MAX_BYTES = 8 * 1024**3  # of a file that is fetched; a job's answers stay far below
_MAX_LISTED = 10_000
_WINDOW: Final = "24h"
_FOREIGN = (openai.OpenAIError, httpx2.HTTPError, OSError, RuntimeError, ValueError)


class Remote:
    """The batches and files of one endpoint, in the event loop that it is made and used in."""

    def __init__(self, endpoint: Endpoint, settings: Settings) -> None:
        self._host = endpoint.host
        self._max_tries = settings.max_tries
        self._sdk = open_sdk(endpoint, settings)
        self._files_sdk = open_sdk(endpoint, settings, max_bytes=_MAX_BYTES)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._sdk.close()
        await self._files_sdk.close()

    async def upload(self, path: Path) -> str:
        """Upload the file of a job; returns the provider's id of it.

        Raises:
            SummarizerError: after all tries.
        """

        async def send() -> str:
            with path.open("rb") as file:  # read as it is sent, however large it is
                answer = await self._sdk.post(
                    "/files",
                    cast_to=httpx2.Response,
                    body={"purpose": "batch"},
                    files={"file": file},
                    options={"headers": {"Content-Type": "multipart/form-data"}},
                )
            return id_of(get(parsed(answer.content), "id"), self._host)

        return await self._tried(send)

    async def create(self, file_id: str) -> str | SummarizerError:
        """Begin a batch of an uploaded file; returns its id, or why the provider refuses it.

        If the answer to a request gets lost, that may have begun it: it is looked for before
        another is sent.

        Raises:
            SummarizerError: it may have begun or not.
        """
        is_doubtful = False
        body = {"input_file_id": file_id, "endpoint": PATH, "completion_window": _WINDOW}

        async def send() -> str:
            nonlocal is_doubtful
            if is_doubtful and (found := await self._find(file_id)):
                return found
            is_doubtful = True
            try:
                answer = await self._sdk.post("/batches", cast_to=httpx2.Response, body=body)
            except openai.APIStatusError as error:
                is_doubtful = error.status_code >= 500  # noqa: PLR2004 - HTTP
                raise
            return id_of(get(parsed(answer.content), "id"), self._host)

        try:
            return await self._tried(send)
        except LLMUnavailableError:
            raise
        except SummarizerError as error:
            if is_doubtful:
                raise
            return error

    async def find(self, file_id: str) -> str | None:
        """Look for the batch of an uploaded file; returns its id, or None.

        Raises:
            SummarizerError: after all tries.
        """
        return await self._tried(lambda: self._find(file_id))

    async def look(self, batch_id: str) -> Standing:
        """Ask how a batch stands.

        Raises:
            SummarizerError: after all tries.
        """

        async def ask() -> object:
            answer = await self._sdk.get(f"/batches/{batch_id}", cast_to=httpx2.Response)
            return parsed(answer.content)

        return standing_of(await self._tried(ask), batch_id, self._host)

    async def fetch(self, file_id: str, path: Path) -> None:
        """Fetch a file of answers.

        Raises:
            SummarizerError: after all tries, or it cannot be written.
        """

        async def read() -> None:
            files = self._files_sdk.files.with_streaming_response
            async with files.content(file_id) as response:
                await _write(path, response.iter_bytes())

        await self._tried(read)

    async def _find(self, file_id: str) -> str | None:
        seen: set[str] = set()
        last: str | None = None
        while len(seen) < _MAX_LISTED:
            query: dict[str, object] = {"limit": 100, **({"after": last} if last else {})}
            answer = await self._sdk.get(
                "/batches", cast_to=httpx2.Response, options={"params": query}
            )
            page = parsed(answer.content)
            data = get(page, "data")
            batches = cast("list[object]", data) if isinstance(data, list) else []
            for batch in batches:
                if get(batch, "input_file_id") == file_id:
                    return id_of(get(batch, "id"), self._host)
            ids = {i for b in batches if isinstance(i := get(b, "id"), str)}
            if not ids - seen or get(page, "has_more") is not True:
                return None
            seen |= ids
            tail = get(batches[-1], "id")
            last = tail if isinstance(tail, str) else None
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
            except SummarizerError:
                raise
            except (*_FOREIGN, UnreadableReplyError) as error:
                fault = self._translated(error)
            raise fault  # here: a foreign exception holds the key and what was sent

        failure: SummarizerError
        try:
            with quiet():
                return await policy(self._max_tries)(once)
        except Transient as error:
            failure = error.error
        except SummarizerError as error:
            failure = error
        failure.__cause__ = failure.__context__ = None
        raise failure.with_traceback(None)

    def _translated(self, error: Exception) -> SummarizerError | Transient:
        """What a fault means for a job, where it would be an article's fault online."""
        verdict = translate(error, self._host)
        if isinstance(verdict, Transient) or verdict.dooms_run:
            return verdict
        status = f" (HTTP {error.status_code})" if isinstance(error, openai.APIStatusError) else ""
        return ConfigurationError(
            f"{self._host} does not take a file or a batch{status}.",
            hint="put fewer questions into a job, or see what its documentation allows",
        )


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
