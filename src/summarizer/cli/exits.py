"""Exit codes, and how errors, warnings and notes are told: on stderr, a line each, no traceback."""

import logging
import sys
from collections.abc import Iterable
from enum import IntEnum

from ..errors import (
    ArticleError,
    BudgetError,
    ConfigurationError,
    FaultError,
    LLMUnavailableError,
    QuotaError,
    SummarizerError,
)
from ..formats.plain import plain

__all__ = ["EPILOG", "Exit", "complain", "exit_of", "note", "tell_warnings", "worst"]


class Exit(IntEnum):
    """What the process ends with."""

    OK = 0
    FAULT = 1
    """A fault of this program."""
    USAGE = 2
    """Wrong usage: an option, an argument, or a place to write to."""
    ARTICLE = 3
    """An article cannot be summarized: its file cannot be read, or it is no text."""
    CONFIGURATION = 4
    """Key, model, endpoint, quota, or a disk that cannot be written."""
    UNAVAILABLE = 5
    """The endpoint did not answer; worth trying later."""
    REPLY = 6
    """The model's replies could not be used."""
    BUDGET = 7
    """A limit on tokens or dollars is reached."""
    SOME_ERRORS = 8
    """Of a batch: it went to its end, and some articles are errors."""
    WAITING = 9
    """Of jobs of a provider's batch: some have yet to come back; collect later."""
    INTERRUPTED = 130
    """Ctrl-C."""
    PIPE_CLOSED = 141
    """Whoever read the output went away."""


EPILOG = (
    "Exit codes: 0 all right; 1 a fault of this program; 2 wrong usage; 3 an article cannot be"
    " summarized; 4 key, model, endpoint, quota or disk is wrong; 5 the endpoint is unavailable,"
    " try later; 6 the model's replies could not be used; 7 a limit on tokens or dollars is"
    " reached; 8 a batch is done, and some of its articles are errors; 9 some of its jobs have yet"
    " to come back; 130 interrupted. Several files: the first of 1, 4, 7, 5, 6, 3 that occurred;"
    " the other files are summarized all the"
    " same."
)

# what concerns every article comes before what concerns one
_WORST_FIRST = (
    Exit.FAULT,
    Exit.CONFIGURATION,
    Exit.BUDGET,
    Exit.UNAVAILABLE,
    Exit.REPLY,
    Exit.ARTICLE,
)

# events of the library's log that say nothing to a user
_SAID = {"llm.schema_refused": "{host} takes no schema for its answers; going on without one."}


def exit_of(error: SummarizerError) -> Exit:
    """Return the exit code of an error."""
    match error:
        case ConfigurationError() | QuotaError():
            return Exit.CONFIGURATION
        case ArticleError():
            return Exit.ARTICLE
        case BudgetError():
            return Exit.BUDGET
        case FaultError():
            return Exit.FAULT
        case LLMUnavailableError():
            return Exit.UNAVAILABLE
        case _:
            return Exit.REPLY


def worst(exits: Iterable[Exit]) -> Exit:
    """Return the code of a run that had several ends."""
    seen = set(exits)
    return next((code for code in _WORST_FIRST if code in seen), Exit.OK)


def complain(error: SummarizerError, *, about: str | None = None) -> None:
    """Print an error and what can be done about it."""
    subject = f"{plain(about)}: " if about else ""
    _print(f"summarizer: error: {subject}{plain(error.message)}")
    if error.hint:
        _print(f"summarizer: hint: {plain(error.hint)}")
    if error.request_id:
        _print(f"summarizer: hint: the provider's id of the request is {plain(error.request_id)}")


def note(text: str) -> None:
    """Print something worth knowing."""
    _print(f"summarizer: {plain(text)}")


def tell_warnings() -> None:
    """Print the library's warnings as they come."""
    logger = logging.getLogger("summarizer")
    if not any(isinstance(handler, _Teller) for handler in logger.handlers):
        logger.addHandler(_Teller(logging.WARNING))


class _Teller(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message in _SAID:
            message = _SAID[message].format_map(vars(record))
        _print(f"summarizer: warning: {plain(message)}")


def _print(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - this is how a command speaks
