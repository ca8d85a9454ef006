from collections.abc import Iterator

import pytest

from answering import LARGE
from loopback import Loopback
from summarizer.core.flow import Flow

from .server import FaultServer
from .table import SCENARIOS, WELL


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    """Load what is loaded once: it takes longer than some deadlines here."""
    Flow(WELL.article, LARGE)


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    started = Loopback()
    yield started
    started.close()


@pytest.fixture
def server() -> Iterator[FaultServer]:
    started = FaultServer(SCENARIOS)
    yield started
    started.close()
