"""`python -m evals gold`: build and check the gold set."""

from pathlib import Path
from typing import Annotated

import typer

from .. import gold
from .options import say, told

__all__ = ["build", "check"]


def build() -> None:
    """Write gold.jsonl and its schema from the drafts in gold/stories."""
    with told():
        typer.echo(f"{gold.write()} stories")


def check(
    drafts: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Drafts. Default: the whole set.")
    ] = None,
) -> None:
    """Tell what is wrong with drafts, or with the whole set, gold.jsonl included."""
    found = gold.check_drafts(drafts) if drafts else gold.check_set()
    for fault in found:
        say(fault)
    if found:
        raise typer.Exit(1)
    typer.echo("all right")
