"""The private event loop on which the synchronous functions run the asynchronous ones.

One daemon thread for each process, made at first use and anew after a fork. Never the caller's
own loop: so the synchronous functions work in a notebook, in a coroutine's thread and from many
threads.
"""

import asyncio
import atexit
import os
import threading
from collections.abc import AsyncGenerator, Coroutine, Generator
from typing import TypeVar

__all__ = ["iterate", "run"]

_T = TypeVar("_T")
_PATIENCE_S = 5.0  # for a cancelled coroutine's clean-up; one that hangs must not hang the caller
_loops: dict[int, asyncio.AbstractEventLoop] = {}
"""By process id."""


def run(coroutine: Coroutine[object, object, _T]) -> _T:
    """Run a coroutine on the private loop and return its result.

    When the caller is interrupted (Ctrl-C), the coroutine is cancelled, and has ended when the
    interrupt goes on, unless its clean-up takes longer than a few seconds.
    """
    ended = threading.Event()

    async def until_ended() -> _T:
        try:
            return await coroutine
        finally:
            ended.set()

    future = asyncio.run_coroutine_threadsafe(until_ended(), _loop(os.getpid()))
    try:
        return future.result()
    except BaseException:
        if not future.done():
            future.cancel()
            ended.wait(_PATIENCE_S)
        raise


def iterate(items: AsyncGenerator[_T]) -> Generator[_T]:
    """Iterate over an asynchronous generator, which is closed with the one that is returned."""

    async def following() -> tuple[_T] | None:
        async for item in items:
            return (item,)
        return None

    try:
        while (found := run(following())) is not None:
            yield found[0]
    finally:
        run(items.aclose())


def _loop(pid: int) -> asyncio.AbstractEventLoop:
    """Return the loop of a process; a forked child has another id and gets its own."""
    if pid not in _loops:
        loop = asyncio.new_event_loop()
        if _loops.setdefault(pid, loop) is loop:
            _start(pid, loop)
        else:  # another thread was faster
            loop.close()
    return _loops[pid]


def _start(pid: int, loop: asyncio.AbstractEventLoop) -> None:
    thread = threading.Thread(target=loop.run_forever, name="summarizer", daemon=True)
    thread.start()

    def stop() -> None:
        if os.getpid() == pid:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(timeout=1)
            if not thread.is_alive():
                loop.close()

    atexit.register(stop)
