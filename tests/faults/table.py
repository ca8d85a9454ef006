"""All rows, and the docs that are printed from them."""

from pathlib import Path

from summarizer.errors import SummarizerError

from . import bodies, replies, statuses
from .scenario import GOOD, MAX_QUESTIONS, MAX_TRIES, Scenario

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"

WELL = Scenario("well", "a good reply", (GOOD,), "–")
SCENARIOS = (WELL, *statuses.ROWS, *bodies.ROWS, *replies.ROWS)

_PARTS = {
    "All is well": (WELL,),
    "Asked too often": statuses.LIMITED,
    "The endpoint is failing": statuses.FAILING,
    "What no try would mend": statuses.FINAL,
    "It takes no schema": statuses.SCHEMA,
    "An error in a 200": statuses.IN_A_200,
    "The connection breaks": bodies.CUT,
    "The server is slow": bodies.SLOW,
    "The body is no JSON": bodies.UNREADABLE,
    "The body is too large": bodies.LARGE,
    "The body is odd": bodies.ODD,
    "The reply was stopped": replies.STOPPED,
    "There is no reply": replies.EMPTY,
    "The reply is wrapped": replies.WRAPPED,
    "The reply breaks its form": replies.MALFORMED,
    "The article does not support the reply": replies.UNSUPPORTED,
    "All of it": replies.WORST,
}

_HEAD = f"""\
# Faults of a provider

What a provider does, who deals with it, what it costs, and what you see. Every row is a test. It
asks a real server on this machine, through `AsyncSummarizer`, about one article of one window.

This page is made by `make faults` from `tests/faults`. Do not edit it.

- **Who**: the module of `summarizer.clients` that deals with it, or the core, or the API.
- **Requests**: how many HTTP requests are sent in all.
- **Outcome**: the summary, or the error that is raised and its `code`. "Later" errors may pass:
  their `retryable` is true. All other errors come again if you ask again.
- **Stops a run**: the error's `dooms_run` is true. Every other article would fail in the same way.

## The worst case
A question is sent at most `max_tries` times: {MAX_TRIES} by default, retries and re-asks together.
So an article costs at most `max_tries` times its questions. An article of one window has
{MAX_QUESTIONS}: it is read, and repaired once. That makes {MAX_TRIES * MAX_QUESTIONS} requests.
An article of more windows has two for each window, one for each link that is looked for, one for
what the sources are, and one for the synopsis.

Between two requests there is a pause: what `Retry-After` asks for, but 120 seconds at most; else
half a second that doubles each time up to 32 seconds, less a random part of up to one half. A reply
that breaks its form is asked again at once.

`Retry-After` holds back all requests to that endpoint. When its time is over they start one after
another, within a quarter of that time, or one second if that is less. A 429 also halves the number
of requests on the wire. As many good answers as there may be requests at once allow one more, up to
`concurrency`. If a 429 asks for two seconds at most, and eight requests or more were let in during
as much time before it, no more are sent in that time from there on; after ten such times without a
429 an eighth more is tried.

`deadline_s` ends an article whatever the provider does, and closes its connections. `timeout_s` is
the longest wait for the next byte, so it does not end a server that drips. An answer is read up to
4 MiB. Compressed answers are not read.
"""


def page() -> str:
    """Return the docs."""
    return "\n".join([_HEAD, *(_part(title, rows) for title, rows in _PARTS.items())])


def _part(title: str, rows: tuple[Scenario, ...]) -> str:
    head = "| scenario | the server | who | requests | outcome |\n|---|---|---|---:|---|"
    return "\n".join([f"## {title}", head, *map(_row, rows), ""])


def _row(row: Scenario) -> str:
    waits = ", ".join(f"{seconds:g}" for seconds in row.waits or ())
    server = f"{row.server}; waits {waits} s" if waits else row.server
    cells = (f"`{row.name}`", server, row.handler, str(row.requests), _outcome(row))
    return f"| {' | '.join(cells)} |"


def _outcome(row: Scenario) -> str:
    if row.outcome is None:
        estimated = "; tokens estimated" if row.is_estimated else ""
        marks = ", ".join(f"`{name}`" for name in row.marked)
        return f"summary{estimated}" + (f"; marked {marks}" if marks else "")
    first = _error(row.outcome)
    return f"{first}; once it has answered before: {_error(row.later)}" if row.later else first


def _error(kind: type[SummarizerError]) -> str:
    ends = ", later" * kind.retryable + ", stops a run" * kind.dooms_run
    return f"`{kind.__name__}` (`{kind.code}`{ends})"
