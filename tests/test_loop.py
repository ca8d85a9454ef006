"""The private event loop: synchronous calls from anywhere, none of them left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from summarizer import loop
from summarizer.loop import run

needs_signals = pytest.mark.skipif(
    not hasattr(signal, "pthread_kill"), reason="Windows cannot interrupt a chosen thread"
)


async def thread_name() -> str:
    return threading.current_thread().name


def test_a_coroutine_runs_on_another_thread_and_its_result_comes_back() -> None:
    assert run(thread_name()) == "summarizer"
    assert threading.current_thread().name != "summarizer"


def test_every_call_of_a_process_runs_on_the_same_loop() -> None:
    async def current() -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    assert run(current()) is run(current())


def test_it_works_inside_a_running_loop() -> None:
    async def notebook() -> str:
        return run(thread_name())

    assert asyncio.run(notebook()) == "summarizer"


def test_an_error_of_the_coroutine_is_raised_as_it_is() -> None:
    async def fail() -> None:
        raise LookupError("as it is")

    with pytest.raises(LookupError, match="as it is"):
        run(fail())


async def interrupt_the_main_thread() -> None:
    """Send Ctrl-C to the main thread once it waits for this coroutine."""
    main = threading.main_thread().ident
    assert main is not None
    while sys._current_frames()[main].f_code.co_name != "wait":  # noqa: ASYNC110 - no event tells it
        await asyncio.sleep(0.001)
    signal.pthread_kill(main, signal.SIGINT)


@needs_signals
def test_an_interrupted_coroutine_has_ended_when_the_interrupt_goes_on() -> None:
    ended: list[str] = []

    async def work() -> None:
        await interrupt_the_main_thread()
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(10):  # a clean-up that takes some turns of the loop
                await asyncio.sleep(0.001)
            ended.append("cleaned up")

    with pytest.raises(KeyboardInterrupt):
        run(work())
    assert ended == ["cleaned up"]


@needs_signals
def test_a_clean_up_that_hangs_does_not_hang_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "_PATIENCE_S", 0.01)
    released, ended = asyncio.Event(), threading.Event()

    async def work() -> None:
        await interrupt_the_main_thread()
        try:
            await asyncio.Event().wait()
        finally:
            await released.wait()
            ended.set()

    with pytest.raises(KeyboardInterrupt):
        run(work())
    assert not ended.is_set()

    async def release() -> None:
        released.set()

    run(release())
    assert ended.wait(5)


def test_of_two_threads_that_come_first_one_makes_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(dict[int, asyncio.AbstractEventLoop]):
        """A dict into which another thread puts a loop after the first look."""

        def __contains__(self, key: object) -> bool:
            return False

    run(thread_name())
    mine = loop._loops[os.getpid()]
    monkeypatch.setattr(loop, "_loops", Late({os.getpid(): mine}))
    assert loop._loop(os.getpid()) is mine


def in_a_new_process(*lines: str) -> str:
    """Run Python that uses the library and return what it prints."""
    script = "\n".join(("from summarizer.loop import run", *lines))
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    return done.stdout


def test_a_process_that_used_the_loop_ends_without_a_word() -> None:
    assert in_a_new_process("async def f(): return 'done'", "print(run(f()))") == "done\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_child_gets_a_loop_of_its_own() -> None:
    told = in_a_new_process(
        "import os, warnings",
        "warnings.simplefilter('ignore', DeprecationWarning)  # forking with threads: on purpose",
        "async def f(): return 'done'",
        "assert run(f()) == 'done'",
        "child = os.fork()",
        "if not child:",
        "    os._exit(0 if run(f()) == 'done' else 1)",
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), run(f()))",
    )
    assert told == "0 done\n"


def in_threads(work: Callable[[], str], count: int) -> list[str]:
    """Do the same in several threads that begin together."""
    barrier = threading.Barrier(count)
    results: list[str] = []

    def begin() -> None:
        barrier.wait()
        results.append(work())

    threads = [threading.Thread(target=begin) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_many_threads_can_wait_at_once() -> None:
    assert in_threads(lambda: run(thread_name()), 8) == ["summarizer"] * 8
