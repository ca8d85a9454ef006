"""How fast a batch is, beside plain instructor and the bound, and how flat its memory stays."""

from typing import Annotated

import typer

from .batch import CASES, measure
from .memory import measure as measure_memory
from .table import batch_table, memory_table

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", help=__doc__
)


@app.command()
def batch(
    rounds: Annotated[int, typer.Option(min=1, help="Of which medians are taken.")] = 3,
    only: Annotated[
        str, typer.Option(metavar="WORDS", help="Cases with these in their name.")
    ] = "",
) -> None:
    """Measure 400 articles at once, ours and plain instructor's in turn."""
    typer.echo(batch_table(measure([c for c in CASES if only in c.name], rounds)))


@app.command()
def memory(
    n: Annotated[int, typer.Argument(min=1, help="Articles.")] = 100_000,
    words: Annotated[
        tuple[int, int], typer.Option(metavar="LEAST MOST", help="Of an article, about.")
    ] = (30, 50),
) -> None:
    """Measure the memory of `summarizer batch` by rows."""
    typer.echo(memory_table(measure_memory(n, n_words=words)))


if __name__ == "__main__":
    app(prog_name="python -m bench")
