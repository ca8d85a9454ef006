"""How far a batch is, for whoever watches: a bar on a terminal, else a line now and then."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..exits import note
from ..progress import is_terminal, rich_progress
from .headway import Headway

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["shown"]

_INTERVAL_S = 5.0
_BAR = 20  # columns
_MIN_WIDTH = 60  # for a bar besides the words


@contextmanager
def shown(
    headway: Headway,
    *,
    quiet: bool,
    has_bar: bool = True,
    clock: Callable[[], float] = time.monotonic,
) -> Generator[Callable[[], object]]:
    """Show on stderr how far a run is, inside `with`; gives what is to be called for each row.

    Args:
        headway: what is shown.
        quiet: whether nothing is.
        has_bar: whether there may be a bar: not if rows go to the same terminal.
        clock: seconds.
    """
    if quiet:
        yield lambda: None
    elif has_bar and is_terminal():
        with _bar(headway):
            yield lambda: None  # it looks by itself
    else:
        said_at = clock()

        def say() -> None:
            nonlocal said_at
            if clock() - said_at >= _INTERVAL_S:
                said_at = clock()
                note(headway.line())

        yield say


def _bar(headway: Headway) -> "Progress":
    # here, since rich takes longer to load than all the rest of the command line
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, ProgressColumn, Task  # noqa: PLC0415
    from rich.progress_bar import ProgressBar  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=True)

    class Bar(BarColumn):
        def render(self, task: Task) -> ProgressBar:
            task.total, task.completed = headway.n_total, headway.n_done
            return super().render(task)

    class Words(ProgressColumn):
        def render(self, task: Task) -> Text:
            del task
            left = console.width - (_BAR + 2 if is_wide else 1)
            return Text(headway.line(left), no_wrap=True, overflow="ellipsis")

    is_wide = console.width >= _MIN_WIDTH
    progress = rich_progress(console, *((Bar(_BAR),) if is_wide else ()), Words())
    progress.add_task("")
    return progress
