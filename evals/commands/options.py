"""What the commands share: options, and how they speak."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from summarizer import SummarizerError

from ..draft import DraftError

__all__ = ["RUNS", "Address", "Data", "Language", "Runs", "Split", "say", "told"]

RUNS = Path(__file__).parents[1] / "runs"

Data = Annotated[
    Path,
    typer.Option(
        metavar="FILE", help="Gold: our stories, or rows with attributions.", show_default=False
    ),
]
Runs = Annotated[
    Path, typer.Option(metavar="DIR", help="Folder of results, kept by `run`.", show_default=False)
]
Split = Annotated[
    Literal["dev", "test"] | None,
    typer.Option(
        help="Only stories of this split: dev is looked at while building, test only measured.",
        show_default=False,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Only this language, such as de.", show_default=False),
]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="OpenAI-compatible server, up to /v1. Default: the local model is started.",
        show_default=False,
    ),
]


@contextmanager
def told() -> Generator[None]:
    """End the command with exit code 1 and one line where there is nothing to debug."""
    try:
        yield
    except (SummarizerError, DraftError) as error:
        say(str(error))
        raise typer.Exit(1) from error


def say(line: str) -> None:
    """Tell the person, not the pipe."""
    typer.echo(line, err=True)
