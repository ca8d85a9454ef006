"""The child process, with a stand-in for xllamacpp, and once with the real one where it is."""

import asyncio
import contextlib
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from summarizer.clients.local import serve
from summarizer.clients.local.engine import LocalEngine
from summarizer.errors import ConfigurationError

XLLAMACPP = """
import socket
import sys
from types import SimpleNamespace as Part


class CommonParams(Part):
    def __init__(self):
        super().__init__(model=Part(), cpuparams=Part(), cpuparams_batch=Part())


class Server:
    def __init__(self, params):
        if not open(params.model.path).read():
            print("0.00.004 E an empty file", file=sys.stderr)
            raise RuntimeError("Failed to init server")
        self.socket = socket.create_server((params.hostnames[0], params.port))
        self.listening_address = "http://127.0.0.1:%d" % self.socket.getsockname()[1]
"""
COMMAND = (sys.executable, "-m", "summarizer.clients.local.serve")
ARGUMENTS = ("--n-ctx", "512", "--n-parallel", "1")


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "xllamacpp.py").write_text(XLLAMACPP)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    path = tmp_path / "m.gguf"
    path.write_text("GGUF")
    return path


def is_listening(url: str) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


def test_the_engine_runs_it(model: Path) -> None:
    async def run() -> str:
        engine = LocalEngine(model, command=COMMAND)
        url = await engine.url()
        assert is_listening(url)
        await engine.aclose()
        return url

    assert not is_listening(asyncio.run(run()))


def test_a_broken_model_is_told_in_one_line(model: Path) -> None:
    model.write_text("")
    with pytest.raises(ConfigurationError, match="exit code 1: an empty file"):
        asyncio.run(LocalEngine(model, command=COMMAND).url())


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")
def test_it_ends_with_its_input_and_not_by_ctrl_c(model: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own module
        [*COMMAND, "--model", str(model), *ARGUMENTS, "--parent", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        url = child.stdout.readline().strip()
        child.send_signal(signal.SIGINT)
        assert is_listening(url)
        _, said = child.communicate("anything, then the end")
    assert (child.returncode, said) == (0, "")


FORKS = """
import os, signal, sys
from summarizer.clients.local.child import Child
child = Child([*sys.argv[1:], "--parent", str(os.getpid())])
url = child.first_line()
if os.fork() == 0:  # holds the child's input open, as a worker of multiprocessing does
    signal.pause()
print(url, flush=True)
sys.stdin.read()
os._exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_it_ends_with_its_parent_though_a_fork_holds_its_input(model: Path) -> None:
    command = [sys.executable, "-c", FORKS, *COMMAND, "--model", str(model), *ARGUMENTS]
    with subprocess.Popen(  # noqa: S603 - our own script
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        try:
            port = urlsplit(parent.stdout.readline().strip()).port
            with socket.create_connection(("127.0.0.1", port or 0), timeout=60) as connection:
                parent.stdin.close()
                parent.wait()
                with contextlib.suppress(ConnectionResetError):
                    assert connection.recv(1) == b""
        finally:
            os.killpg(parent.pid, signal.SIGKILL)  # the worker


def test_it_serves_this_machine_only_and_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[SimpleNamespace] = []

    def start(params: SimpleNamespace) -> SimpleNamespace:
        seen.append(params)
        return SimpleNamespace(listening_address="http://127.0.0.1:1")

    def blank() -> SimpleNamespace:
        parts = ("model", "cpuparams", "cpuparams_batch")
        return SimpleNamespace(**{name: SimpleNamespace() for name in parts})

    stand_in = SimpleNamespace(CommonParams=blank, Server=start)
    monkeypatch.setitem(sys.modules, "xllamacpp", stand_in)  # type: ignore[arg-type] - no module
    monkeypatch.setenv("OMP_WAIT_POLICY", "active")
    server = serve._serve("m.gguf", n_ctx=512, n_parallel=2)
    assert server.listening_address == "http://127.0.0.1:1"
    (params,) = seen
    assert (params.hostnames, params.port) == (["127.0.0.1"], 0)
    assert (params.ui, params.endpoint_slots, params.cors_origins) == (False, False, "")
    assert params.n_ctx == 1024  # for each of the two
    assert os.environ["OMP_WAIT_POLICY"] == "active"  # the user's own choice stands


@pytest.mark.parametrize(
    ("limit", "cores"),
    [("100000 100000", 1), ("50000 100000", 1), ("max 100000", None), ("", None)],
)
def test_a_containers_share_limits_the_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, cores: int | None
) -> None:
    monkeypatch.setattr(serve, "_CPU_MAX", tmp_path / "none")
    whole = serve.usable_cores()
    assert whole >= 1
    (tmp_path / "cpu.max").write_text(limit)
    monkeypatch.setattr(serve, "_CPU_MAX", tmp_path / "cpu.max")
    assert serve.usable_cores() == (cores or whole)


REAL_MODEL = os.environ.get("SUMMARIZER_TEST_MODEL", "")
needs_the_real_engine = pytest.mark.skipif(
    not REAL_MODEL or importlib.util.find_spec("xllamacpp") is None,
    reason="needs xllamacpp, and SUMMARIZER_TEST_MODEL with the path of a GGUF file",
)


def ask(url: str, text: str) -> dict[str, object]:
    body = {
        "messages": [{"role": "user", "content": text}],
        "max_tokens": 12,
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "schema": {
                    "type": "object",
                    "properties": {"n": {"type": "integer", "maximum": 9}},
                    "required": ["n"],
                }
            },
        },
    }
    request = urllib.request.Request(  # noqa: S310 - our own address
        f"{url}/v1/chat/completions",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request) as reply:
        answer: dict[str, object] = json.load(reply)
    return answer


@needs_the_real_engine
def test_the_real_engine_answers_and_ends() -> None:
    async def run() -> str:
        engine = LocalEngine(Path(REAL_MODEL), n_ctx=512)
        url = await engine.url()
        answer = await asyncio.to_thread(ask, url, 'How much is 2 + 3? Answer {"n": …}')
        assert '"n"' in json.dumps(answer).replace("\\", "")
        await engine.aclose()
        return url

    assert not is_listening(asyncio.run(run()))


@needs_the_real_engine
def test_the_real_engine_ends_in_the_middle_of_a_request() -> None:
    async def run() -> str:
        engine = LocalEngine(Path(REAL_MODEL), n_ctx=4096)
        url = await engine.url()
        asking = asyncio.create_task(asyncio.to_thread(ask, url, "word " * 3000))
        await asyncio.sleep(0.5)  # so that the request is under way
        await engine.aclose()
        with pytest.raises(OSError, match=r"."):
            await asking
        return url

    assert not is_listening(asyncio.run(run()))


@needs_the_real_engine
def test_the_real_engine_tells_what_is_wrong_with_a_broken_model(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"no model" * 100)
    with pytest.raises(ConfigurationError, match="invalid magic"):
        asyncio.run(LocalEngine(broken).url())
