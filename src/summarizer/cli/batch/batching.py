"""One command over some inputs: the run, or what it would come to."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import typer

from ...api import plan_of
from ...batch import summarize_batch
from ...clients.endpoint import resolve
from ...clients.price import discounted, price_of
from ...errors import ConfigurationError
from ...formats.fields import Fields
from ...jobs.tools import SHARE
from ...schema import Article
from ...settings import Settings
from ..exits import Exit, note
from .done import Done
from .estimate import Estimate, assumed, measured
from .headway import Headway
from .jobs import Jobs
from .meter import Meter
from .rows import PrintedRows, Rows, RowsFile
from .running import Running
from .shown import shown
from .stored import stored_rows
from .tally import Tally, duration
from .todo import Reject, Todo

__all__ = ["Batching"]


class Batching:
    """Some inputs, and how they are read."""

    def __init__(
        self,
        names: Sequence[str],
        settings: Settings,
        fields: Fields,
        *,
        sample: int | None = None,
        limit: int | None = None,
        quiet: bool = False,
    ) -> None:
        """Work out whom to ask; nothing is read yet.

        Raises:
            ConfigurationError: there is no model to ask, or a setting is wrong.
        """
        self._stopped = threading.Event()
        self._meter = Meter(names, self._stopped)
        self._settings = settings
        self._fields = fields
        self._sample = sample
        self._limit = limit
        self._quiet = quiet
        self._endpoint = resolve(settings)
        self._plan = plan_of(settings, self._endpoint)
        self._done = Done(self._plan.digest)

    def to(self, path: Path | None, *, fail_fast: bool, jobs: Jobs | None = None) -> Exit:
        """Summarize what is not done, and write a row for each as it comes.

        Args:
            path: the file of rows; None: standard output.
            fail_fast: whether the first error of an article ends the run.
            jobs: jobs of the provider; None: it is asked at once.

        Raises:
            BrokenPipeError: whoever read standard output went away.
            ConfigurationError: rows cannot be written.
            KeyboardInterrupt: at the second Ctrl-C.
        """
        self._note(self._endpoint.chosen_because)
        tally = Tally()
        rows: Rows = PrintedRows() if path is None else RowsFile(path, self._done)
        with rows:
            if self._done.n:
                self._note(f"{self._done.n:,} rows are done already")
            running = Running(
                rows, tally, self._stopped, settings=self._plan.digest, fail_fast=fail_fast
            )
            todo = self._todo(running.reject)
            headway = Headway(tally, todo, self._meter)
            has_bar = path is not None or not sys.stdout.isatty()
            with closing(todo), shown(headway, quiet=self._quiet, has_bar=has_bar) as say:
                if jobs is None:
                    outcomes = summarize_batch(todo, settings=self._settings)
                else:
                    outcomes = jobs.outcomes(_Again(todo, self._reread))
                code = running.all(outcomes, say, drains=jobs is None)
        self._tell(tally, todo, rows, code)
        is_waiting = jobs is not None and jobs.must_come_again
        return Exit.WAITING if is_waiting and code in {Exit.OK, Exit.SOME_ERRORS} else code

    def estimate(self, path: Path | None, *, by_jobs: bool) -> Exit:
        """Say what there is to do, and what it would send, cost and take; nothing is sent.

        Args:
            path: the file of rows, which need not be there.
            by_jobs: whether the provider's batch is to be asked.

        Raises:
            ConfigurationError: the file is no file of rows.
        """
        if path is not None and path.is_file():
            self._look(path)
        todo = self._reread()
        found = self._estimate(todo)
        again = f", {todo.n_again:,} twice in the input" if todo.n_again else ""
        low, high = (duration(seconds) for seconds in found.seconds_within(self._settings))
        lines = {
            "model": f"{self._plan.model}, profile {self._plan.profile}",
            "articles": f"{todo.n_given:,} to do, {todo.n_done:,} done,"
            f" {todo.n_rejected:,} unreadable{again}",
            "requests": f"about {found.requests:,.0f}, and some where answers are asked again;"
            " what the cache has costs nothing",
            "tokens": f"about {found.tokens_in:,.0f} in, {found.tokens_out:,.0f} out",
            "cost": self._cost(found, SHARE if by_jobs else 1),
            "time": "up to a day for each round" if by_jobs else _range(low, high),
            "basis": found.basis,
        }
        for name, text in lines.items():
            typer.echo(f"{name:<10} {text}")
        return Exit.OK

    def _reread(self) -> Todo:
        return self._todo(lambda place, error: (place, error))  # they have their rows

    def _todo(self, reject: Reject) -> Todo:
        rows = self._meter.rows(self._fields, self._settings.max_chars)
        return Todo(
            rows,
            self._done,
            reject=reject,
            stopped=self._stopped,
            sample=self._sample,
            limit=self._limit,
        )

    def _tell(self, tally: Tally, todo: Todo, rows: Rows, code: Exit) -> None:
        for line in tally.lines():
            self._note(line)
        if todo.n_again:
            self._note(f"{todo.n_again:,} stand twice in the input")
        self._note(rows.places)
        if code not in {Exit.OK, Exit.SOME_ERRORS}:
            self._note("run the same again to go on with what is left")
        elif tally.n_retryable:
            self._note(f"run the same again to retry {tally.n_retryable:,} that may pass")

    def _look(self, path: Path) -> None:
        try:
            for _, row in stored_rows(path):
                self._done.add(row)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise ConfigurationError(
                f"{path} cannot be read: {why}.", hint="make it readable, or write to another file"
            ) from error

    def _estimate(self, todo: Todo) -> Estimate:
        by = self._done.measured
        if by.is_enough:
            return measured(todo, by, self._settings, self._plan)
        return assumed(todo, self._settings, self._plan, self._endpoint)

    def _cost(self, found: Estimate, share: float) -> str:
        if self._endpoint.base_url is None:
            return "nothing: the model runs on this machine"
        price = discounted(price_of(self._endpoint, self._settings), share)
        cost_in, cost_out = (
            price(round(found.tokens_in), 0, 0),
            price(0, 0, round(found.tokens_out)),
        )
        if cost_in is None or cost_out is None:
            return "unknown: set SUMMARIZER_INPUT_PRICE and SUMMARIZER_OUTPUT_PRICE"
        return f"about ${cost_in + cost_out:.4f}: ${cost_in:.4f} in, ${cost_out:.4f} out"

    def _note(self, text: str | None) -> None:
        if text and not self._quiet:
            note(text)


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


class _Again:
    """Articles that can be read again."""

    def __init__(self, first: Iterable[Article], again: Callable[[], Iterable[Article]]) -> None:
        self._given: Iterable[Article] | None = first
        self._again = again

    def __iter__(self) -> Iterator[Article]:
        given, self._given = self._given, None
        return iter(self._again() if given is None else given)
