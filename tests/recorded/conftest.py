from collections.abc import Iterator, Mapping

import pytest

from summarizer.errors import SummarizerError

from .cassette import CASSETTES
from .origin import Origin, live
from .recording import Recording


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """While recording, run what records; the state of the files is tested afterwards."""
    if config.getoption("record"):
        idle = [item for item in items if "recording" not in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=idle)
        items[:] = [item for item in items if item not in idle]


@pytest.fixture(scope="session")
def origin(
    pytestconfig: pytest.Config, outer_environment: Mapping[str, str]
) -> Iterator[Origin | None]:
    """Who answers while recording; None when replaying, which needs no model, engine or key."""
    if not pytestconfig.getoption("record"):
        yield None
        return
    try:
        with live(outer_environment) as one:
            yield one
    except SummarizerError as error:
        pytest.exit(
            f"Cannot record: {error}. SUMMARIZER_TEST_MODEL names a model file,"
            " SUMMARIZER_MODEL another endpoint (with its key in its own variable).",
            returncode=2,
        )


@pytest.fixture
def recording(request: pytest.FixtureRequest, origin: Origin | None) -> Iterator[Recording]:
    """The cassette of this test."""
    module = request.module.__name__.rpartition(".")[2]
    one = Recording(CASSETTES / module / f"{request.function.__name__}.yaml", origin)
    yield one
    if not one.was_opened:
        pytest.fail(f"{one.path.name} was not opened: drop the fixture, or ask something")
