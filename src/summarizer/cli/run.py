"""One run over some files: read, summarize, write, and what the exit code will be."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ..errors import SummarizerError
from ..schema import Article
from ..settings import Settings
from .exits import Exit, complain, exit_of, note, worst
from .look import Look
from .output import Output
from .pool import Job, Outcome, Pool
from .progress import Report, report
from .source import STDIN, Source, check

__all__ = ["Run"]


class Run:
    """What happened so far to the files of one command."""

    def __init__(
        self,
        names: Sequence[str],
        settings: Settings,
        *,
        metadata: Mapping[str, str] | None = None,
        quiet: bool = False,
    ) -> None:
        self._names = names
        self._settings = settings
        self._metadata = metadata or {}
        self._quiet = quiet
        self._exits: list[Exit] = []

    def to(self, path: Path | None, look: Look) -> Exit:
        """Summarize all files that can be read, and write the results as they come.

        Args:
            path: the file to write; None: standard output.
            look: how results look.

        Raises:
            ConfigurationError: there is no model to ask, or the output cannot be written.
            KeyboardInterrupt: as it came, after what was finished is written.
        """
        sources = self._checked()
        if sources:
            with Output(path) as output, Pool(self._settings) as pool:
                if pool.chosen_because and not self._quiet:
                    note(pool.chosen_because)
                with report(len(sources), quiet=self._quiet) as shown:
                    jobs = [
                        Job(partial(self._article, s), partial(shown.advance, s.label))
                        for s in sources
                    ]
                    settling = _Settling(sources, output, look, self._fail)
                    settling.all(pool, jobs, shown)
        return worst(self._exits)

    def _checked(self) -> list[Source]:
        sources: list[Source] = []
        for name in self._names:
            try:
                sources.append(check(name, self._settings.max_chars))
            except SummarizerError as error:
                self._fail(error, Source(name, self._settings.max_chars))
        return sources

    def _fail(self, error: SummarizerError, source: Source) -> None:
        self._exits.append(exit_of(error))
        complain(error, about=None if error.dooms_run else source.label)

    def _article(self, source: Source) -> Article:
        # the file as it was typed tells the records of several files apart
        name = "" if source.name == STDIN else os.fsencode(source.name).decode(errors="replace")
        return Article.model_validate({"text": source.read(), "id": name, **self._metadata})


class _Settling:
    """Brings every file to its end once: a result that is written, or an error that is told."""

    def __init__(
        self,
        sources: Sequence[Source],
        output: Output,
        look: Look,
        fail: Callable[[SummarizerError, Source], None],
    ) -> None:
        self._sources = sources
        self._output = output
        self._look = look
        self._fail = fail
        self._settled: set[int] = set()

    def all(self, pool: Pool, jobs: Sequence[Job], shown: Report) -> None:
        """Settle the files in order; when that ends early, those finished out of turn as well."""
        try:
            for index, outcome in enumerate(pool.outcomes(jobs)):
                with shown.paused():
                    self._settle(index, outcome)
                shown.finish(self._sources[index].label)
                if _dooms(outcome):
                    break
        except KeyboardInterrupt:
            with shown.paused():
                self._rest(pool, "interrupted")
            raise
        with shown.paused():
            self._rest(pool, "stopped")

    def _rest(self, pool: Pool, why: str) -> None:
        for index, outcome in pool.stop():
            if index not in self._settled and not _dooms(outcome):
                self._settle(index, outcome)
        n_left = len(self._sources) - len(self._settled)
        if n_left and len(self._sources) > 1:
            note(f"{why}: {n_left} of {len(self._sources)} files are left")

    def _settle(self, index: int, outcome: Outcome) -> None:
        if isinstance(outcome, SummarizerError):
            self._settled.add(index)
            self._fail(outcome, self._sources[index])
        else:
            text = self._look.show(outcome, self._output.stream)
            self._settled.add(index)  # before: an interrupted write must not be begun again
            self._output.write(text)


def _dooms(outcome: Outcome) -> bool:
    return isinstance(outcome, SummarizerError) and outcome.dooms_run
