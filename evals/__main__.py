"""How well articles are read: run systems over gold, compare them, and hold the quality floors.

A measurement is `run`, then `table`; `errors` tells what the figures are made of. The gate of CI is
`floors`, over replies of a model that `record` keeps. README.md in this folder defines the figures.
"""

import typer

from .commands.attacks import attacks
from .commands.gold import build, check
from .commands.hold import floors, record
from .commands.measure import errors, run, table

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", help=__doc__
)
gold = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", help="Build and check the gold set."
)
for command in (build, check):
    gold.command()(command)
for command in (run, table, errors, record, floors, attacks):
    app.command()(command)
app.add_typer(gold, name="gold")


if __name__ == "__main__":
    app(prog_name="python -m evals")
