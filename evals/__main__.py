"""`python -m evals`: see README.md in this folder."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from . import gold as gold_set

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
gold = typer.Typer(no_args_is_help=True, help="Build and check the gold set.")
app.add_typer(gold, name="gold")


@gold.command()
def build() -> None:
    """Write gold.jsonl and its schema from the drafts."""
    typer.echo(f"{gold_set.write()} stories")


@gold.command()
def check(
    drafts: Annotated[list[Path] | None, typer.Argument(help="Drafts; none: the whole set.")] = None,
) -> None:
    """Tell what is wrong with drafts, or with the whole set."""
    found = gold_set.check_drafts(drafts) if drafts else gold_set.check_set()
    for fault in found:
        typer.echo(fault, err=True)
    if found:
        sys.exit(1)
    typer.echo("all right")


if __name__ == "__main__":
    app()
