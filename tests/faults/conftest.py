from collections.abc import Iterator

import pytest

from .server import FaultServer
from .table import SCENARIOS


@pytest.fixture
def server() -> Iterator[FaultServer]:
    started = FaultServer(SCENARIOS)
    yield started
    started.close()
