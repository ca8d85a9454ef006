"""`python -m evals`: see README.md in this folder."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from . import gold as gold_set
from .case import read_cases
from .prediction import Prediction
from .run import RunStore, run
from .story import GOLD
from .systems import System, langextract, nomodel, plain
from .systems.ours import Ours

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
gold = typer.Typer(no_args_is_help=True, help="Build and check the gold set.")
app.add_typer(gold, name="gold")

SYSTEMS: dict[str, System] = {
    "ours": Ours("small"),
    "plain": plain.predict,
    "langextract": langextract.predict,
    "nomodel": nomodel.predict,
    "nomodel-verbs": nomodel.predict_with_verbs,
}
RUNS = Path(__file__).parent / "runs"


@gold.command()
def build() -> None:
    """Write gold.jsonl and its schema from the drafts."""
    typer.echo(f"{gold_set.write()} stories")


@gold.command()
def check(
    drafts: Annotated[
        list[Path] | None, typer.Argument(help="Drafts; none: the whole set.")
    ] = None,
) -> None:
    """Tell what is wrong with drafts, or with the whole set."""
    found = gold_set.check_drafts(drafts) if drafts else gold_set.check_set()
    for fault in found:
        typer.echo(fault, err=True)
    if found:
        sys.exit(1)
    typer.echo("all right")


@app.command("run")
def run_command(
    *,
    data: Annotated[Path, typer.Option(help="Gold file: ours, or attributions.")] = GOLD,
    system: Annotated[list[str] | None, typer.Option(help="Systems; none: all.")] = None,
    limit: Annotated[int | None, typer.Option(help="Only the first stories.")] = None,
    address: Annotated[str | None, typer.Option(help="A server; none: the local model.")] = None,
    parallel: Annotated[int, typer.Option(help="Articles at once; 1 measures seconds.")] = 1,
    runs: Annotated[Path, typer.Option(help="Folder of the results.")] = RUNS,
) -> None:
    """Run systems over gold; a run that was stopped goes on where it was."""

    def told(name: str, case: str, found: Prediction) -> None:
        cost = found.cost
        typer.echo(
            f"{name:12} {case:40} {cost.requests:3} requests {cost.input_tokens:6} in "
            f"{cost.output_tokens:5} out {cost.seconds:6.1f} s {found.error or ''}",
            err=True,
        )

    chosen = {name: SYSTEMS[name] for name in system or SYSTEMS}
    cases = read_cases(data)[:limit]
    store = RunStore(runs / data.stem)
    asyncio.run(run(chosen, cases, store, told, address=address, parallel=parallel))


if __name__ == "__main__":
    app()
