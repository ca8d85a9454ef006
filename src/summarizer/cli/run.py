"""One run over some files: read, summarize, write, and what the exit code will be."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ..errors import SummarizerError
from ..schema import Article, Summary
from ..settings import Settings
from .exits import Exit, complain, exit_of, note, worst
from .look import Look
from .output import Output
from .pool import Job, Outcome, Pool
from .progress import report
from .source import STDIN, Source, check

__all__ = ["Run"]

_Write = Callable[[Summary], None]


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
        self._n_settled = 0

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
                self._all(sources, pool, lambda s: output.write(look.show(s, output.stream)))
        return worst(self._exits)

    def _checked(self) -> list[Source]:
        sources: list[Source] = []
        for name in self._names:
            try:
                sources.append(check(name, self._settings.max_chars))
            except SummarizerError as error:
                self._fail(error, Source(name, self._settings.max_chars))
        return sources

    def _all(self, sources: Sequence[Source], pool: Pool, write: _Write) -> None:
        try:
            self._each(sources, pool, write)
        except KeyboardInterrupt:
            self._finish(sources, pool, write, "interrupted")
            raise
        self._finish(sources, pool, write, "stopped")

    def _each(self, sources: Sequence[Source], pool: Pool, write: _Write) -> None:
        """Settle the files one by one, in order, until an error dooms all."""
        with report(len(sources), quiet=self._quiet) as shown:
            jobs = [
                Job(partial(self._article, s), partial(shown.advance, s.label)) for s in sources
            ]
            for source, outcome in zip(sources, pool.outcomes(jobs), strict=True):
                with shown.paused():
                    self._settle(source, outcome, write)
                shown.finish(source.label)
                if _dooms(outcome):
                    return

    def _finish(self, sources: Sequence[Source], pool: Pool, write: _Write, why: str) -> None:
        """Settle what was finished out of turn, and tell what was not."""
        for index, outcome in pool.stop():
            if not _dooms(outcome):
                self._settle(sources[index], outcome, write)
        n_left = len(sources) - self._n_settled
        if n_left and len(sources) > 1:
            note(f"{why}: {n_left} of {len(sources)} files are left")

    def _settle(self, source: Source, outcome: Outcome, write: _Write) -> None:
        """Write a result, or tell why there is none."""
        if isinstance(outcome, SummarizerError):
            self._fail(outcome, source)
        else:
            write(outcome)
        self._n_settled += 1

    def _fail(self, error: SummarizerError, source: Source) -> None:
        self._exits.append(exit_of(error))
        complain(error, about=None if error.dooms_run else source.label)

    def _article(self, source: Source) -> Article:
        # the file as it was typed tells the records of several files apart
        name = "" if source.name == STDIN else os.fsencode(source.name).decode(errors="replace")
        return Article.model_validate({"text": source.read(), "id": name, **self._metadata})


def _dooms(outcome: Outcome) -> bool:
    return isinstance(outcome, SummarizerError) and outcome.dooms_run
