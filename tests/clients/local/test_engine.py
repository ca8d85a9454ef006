"""The engine runs real child processes: stand-in servers, each a few lines of Python."""

import asyncio
import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from summarizer.clients.local.child import Child
from summarizer.clients.local.engine import LocalEngine
from summarizer.errors import ConfigurationError, ModelMissingError

# accepts connections and holds them, so that a client sees when the process is gone
SERVES = """
import os, socket, sys, threading
with open(os.environ["STARTS"], "a") as starts:
    starts.write(f"{os.getpid()}\\n")
server = socket.create_server(("127.0.0.1", 0))
held = []
def hold():
    while True:
        connection, _ = server.accept()
        connection.sendall(b"!")
        held.append(connection)
threading.Thread(target=hold, daemon=True).start()
print("http://127.0.0.1:%d" % server.getsockname()[1], flush=True)
sys.stdin.buffer.read()
os._exit(0)
"""
LOADS_FOREVER = "import sys; sys.stdin.read()"
LOADS_FOREVER_AND_NEVER_LISTENS = "import time\nwhile True: time.sleep(60)"
DIES = """
import sys
print("loading", file=sys.stderr)
print("this is no model", file=sys.stderr)
sys.exit(3)
"""
DIES_LIKE_LLAMA = """
import sys
print("0.00.004.384 I srv load_model: loading", file=sys.stderr)
print("0.00.004.385 E gguf_init: invalid magic", file=sys.stderr)
print("0.00.004.386 E llama_model_load: failed", file=sys.stderr)
sys.exit(1)
"""
DIES_SILENTLY = "raise SystemExit(0)"
FAILS_ONCE = """
import os
if not os.path.getsize(os.environ["STARTS"]):
    open(os.environ["STARTS"], "w").write("failed ")
    raise SystemExit(1)
"""
SAYS_SOMETHING_ELSE = "print('hello', flush=True)\nimport sys; sys.stdin.read()"

Engine = Callable[[str], LocalEngine]


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "starts"
    path.touch()
    monkeypatch.setenv("STARTS", str(path))
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "m.gguf"
    path.touch()
    return path


@pytest.fixture
def engine(model: Path, starts: Path) -> Engine:
    assert starts.exists()
    return lambda script: LocalEngine(model, command=(sys.executable, "-c", script))


def connect(url: str) -> socket.socket:
    """Return a connection that the server holds for as long as it lives."""
    port = urlsplit(url).port
    assert port
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    assert connection.recv(1) == b"!"
    return connection


def wait_for_the_end(connection: socket.socket) -> None:
    with connection, contextlib.suppress(ConnectionResetError):
        assert connection.recv(1) == b""


def kill_the_only(starts: Path) -> None:
    os.kill(int(starts.read_text()), signal.SIGKILL)


async def started(engine: LocalEngine) -> Child:
    while engine._child is None:  # noqa: ASYNC110 - the engine owes nobody an event
        await asyncio.sleep(0)
    return engine._child


def test_many_callers_start_one_server(engine: Engine, starts: Path) -> None:
    async def run() -> None:
        one = engine(SERVES)
        urls = await asyncio.gather(*(one.url() for _ in range(20)))
        assert len(set(urls)) == 1
        assert await one.url() == urls[0]
        await one.aclose()

    asyncio.run(run())
    assert len(starts.read_text().split()) == 1


def test_nothing_starts_before_the_first_use(engine: Engine, starts: Path) -> None:
    async def run() -> None:
        await engine(SERVES).aclose()

    asyncio.run(run())
    assert starts.read_text() == ""


def test_a_server_that_was_killed_is_started_again(engine: Engine, starts: Path) -> None:
    async def run() -> None:
        one = engine(SERVES)
        connection = connect(await one.url())
        kill_the_only(starts)
        await asyncio.to_thread(wait_for_the_end, connection)
        child = one._child
        assert child is not None
        await asyncio.to_thread(child.complaint)  # its exit status is there
        connect(await one.url()).close()
        await one.aclose()

    asyncio.run(run())
    assert len(starts.read_text().split()) == 2


def test_closing_ends_the_server_and_leaves_no_zombie(engine: Engine, starts: Path) -> None:
    async def run() -> None:
        one = engine(SERVES)
        connection = connect(await one.url())
        await one.aclose()
        await asyncio.to_thread(wait_for_the_end, connection)
        await one.aclose()  # harmless
        with pytest.raises(ConfigurationError, match="was closed"):
            await one.url()

    asyncio.run(run())
    with pytest.raises(ProcessLookupError):
        os.kill(int(starts.read_text()), 0)


