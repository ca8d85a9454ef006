"""What holds for the whole suite: nothing of this machine's settings, no network but itself."""

import ipaddress
import os
import socket
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import settings

# the gate draws the same examples each time; `HYPOTHESIS_PROFILE=search` looks for new ones
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

_PREFIXES = ("SUMMARIZER_", "OPENAI_")
_ENDINGS = ("_API_KEY", "_PROXY", "_proxy")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record",
        action="store_true",
        help="record the cassettes again (see `make record`) instead of replaying them",
    )


@pytest.fixture(scope="session", autouse=True)
def outer_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Hide the developer's own settings from the tests; gives what was there, for recording."""
    outside = dict(os.environ)
    with pytest.MonkeyPatch.context() as patch:
        for name in outside:
            if name.startswith(_PREFIXES) or name.endswith(_ENDINGS):
                patch.delenv(name)
        for name in ("cache", "model"):
            folder = tmp_path_factory.mktemp(name)
            patch.setenv(f"SUMMARIZER_{name.upper()}_DIR", str(folder))
        yield outside


@pytest.fixture(scope="session", autouse=True)
def _only_this_machine(pytestconfig: pytest.Config) -> Iterator[None]:
    """Fail the test that reaches for any other machine, whatever catches exceptions there."""
    if pytestconfig.getoption("record"):  # the one run that may ask an endpoint
        yield
        return
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _check(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _check(self, address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        _require_here(host)
        return look_up(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


def _check(connection: socket.socket, address: Any) -> None:
    if connection.family in {socket.AF_INET, socket.AF_INET6}:  # else a socket of this machine
        _require_here(address[0])


def _require_here(host: Any) -> None:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name in {None, "", "localhost"} or _is_loopback(name):
        return
    # not an Exception, which the SDK would wrap and a retry would swallow
    pytest.fail(f"a test tried to reach {name}: tests reach nothing but 127.0.0.1")


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
