"""A server of the bench, started and stopped."""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple
from urllib.request import ProxyHandler, build_opener

from .server import Behaviour

__all__ = ["Counts", "Server", "serving"]

ROOT = Path(__file__).parents[1]


class Counts(NamedTuple):
    """What came to a server."""

    requests: int
    refused: int


class Server:
    """A running server."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"{self._address}/v1"

    def counts(self) -> Counts:
        """Ask what came so far."""
        with build_opener(ProxyHandler({})).open(self._address) as answer:
            told = json.load(answer)
        return Counts(told["requests"], told["refused"])


@contextmanager
def serving(behaviour: Behaviour) -> Generator[Server]:
    """Run a server in a process of its own."""
    command = [sys.executable, "-m", "bench.server", json.dumps(asdict(behaviour))]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Server(int(process.stdout.readline()))
        finally:
            process.stdin.close()
            process.wait()
