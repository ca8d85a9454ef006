"""One run of a batch: what is read, what of it is done, what comes of the rest."""

import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from queue import SimpleQueue

import typer

from ..api import plan_of
from ..batch import summarize_batch
from ..clients.endpoint import resolve
from ..clients.price import price_of
from ..core.ask.tokens import estimated_tokens
from ..core.flow import Flow
from ..errors import ArticleError, SummarizerError
from ..formats.jsonl import Fields
from ..outcome import Outcome, failed
from ..schema import Article
from ..settings import Settings
from .exits import Exit, complain, exit_of, note
from .intake import read_all
from .rows import Rows, fingerprint
from .seen import Seen
from .tally import Tally

__all__ = ["Batching"]


class Batching:
    """Some inputs, and how they are read."""

    def __init__(
        self,
        names: Sequence[str],
        settings: Settings,
        fields: Fields,
        *,
        limit: int | None = None,
        quiet: bool = False,
    ) -> None:
        """Work out whom to ask; nothing is read yet.

        Raises:
            ConfigurationError: there is no model to ask, or a setting is wrong.
        """
        self._names = names
        self._settings = settings
        self._fields = fields
        self._limit = limit
        self._quiet = quiet
        self._endpoint = resolve(settings)
        self._plan = plan_of(settings, self._endpoint)
        self._bad: SimpleQueue[Outcome] = SimpleQueue()
        self._is_stopping = False
        self._seen = Seen()
        self._n_again = 0

    def to(self, path: Path | None, *, fail_fast: bool) -> Exit:
        """Summarize what is not done, and write a row for each as it comes.

        Args:
            path: the file of rows; None: standard output.
            fail_fast: whether the first error of an article ends the run.

        Raises:
            KeyboardInterrupt: at the second Ctrl-C.
        """
        if self._endpoint.chosen_because and not self._quiet:
            note(self._endpoint.chosen_because)
        tally = Tally(quiet=self._quiet)
        code: Exit | None = None
        with _opened(path, self._plan.digest) as rows:
            if isinstance(rows, Rows) and rows.n_done and not self._quiet:
                note(f"{rows.n_done:,} rows are done already")
            is_done = rows.is_done if isinstance(rows, Rows) else _never
            outcomes = summarize_batch(self._articles(is_done), settings=self._settings)
            try:
                with closing(outcomes), self._draining():
                    for outcome in self._with_bad(outcomes):
                        rows.add(outcome)
                        tally.add(outcome)
                        if fail_fast and outcome.status == "error":
                            break
            except SummarizerError as error:
                if not error.dooms_run:
                    raise
                complain(error)
                code = exit_of(error)
        if not self._quiet:
            again = f"; {self._n_again:,} stand twice in the input" if self._n_again else ""
            note(tally.line() + again)
        if code is None and self._is_stopping:
            code = Exit.INTERRUPTED
        return code or (Exit.SOME_ERRORS if tally.n_errors else Exit.OK)

    def estimate(self, path: Path | None) -> Exit:
        """Say what there is to do, and what its first questions send; nothing is sent."""
        n_todo = n_requests = n_tokens = 0
        with _opened(path if path and path.exists() else None, self._plan.digest) as rows:
            is_done = rows.is_done if isinstance(rows, Rows) else _never
            for article in self._articles(is_done):
                n_todo += 1
                requests = Flow(article, self._plan).requests
                n_requests += len(requests)
                n_tokens += sum(estimated_tokens(m.content) for r in requests for m in r.messages)
            n_done = rows.n_done if isinstance(rows, Rows) else 0
        typer.echo(f"model      {self._plan.model}")
        typer.echo(
            f"articles   {n_todo:,} to do, {n_done:,} done, {self._bad.qsize():,} unreadable"
        )
        typer.echo(f"questions  {n_requests:,}, and a few more where answers are asked again")
        typer.echo(f"tokens     about {n_tokens:,} in; answers come on top")
        cost = price_of(self._endpoint, self._settings)(n_tokens, 0, 0)
        typer.echo(
            f"cost       {'unknown' if cost is None else f'about ${cost:.4f}, and the answers'}"
        )
        return Exit.OK

    def _articles(self, is_done: Callable[[str, str], bool]) -> Iterator[Article]:
        """Yield what is to be done; what cannot be read goes another way."""
        n_given = 0
        for row in read_all(self._names, self._fields, self._settings.max_chars):
            if self._is_stopping or n_given == self._limit:
                return
            if isinstance(row.article, ArticleError):
                self._reject(row.place, row.article)
                continue
            article = row.article
            name, text = fingerprint(article.id), fingerprint(article.sha256)
            before = self._seen.get(name)
            if before is None:
                self._seen[name] = text
            if before not in {None, text}:
                what = f"{row.place}: its id is that of another text before."
                self._reject(row.place, ArticleError(what))
            elif before is not None:
                self._n_again += 1  # it has its row, or will have it
            elif not is_done(article.id, article.sha256):
                n_given += 1
                yield article

    def _reject(self, place: str, error: ArticleError) -> None:
        outcome = failed(None, error, settings=self._plan.digest)
        self._bad.put(outcome.model_copy(update={"id": place}))

    def _with_bad(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            while not self._bad.empty():
                yield self._bad.get()
            yield outcome
        while not self._bad.empty():
            yield self._bad.get()

    @contextmanager
    def _draining(self) -> Generator[None]:
        """Let the first Ctrl-C only end the input."""

        def stop(*_: object) -> None:
            self._is_stopping = True
            signal.signal(signal.SIGINT, before)
            note("finishing what is under way; Ctrl-C again stops at once")

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


class _Lines:
    """Rows on standard output."""

    def add(self, outcome: Outcome) -> None:
        """Write a row.

        Raises:
            BrokenPipeError: whoever read it went away.
        """
        sys.stdout.write(outcome.model_dump_json() + "\n")
        sys.stdout.flush()


def _opened(path: Path | None, settings: str) -> AbstractContextManager["Rows | _Lines"]:
    return nullcontext(_Lines()) if path is None else Rows(path, settings)


def _never(name: str, sha256: str) -> bool:
    del name, sha256
    return False
