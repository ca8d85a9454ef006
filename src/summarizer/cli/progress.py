"""How far a run is: a bar on a terminal, a line now and then elsewhere, nothing if not wanted."""

import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

from ..formats.plain import plain
from .exits import note

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as RichProgress
    from rich.progress import ProgressColumn, TaskID

__all__ = ["Report", "Silence", "bar", "is_terminal", "report", "rich_progress"]

_INTERVAL_S = 15.0


class Report(Protocol):
    """Told how far each article is."""

    def advance(self, name: str, answered: int, known: int) -> None:
        """Tell of an article that so many of the requests known so far are answered."""
        ...

    def finish(self, name: str) -> None:
        """Tell that an article has its result, or has failed."""
        ...

    def paused(self) -> AbstractContextManager[object]:
        """Keep the terminal free, so that a result can be printed."""
        ...


class Silence:
    """Says nothing."""

    def advance(self, name: str, answered: int, known: int) -> None:
        """Say nothing."""

    def finish(self, name: str) -> None:
        """Say nothing."""

    def paused(self) -> AbstractContextManager[object]:
        """Do nothing."""
        return nullcontext()


class _Lines:
    """A line for each article of several, and one now and then for a long article."""

    def __init__(self, n_articles: int, clock: Callable[[], float]) -> None:
        self._n_articles = n_articles
        self._n_finished = 0
        self._clock = clock
        self._said_at = clock()

    def advance(self, name: str, answered: int, known: int) -> None:
        now = self._clock()
        if now - self._said_at >= _INTERVAL_S:
            self._said_at = now
            note(f"{name}: {answered} of {known} answers")

    def finish(self, name: str) -> None:
        self._n_finished += 1
        self._said_at = self._clock()
        if self._n_articles > 1:
            note(f"{self._n_finished} of {self._n_articles} done: {name}")

    def paused(self) -> AbstractContextManager[object]:
        return nullcontext()


class _Bars:
    """A bar for each article under way."""

    def __init__(self, progress: "RichProgress") -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def advance(self, name: str, answered: int, known: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(plain(name), total=None)
        self._progress.update(self._tasks[name], completed=answered, total=known)

    def finish(self, name: str) -> None:
        task = self._tasks.pop(name, None)
        if task is not None:
            self._progress.remove_task(task)

    @contextmanager
    def paused(self) -> Generator[None]:
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()


@contextmanager
def report(
    n_articles: int, *, quiet: bool, clock: Callable[[], float] = time.monotonic
) -> Generator[Report]:
    """Show on stderr how far a run is, inside `with`."""
    if quiet:
        yield Silence()
    elif not is_terminal():
        yield _Lines(n_articles, clock)
    else:
        with _labelled("{task.completed:.0f} of {task.total} answers") as progress:
            yield _Bars(progress)


@contextmanager
def bar(
    label: str, *, clock: Callable[[], float] = time.monotonic
) -> Generator[Callable[[int, int], None]]:
    """Show on stderr how many bytes of how many are here, inside `with`."""
    if is_terminal():
        with _labelled("{task.percentage:>3.0f} %", in_bytes=True) as progress:
            task = progress.add_task(plain(label), total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)
        return
    said_at = clock()

    def say(done: int, total: int) -> None:
        nonlocal said_at
        if clock() - said_at >= _INTERVAL_S:
            said_at = clock()
            note(f"{label}: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB")

    yield say


def is_terminal() -> bool:
    """Whether stderr is a terminal that a bar can be drawn on."""
    is_dumb = os.environ.get("TERM", "").lower() in {"dumb", "unknown"}
    return sys.stderr is not None and sys.stderr.isatty() and not is_dumb


def rich_progress(console: "Console", *columns: "ProgressColumn") -> "RichProgress":
    """Return a display on stderr that leaves nothing behind; notes on stderr go above it."""
    from rich.progress import Progress  # noqa: PLC0415 - as below

    # results on standard output are none of the bar's business
    return Progress(*columns, console=console, transient=True, redirect_stdout=False)


def _labelled(amount: str, *, in_bytes: bool = False) -> "RichProgress":
    # here, since rich takes longer to load than all the rest of the command line
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        DownloadColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    return rich_progress(
        console,
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None if console.width < 100 else 40),  # noqa: PLR2004 - columns
        TextColumn(amount, markup=False),
        *((DownloadColumn(), TimeRemainingColumn()) if in_bytes else (TimeElapsedColumn(),)),
    )
