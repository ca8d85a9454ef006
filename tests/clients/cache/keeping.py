"""What the tests of the cache share: how its file is reached behind its back, what was said."""

import json
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from asking import GOOD, TEXT, question

from summarizer.core.ask.request import Reply

Ask = Callable[..., list[Reply]]
Break = Callable[[Path], None]

MANY = [question(f"{TEXT} {number}") for number in range(30)]


def execute(database: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement, values)
        connection.commit()


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def assert_asked_again(replies: list[Reply], caplog: pytest.LogCaptureFixture) -> None:
    assert [json.loads(reply.text) for reply in replies] == [GOOD] * 30
    assert [reply.usage.attempts for reply in replies] == [1] * 30
    (warning,) = warnings(caplog)
    assert "does not work" in warning
