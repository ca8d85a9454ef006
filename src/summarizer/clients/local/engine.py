"""The embedded engine: one child process that serves the local model, started at first use."""

import asyncio
import contextlib
import importlib.util
import os
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from ...errors import ConfigurationError
from .child import Child
from .store import missing_model

__all__ = ["LocalEngine"]

_SERVE: Final = ("-P", "-m", "summarizer.clients.local.serve")


class LocalEngine:
    """Serves one model file on 127.0.0.1, in a process that never outlives this one."""

    def __init__(
        self,
        model_path: Path,
        *,
        n_ctx: int = 8192,
        n_parallel: int = 1,
        start_limit_s: float = 300.0,
        command: Sequence[str] | None = None,
    ) -> None:
        """Keep the settings; nothing starts yet.

        Args:
            model_path: A GGUF file.
            n_ctx: Tokens that one request may hold.
            n_parallel: Requests answered at once; more only wait. On a few cores, one is best.
            start_limit_s: Longest wait for the model to load.
            command: What to run instead of our own server; gets the same arguments.
        """
        self._model_path = model_path
        self._arguments = ("--n-ctx", str(n_ctx), "--n-parallel", str(n_parallel))
        self._start_limit_s = start_limit_s
        self._command = command
        self._starting = asyncio.Lock()
        self._child: Child | None = None
        self._url = ""
        self._is_closed = False

    async def url(self) -> str:
        """Return the server's address, starting it if it does not run.

        Raises:
            ModelMissingError: if the model file is not there.
            ConfigurationError: if xllamacpp is not installed or the server does not start.
        """
        async with self._starting:  # one start, however many ask
            if self._is_closed:
                raise ConfigurationError("the local engine was closed", hint="open a new one")
            if self._child is None or not self._child.is_running:
                await self._start()
            return self._url

    async def aclose(self) -> None:
        """End the server, also in the middle of a start or a request; nothing is left behind."""
        self._is_closed = True
        await self._end()
        async with self._starting:  # a start that we interrupted cleans up behind itself
            pass

    async def _start(self) -> None:
        await self._end()  # what is left of one that died
        self._require()
        command = [*(self._command or (sys.executable, *_SERVE)), *self._arguments]
        command += ["--model", str(self._model_path), "--parent", str(os.getpid())]
        try:
            child = Child(command)
        except OSError as error:
            raise ConfigurationError(
                f"cannot start the local engine: {error.strerror}",
                hint="it runs this Python a second time",
            ) from error
        self._child = child
        # for who forgets aclose(): at the engine's or the interpreter's end
        weakref.finalize(self, child.end)
        is_up = False
        try:
            async with asyncio.timeout(self._start_limit_s):
                url = await _in_thread(child.first_line)
            if not url.startswith("http://127.0.0.1:"):
                raise await self._failed(child)
            self._url, is_up = url, True
        except TimeoutError as error:
            raise ConfigurationError(
                f"the local engine was not ready after {self._start_limit_s:.0f} s",
                hint="is the machine out of memory?",
            ) from error
        finally:
            if not is_up:  # also when we are cancelled
                await self._end()

    async def _failed(self, child: Child) -> ConfigurationError:
        if self._is_closed:
            return ConfigurationError(
                "the local engine was closed while it started", hint="open a new one"
            )
        complaint = await _in_thread(child.complaint)
        return ConfigurationError(
            f"the local engine cannot serve {self._model_path.name} ({complaint})",
            hint="is it a whole GGUF file? `summarizer model fetch` gets one that works",
        )

    def _require(self) -> None:
        if not self._model_path.is_file():
            raise missing_model(self._model_path)
        if self._command is None and importlib.util.find_spec("xllamacpp") is None:
            raise ConfigurationError(
                "the local engine needs xllamacpp, which is not installed",
                hint="pip install 'summarizer[local]'",
            )

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        try:
            # the thread finishes its work even if this wait is cancelled
            await asyncio.shield(asyncio.to_thread(child.end))
        except RuntimeError:  # the interpreter is ending and starts no thread any more
            child.end()


async def _in_thread(function: Callable[[], str]) -> str:
    """Wait for a function that blocks and never raises, without blocking the interpreter's exit.

    `asyncio.to_thread` would: its threads are joined before the child they wait for is ended.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str] = loop.create_future()

    def settle(text: str) -> None:
        if not answer.done():  # nobody waits any more if it was cancelled
            answer.set_result(text)

    def work() -> None:
        text = function()
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(settle, text)

    threading.Thread(target=work, daemon=True).start()
    return await answer