def test_it_works_on_a_loop_of_another_thread(engine: Engine) -> None:
    errors: list[BaseException] = []

    async def run() -> None:
        one = engine(SERVES)
        connect(await one.url()).close()
        await one.aclose()

    def work() -> None:
        try:
            asyncio.run(run())
        except BaseException as error:  # noqa: BLE001 - handed to the test
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert errors == []


def test_an_engine_that_nobody_closed_ends_its_server(engine: Engine) -> None:
    async def run() -> socket.socket:
        one = engine(SERVES)
        return connect(await one.url())

    connection = asyncio.run(run())
    gc.collect()
    wait_for_the_end(connection)


@pytest.mark.parametrize("script", [LOADS_FOREVER, LOADS_FOREVER_AND_NEVER_LISTENS])
def test_closing_interrupts_a_start(engine: Engine, script: str) -> None:
    async def run() -> None:
        one = engine(script)
        callers = [asyncio.create_task(one.url()) for _ in range(3)]
        child = await started(one)
        await one.aclose()
        assert not child.is_running
        for caller in callers:
            with pytest.raises(ConfigurationError, match="was closed"):
                await caller

    asyncio.run(run())


def test_a_cancelled_start_leaves_no_process(engine: Engine) -> None:
    async def run() -> None:
        one = engine(LOADS_FOREVER)
        caller = asyncio.create_task(one.url())
        child = await started(one)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        assert not child.is_running
        await one.aclose()

    asyncio.run(run())


def test_a_start_has_a_limit(model: Path) -> None:
    one = LocalEngine(model, command=(sys.executable, "-c", LOADS_FOREVER), start_limit_s=0.01)
    with pytest.raises(ConfigurationError, match="was not ready"):
        asyncio.run(one.url())


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (DIES, "exit code 3: this is no model"),
        (DIES_LIKE_LLAMA, "exit code 1: gguf_init: invalid magic"),
        (DIES_SILENTLY, "exit code 0: no log"),
        (SAYS_SOMETHING_ELSE, "exit code none yet: no log"),
    ],
)
def test_a_broken_server_tells_why(engine: Engine, script: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        asyncio.run(engine(script).url())
    assert f"cannot serve m.gguf ({told})" in str(caught.value)


def test_a_failed_start_may_be_tried_again(engine: Engine, starts: Path) -> None:
    script = FAILS_ONCE + SERVES

    async def run() -> None:
        one = engine(script)
        with pytest.raises(ConfigurationError):
            await one.url()
        connect(await one.url()).close()
        await one.aclose()

    asyncio.run(run())
    assert len(starts.read_text().split()) == 2


def test_a_command_that_does_not_exist_is_told(model: Path, tmp_path: Path) -> None:
    one = LocalEngine(model, command=(str(tmp_path / "none"),))
    with pytest.raises(ConfigurationError, match="cannot start the local engine"):
        asyncio.run(one.url())


def test_a_missing_model_names_the_command_that_gets_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="summarizer model fetch"):
        asyncio.run(LocalEngine(tmp_path / "none.gguf").url())


def test_a_missing_engine_names_the_extra(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'summarizer\[local\]'"):
        asyncio.run(LocalEngine(model).url())


def test_a_forked_process_leaves_its_parents_server_alone() -> None:
    child = Child((sys.executable, "-c", LOADS_FOREVER))
    child._owner += 1  # what a fork looks like to it
    child.end()
    assert child.is_running
    child._owner -= 1
    child.end()
    assert not child.is_running
    assert child.first_line() == ""
    assert child.complaint() == "exit code 0"


PARENT = """
import asyncio, sys
from pathlib import Path
from summarizer.clients.local.engine import LocalEngine

async def run():
    engine = LocalEngine(Path(sys.argv[1]), command=(sys.executable, "-c", sys.argv[2]))
    print(await engine.url(), flush=True)
    try:
        await asyncio.sleep(3600)
    finally:
        await engine.aclose()

try:
    asyncio.run(run())
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
@pytest.mark.usefixtures("starts")
def test_the_server_ends_with_its_parent(model: Path, number: int, code: int) -> None:
    command = (sys.executable, "-c", PARENT, str(model), SERVES)
    with subprocess.Popen(  # noqa: S603 - our own script
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that the signal goes to a group, as Ctrl-C does
    ) as parent:
        assert parent.stdout is not None
        connection = connect(parent.stdout.readline())
        os.killpg(parent.pid, number)
        wait_for_the_end(connection)
        _, said = parent.communicate()
    assert (parent.returncode, said) == (code, "")
