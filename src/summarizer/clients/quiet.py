"""Keeps the loggers of instructor and the SDK silent while they hold an article or a reply."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["quiet"]

# they log replies at ERROR and whole requests at DEBUG
_LOGGERS = ("instructor", "instructor.v2", "instructor.v2.retry", "openai._base_client")

_is_ours: ContextVar[bool] = ContextVar("_is_ours", default=False)


class _NotOurs(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002 - the form of a filter
        return not _is_ours.get()


_NOT_OURS = _NotOurs()


@contextmanager
def quiet() -> Generator[None]:
    """Drop what those loggers say about our calls; what other code of the process asks is kept."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_NOT_OURS)  # the same filter is added only once
    token = _is_ours.set(True)
    try:
        yield
    finally:
        _is_ours.reset(token)
