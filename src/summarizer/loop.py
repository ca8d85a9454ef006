"""The private event loop on which the synchronous functions run the asynchronous ones.

One daemon thread for each process, made at first use and anew after a fork. Never the caller's own
loop: so the synchronous functions work in a notebook, in a coroutine's thread and from many threads.
"""

import asyncio
import atexit
import os
import threading
from collections.abc import Coroutine
from functools import cache
from typing import TypeVar

__all__ = ["run"]

_T = TypeVar("_T")


def run(coroutine: Coroutine[object, object, _T]) -> _T:
    """Run a coroutine on the private loop and return its result.

    When the caller is interrupted (Ctrl-C), the coroutine is cancelled, and has ended when the
    interrupt goes on.
    """
    future = asyncio.run_coroutine_threadsafe(_started(coroutine), _loop(os.getpid()))
    try:
        return future.result()
    except BaseException:
        if not future.done():
            future.cancel()
        raise


async def _started(coroutine: Coroutine[object, object, _T]) -> _T:
    return await coroutine


@cache
def _loop(_pid: int) -> asyncio.AbstractEventLoop:
    """Return the loop of a process; a forked child has another id and gets its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="summarizer", daemon=True)
    thread.start()

    def stop() -> None:
        if os.getpid() == _pid:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(timeout=1)
            if not thread.is_alive():
                loop.close()

    atexit.register(stop)
    return loop
