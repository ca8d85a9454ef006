"""From articles to rows: each is written, counted and shown as it comes."""

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, nullcontext

from ...errors import ArticleError, SummarizerError
from ...outcome import Outcome, failed
from ..exits import Exit, complain, exit_of, note
from .rows import Rows
from .tally import Tally

__all__ = ["Running"]


class Running:
    """Takes outcomes from two threads: what is summarized, and what cannot be read."""

    def __init__(
        self,
        rows: Rows,
        tally: Tally,
        stopped: threading.Event,
        *,
        settings: str,
        fail_fast: bool,
    ) -> None:
        """Take nothing yet.

        Args:
            rows: where rows are written.
            tally: counts them.
            stopped: set when no more is to be read.
            settings: digest of what shapes a result.
            fail_fast: whether the first error of an article ends the run.
        """
        self._rows = rows
        self._tally = tally
        self._settings = settings
        self._fail_fast = fail_fast
        self._stopped = stopped
        self._lock = threading.Lock()
        self._say: Callable[[], object] = int
        self._is_over = False
        self._is_interrupted = False

    def reject(self, place: str, error: ArticleError) -> None:
        """Write a row for what is no article; called where the input is read.

        Raises:
            BrokenPipeError: whoever read standard output went away.
            ConfigurationError: it cannot be written.
        """
        outcome = failed(None, error, settings=self._settings)
        self._take(outcome.model_copy(update={"id": place}))

    def all(self, outcomes: Generator[Outcome], say: Callable[[], object], *, drains: bool) -> Exit:
        """Write a row for each outcome as it comes.

        Args:
            outcomes: of articles whose source was given `reject`.
            say: called after each row.
            drains: whether the first Ctrl-C ends only the input.

        Raises:
            BrokenPipeError: whoever read standard output went away.
            KeyboardInterrupt: at the second Ctrl-C, or the first.
        """
        self._say = say
        try:
            with closing(outcomes), self._draining() if drains else nullcontext():
                for outcome in outcomes:
                    self._take(outcome)
                    if self._must_end:
                        break
        except SummarizerError as error:
            if not error.dooms_run:
                raise
            complain(error)
            return exit_of(error)
        finally:
            self._stopped.set()
            with self._lock:
                self._is_over = True
        if self._is_interrupted:
            return Exit.INTERRUPTED
        return Exit.SOME_ERRORS if self._tally.n_errors else Exit.OK

    @property
    def _must_end(self) -> bool:
        return self._fail_fast and self._tally.n_errors > 0

    def _take(self, outcome: Outcome) -> None:
        with self._lock:
            if self._is_over:
                return  # the input was still being read; it will be again
            self._rows.add(outcome)
            self._tally.add(outcome)
            self._say()

    @contextmanager
    def _draining(self) -> Generator[None]:
        """Let the first Ctrl-C only end the input."""

        def stop(*_: object) -> None:
            self._is_interrupted = True
            self._stopped.set()
            signal.signal(signal.SIGINT, before)
            note("finishing what is under way; Ctrl-C again stops at once")

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
