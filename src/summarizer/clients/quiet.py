"""Keeps the loggers of others silent while they hold an article, a reply or its headers."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["quiet"]

# they log replies at ERROR; at DEBUG whole requests, headers of answers, a proxy's password
_LOGGERS = (
    "httpcore2.http11",
    "httpcore2.http2",
    "httpcore2.socks",
    "instructor",
    "instructor.v2",
    "instructor.v2.retry",
    "openai._base_client",
)

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
